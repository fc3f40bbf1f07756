import { evictDurableObject } from 'cloudflare:test'
import { CLOSE, LIMITS } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { Room } from '../testing/wire.ts'

describe('joining', () => {
  test('welcome says where the log stands, replay brings it, then live events follow', async () => {
    const room = await Room.open()
    const wire = await room.connect()
    const { welcome, replay } = await wire.hello()
    expect(welcome).toMatchObject({
      head: 0,
      resumed: false,
      you: { role: 'customer' },
      state: { holder: 'bot', fence: 1 },
    })
    expect(replay).toMatchObject({ entries: [], more: false })
    const id = wire.say('how long does shipping take')
    const ack = await wire.next('ack')
    const own = await wire.event('message', (event) => event.id === id)
    expect(ack).toMatchObject({ id, seq: own.seq })
  })

  test('T-07 a ticket opens one socket only', async () => {
    const room = await Room.open()
    const ticket = room.ticket()
    const first = await room.connect(ticket)
    await first.hello()
    const second = await room.connect(ticket)
    expect(await second.next('bye')).toMatchObject({ code: 'ticket_used' })
    expect((await second.closed).code).toBe(CLOSE.unauthenticated)
    first.say('hello')
    await first.next('ack')
  })

  test('T-38 an agent who does not hold the session is refused, as if it were not there', async () => {
    const room = await Room.open()
    await room.customer()
    const agent = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'Chen' }))
    expect(await agent.next('bye')).toMatchObject({ code: 'forbidden' })
    expect((await agent.closed).code).toBe(CLOSE.forbidden)
  })

  test('T-29 the ninth socket of a participant is turned away and may come back later', async () => {
    const room = await Room.open()
    for (let n = 0; n < LIMITS.socketsPerParticipant; n++) await room.customer()
    const ninth = await room.connect()
    expect(await ninth.next('bye')).toMatchObject({ code: 'too_many_sockets', retryable: true })
    expect((await ninth.closed).code).toBe(CLOSE.tooManySockets)
  })

  test('a version that is not served is final', async () => {
    const room = await Room.open()
    const wire = await room.connect()
    wire.tell({ type: 'hello', v: 99, req: 1 })
    expect(await wire.next('bye')).toMatchObject({ code: 'version_unsupported' })
    expect((await wire.closed).code).toBe(CLOSE.versionUnsupported)
  })
})

describe('sending', () => {
  test('the same id again is acknowledged with the same seq and stored once, from any tab', async () => {
    const room = await Room.open()
    const [one, two] = [await room.customer(), await room.customer()]
    const id = one.say('how long does shipping take')
    const first = await one.next('ack')
    one.tell({ type: 'send', id, body: { kind: 'message', text: 'how long does shipping take' } })
    two.tell({ type: 'send', id, body: { kind: 'message', text: 'how long does shipping take' } })
    expect(await one.next('ack')).toEqual(first)
    expect(await two.next('ack')).toEqual(first)
    expect((await room.log()).filter((event) => event.id === id)).toHaveLength(1)
  })

  test('messages of one socket are stored in the order they were sent', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    const ids = Array.from({ length: 12 }, (_, n) => wire.say(`message ${n}`))
    for (const id of ids) await wire.next('ack', (ack) => ack.id === id)
    const stored = (await room.log()).filter((event) => event.by.role === 'customer').map((event) => event.id)
    expect(stored).toEqual(ids)
  })

  test('a card number is stored nowhere', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('my card 4111 1111 1111 1111 was charged twice')
    expect((await wire.event('message')).body.text).toContain('[card •••• 1111]')
    await wire.bot()
    expect(JSON.stringify(await room.log()).replaceAll(/\D/g, '')).not.toContain('4111111111111111')
  })
})

describe('resuming', () => {
  test('from any seq brings exactly what came after, to each reader what it may see', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order SO10042')
    await wire.bot()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const agent = await room.agent()
    const { welcome } = await agent.hello()
    const log = await room.log()
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1))
    for (const [reader, visible] of [
      [wire, log.filter((event) => event.audience === 'all')],
      [agent, log],
    ] as const) {
      for (let since = 0; since <= log.length; since++) {
        const { replay } = await reader.hello({
          since: Math.min(since, visible.at(-1)?.seq ?? 0),
          epoch: welcome.epoch,
        })
        const wanted = visible.filter((event) => event.seq > since)
        expect(replay.entries.map(({ event }) => event)).toEqual(wanted)
        for (const [index, entry] of replay.entries.entries()) {
          const before = visible.filter((event) => event.seq < entry.event.seq).at(-1)?.seq ?? 0
          expect([index, entry.prev]).toEqual([index, before])
        }
      }
    }
  })

  test('another incarnation of the log is told by an explicit resync with a tail', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('hello')
    await wire.next('ack')
    const { welcome, replay } = await wire.hello({ since: 1, epoch: 'another' })
    expect(welcome.resumed).toBe(false)
    expect(replay.entries[0]?.prev).toBe(0)
  })

  test('long logs come in pages, and older pages on demand', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const agent = await room.agent()
    const { welcome } = await agent.hello()
    await room.fill('note', 450)
    const late = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN' }))
    const first = await late.hello({ tail: LIMITS.pageEvents })
    expect(first.replay.entries).toHaveLength(LIMITS.pageEvents)
    late.tell({ type: 'history', req: 2, before: first.replay.entries[0]?.event.seq })
    const page = await late.next('page')
    expect(page.entries.at(-1)?.event.seq).toBe((first.replay.entries[0]?.event.seq ?? 0) - 1)
    const paged = await late.hello({ since: 0, epoch: welcome.epoch })
    expect(paged.replay.more).toBe(true)
  })

  test('an evicted session keeps its sockets and wakes where it stood', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('how long does shipping take')
    const answer = await wire.bot()
    await evictDurableObject(room.stub)
    wire.say('how long does shipping take')
    const after = await wire.bot()
    expect(after.seq).toBeGreaterThan(answer.seq)
    const log = await room.log()
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1))
  })
})

