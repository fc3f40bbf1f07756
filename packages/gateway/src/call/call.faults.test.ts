import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { AUDIO_HEADER_BYTES, CALL_LIMITS, CLOSE, encodeAudio, FRAME_SAMPLES } from '@baton/protocol'
import { expect, test } from 'vitest'
import { bridge, calling } from '../testing/a-call.ts'
import { until } from '../testing/business.ts'
import { callTicket, openCall } from '../testing/call-wire.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The object is gone with all it has in memory, and so are its sockets: a new release, or a crash. */
const goDown = (stub: Awaited<ReturnType<typeof calling>>['stub']) =>
  runInDurableObject(stub, (_, state) => state.abort('gone')).catch(() => undefined)

test('the session goes down mid-call: what is said meanwhile is in it once, and nothing is missed or shown twice', async () => {
  const { room, customer, line, call, played, inCall } = await calling()
  const say = (turn: string) =>
    inCall((host) => host.utter('customer', `words of ${turn}`, { call, turn, startMs: 0, endMs: 400 }))
  await say('one')
  await evictDurableObject(room.stub, { webSockets: 'close' })
  customer.close()
  await Promise.all([say('two'), say('three')])
  await evictDurableObject(room.stub, { webSockets: 'close' })
  await say('four')
  const log = await room.log()
  const said = log.flatMap((event) => (event.kind === 'message' && event.body.spoken ? [event.body.text] : []))
  expect(said).toEqual(['words of one', 'words of two', 'words of three', 'words of four'])
  await until(async () => played.seqs.at(-1) === log.findLast(({ audience }) => audience === 'all')?.seq)
  const shown = log.filter(({ audience }) => audience === 'all').map(({ seq }) => seq)
  expect(played.seqs).toEqual(shown.filter((seq) => seq >= (played.seqs[0] ?? 0)))
  // Nobody on the line has noticed.
  line.tell({ type: 'ping', t0: 1 })
  await line.next('pong')
  expect(log.some(({ kind }) => kind === 'call.ended')).toBe(false)
})

test('the session goes down while people talk: they hear each other all the while', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  await evictDurableObject(talk.room.stub, { webSockets: 'close' })
  for (let value = 1; value <= 20; value++) talk.line.speak('customer', value)
  await until(async () => lin.audio.length === 20)
})

test('the call itself goes down: its lines come back by new tickets, and the session has but one call', async () => {
  const talk = await calling()
  const { agent, lin } = await bridge(talk)
  await goDown(talk.stub)
  await Promise.all([talk.line.closed, lin.closed])
  const [customerAgain, agentAgain] = await Promise.all(
    [talk.customer, agent].map(async (wire) => openCall((await callTicket(wire, 'join')).ticket)),
  )
  if (!customerAgain || !agentAgain) throw new Error('nobody came')
  expect(await customerAgain.hello(talk.resume)).toMatchObject({ resumed: false, call: talk.call })
  await agentAgain.hello()
  await Promise.all([customerAgain.phase('agent'), agentAgain.phase('agent')])
  customerAgain.speak('customer', 3)
  await until(async () => agentAgain.heard('customer').includes(3))
  const ofCall = (await talk.room.log()).filter(({ kind }) => kind === 'call.started' || kind === 'call.ended')
  expect(ofCall.map(({ kind }) => kind)).toEqual(['call.started'])
})

test('nobody comes back: after its time the session ends the call as lost', async () => {
  const { room, stub, call } = await calling()
  await goDown(stub)
  await until(() => runInDurableObject(room.stub, ({ core }) => core.timers.has('call_gone', call)))
  await runInDurableObject(room.stub, (session) => {
    session.core.timers.set('call_gone', call, Date.now() - 1)
    return session.alarm()
  })
  const ended = (await room.log()).find(({ kind }) => kind === 'call.ended')
  expect(ended).toMatchObject({ by: { role: 'system' }, body: { call, reason: 'lost' } })
})

test('T-36 a thousand malformed frames do no harm: what can be told is told, and the call goes on', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  const noise = [
    '{',
    '[]',
    '{"type":"nothing"}',
    '{"type":"dtmf","key":"z"}',
    '{"type":"barge","gen":-1,"playedMs":0}',
    '{"type":"hello","v":1,"codecs":[]}',
    new ArrayBuffer(0),
    new ArrayBuffer(AUDIO_HEADER_BYTES - 1),
    new Uint8Array(100).fill(255).buffer,
    // In the agent's name, of another codec, and for the bot.
    ...(['agent', 'bot'] as const).map((track) => audioFrame(track)),
  ]
  for (let sent = 0; sent < 1_000; sent++) {
    const frame = noise[sent % noise.length]
    if (frame !== undefined) talk.line.raw(frame)
    if (sent % 250 === 249) await pause(800)
  }
  expect(talk.line.frames.filter(({ type }) => type === 'fault').length).toBeGreaterThan(100)
  talk.line.frames.length = 0
  await pause(1_100)
  talk.line.speak('customer', 12)
  lin.speak('agent', 13)
  await until(async () => lin.audio.length > 0 && talk.line.audio.length > 0)
  expect([lin.heard('customer'), talk.line.heard('agent')]).toEqual([[12], [13]])
})

const audioFrame = (track: 'agent' | 'bot'): ArrayBuffer =>
  encodeAudio({
    kind: 'audio',
    codec: 'pcm16',
    track,
    flags: 0,
    gen: 0,
    seq: 1,
    level: 0,
    ts: 0,
    payload: new Uint8Array(FRAME_SAMPLES * 2).fill(1),
  })

test('too many frames at once are left out, a flood of them is sent away, and the line may come back', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  for (let value = 1; value <= 300; value++) talk.line.speak('customer', value)
  await until(async () => lin.audio.length > CALL_LIMITS.framesPerSecond / 2)
  await pause(1_500)
  expect(lin.audio.length).toBeLessThan(300)
  for (let value = 1; value <= 4_000; value++) talk.line.speak('customer', value)
  expect(await talk.line.next('bye')).toMatchObject({ code: 'rate_limited' })
  expect((await talk.line.closed).code).toBe(CLOSE.rateLimited)
  const again = await openCall((await callTicket(talk.customer, 'join')).ticket)
  expect(await again.hello()).toMatchObject({ you: 'customer' })
  await again.phase('agent')
})

test('a frame that is too large is the last of its line', async () => {
  const { line } = await calling()
  line.raw(new ArrayBuffer(CALL_LIMITS.frameBytes + 1))
  expect(await line.next('bye')).toMatchObject({ code: 'frame_too_large' })
  expect((await line.closed).code).toBe(CLOSE.frameTooLarge)
})

test('an erased session ends its call', async () => {
  const { room, line } = await calling()
  await room.stub.erase()
  await line.phase('ended')
  expect((await line.closed).code).toBe(CLOSE.callOver)
})

test('T-36 a ticket opens one socket, and who does not say hello is sent away', async () => {
  const { customer } = await calling()
  const { ticket } = await callTicket(customer, 'join')
  const first = await openCall(ticket)
  const second = await openCall(ticket)
  expect(await second.next('bye')).toMatchObject({ code: 'ticket_used' })
  expect((await second.closed).code).toBe(CLOSE.unauthenticated)
  for (let sent = 0; sent < 20; sent++) first.tell({ type: 'ping', t0: sent })
  expect(await first.next('bye')).toMatchObject({ code: 'hello_required' })
  expect((await first.closed).code).toBe(CLOSE.helloTimeout)
})