describe('bad frames get their own code and touch nothing else', () => {
  test.each([
    ['not JSON', 'hello?', 'frame_malformed'],
    ['not an object', '[1]', 'frame_malformed'],
    ['no type', '{}', 'frame_malformed'],
    ['an unknown type', '{"type":"dance"}', 'frame_unknown'],
    ['a wrong field', '{"type":"got","seq":-1}', 'frame_malformed'],
    ['T-10 a polluted prototype', '{"type":"read","__proto__":{"seq":1}}', 'frame_malformed'],
  ])('%s', async (_, raw, code) => {
    const room = await Room.open()
    const [wire, other] = [await room.customer(), await room.customer()]
    const before = await room.log()
    wire.raw(raw)
    expect(await wire.next('fault')).toMatchObject({ code })
    other.say('still here')
    await other.next('ack')
    expect((await room.log()).slice(0, before.length)).toEqual(before)
    expect(({} as { seq?: number }).seq).toBeUndefined()
  })

  test('a frame before hello', async () => {
    const room = await Room.open()
    const wire = await room.connect()
    wire.say('hello')
    expect(await wire.next('fault')).toMatchObject({ code: 'hello_required' })
    expect(await room.log()).toEqual([])
  })

  test('T-29 an oversized frame closes its own socket only', async () => {
    const room = await Room.open()
    const [wire, other] = [await room.customer(), await room.customer()]
    wire.raw(
      JSON.stringify({
        type: 'send',
        id: 'x'.repeat(10),
        body: { kind: 'message', text: 'x'.repeat(LIMITS.frameBytes) },
      }),
    )
    expect(await wire.next('fault')).toMatchObject({ code: 'frame_too_large' })
    expect((await wire.closed).code).toBe(CLOSE.frameTooLarge)
    other.say('still here')
    await other.next('ack')
  })

  test('a text that is too long is refused by its id, so that the client can say which', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    const id = wire.say('x'.repeat(LIMITS.textChars + 1))
    expect(await wire.next('nack')).toMatchObject({ id, code: 'text_too_long', retryable: false })
    expect(await room.log()).toEqual([])
  })

  test('T-29 a customer who sends too fast is told how long to wait; another session is not slowed', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    for (let n = 0; n <= LIMITS.sendsPerWindow; n++) wire.say(`message ${n}`)
    const nack = await wire.next('nack')
    expect(nack).toMatchObject({ code: 'rate_limited', retryable: true })
    expect(nack.retryAfterMs).toBeGreaterThan(0)
    const stored = (await room.log()).filter((event) => event.by.role === 'customer')
    expect(stored).toHaveLength(LIMITS.sendsPerWindow)
  })

  test('T-29 a flood of frames closes the socket that sends it', async () => {
    const room = await Room.open()
    const [wire, other] = [await room.customer(), await room.customer()]
    for (let n = 0; n <= LIMITS.framesPerWindow; n++) wire.tell({ type: 'got', seq: 0 })
    expect((await wire.closed).code).toBe(CLOSE.rateLimited)
    other.say('still here')
    await other.next('ack')
  })
})

test('T-28 a reader who acknowledges nothing leaves live fan-out and catches up without a gap', async () => {
  const room = await Room.open()
  const wire = await room.customer()
  const { welcome } = await wire.hello()
  wire.send({ kind: 'handoff.request' })
  await wire.event('baton.passed')
  await room.agent()
  await room.fill('message', LIMITS.behindEvents + 20)
  const { head } = await wire.next('behind')
  const seen = wire.frames.filter((frame) => frame.type === 'event').map((frame) => frame.event.seq)
  let last = seen.at(-1) ?? 0
  expect(last).toBe(head)
  for (;;) {
    const { replay } = await wire.hello({ since: last, epoch: welcome.epoch })
    for (const { prev, event } of replay.entries) {
      expect(prev).toBe(last)
      last = event.seq
    }
    if (!replay.more) break
  }
  expect(last).toBe((await room.log()).filter((event) => event.audience === 'all').at(-1)?.seq)
})
