import type { SessionEvent } from '@baton/protocol'
import { dtmfDetector } from '@baton/sound/dtmf'
import { levelOf } from '@baton/sound/level'
import { toInt16 } from '@baton/sound/pcm'
import { readWav } from '@baton/sound/wav'
import { describe, expect, test } from 'vitest'
import { call } from '../../testing/a-workspace.ts'
import { until } from '../../testing/business.ts'
import { callTicket, onLine, openCall } from '../../testing/call-wire.ts'
import { CarrierRig } from '../../testing/carrier.ts'
import { behave, sentBy, signed } from '../../testing/vendors.ts'

const LI_LEI = '+15550142'
const VENDORS = ['twilio', 'jambonz'] as const

/** A second that is heard. */
const tone = (seconds: number): Int16Array =>
  toInt16(Float32Array.from({ length: 16_000 * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * 440 * at) / 16_000)))

const kinds = (events: SessionEvent[]): string[] =>
  events.map(({ kind }) => kind).filter((kind) => kind.startsWith('call.'))

const ended = (events: SessionEvent[]) =>
  events.flatMap((event) => (event.kind === 'call.ended' ? [[event.body.reason, event.by.role]] : []))

/** How much of what was heard was loud, in milliseconds. */
async function loudMs(rig: CarrierRig, sid: string): Promise<number> {
  const { rate, samples } = readWav(await rig.heard(sid))
  const frame = rate / 50
  let loud = 0
  for (let at = 0; at + frame <= samples.length; at += frame)
    if (levelOf(samples.subarray(at, at + frame)) > -40) loud += 20
  return loud
}

/** Keys whose tones were heard. */
async function keysHeard(rig: CarrierRig, sid: string): Promise<string> {
  const { rate, samples } = readWav(await rig.heard(sid))
  const quiet = new Int16Array(rate)
  const detector = dtmfDetector(rate)
  return [...detector.push(samples), ...detector.push(quiet)].map(({ key }) => key).join('')
}

/** Somebody who has called asks for a person by 0, and Lin has taken them. */
async function withLin(rig: CarrierRig) {
  const sid = await rig.calls(LI_LEI)
  await until(async () => (await rig.report(sid)).status === 'answered')
  await rig.press(sid, '0')
  await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'handoff.requested'))
  return { sid, lin: await rig.accepted(LI_LEI) }
}

describe.each(VENDORS)('by %s', (vendor) => {
  test('who calls is a customer on the telephone, hears the bot, and hangs up', async () => {
    const rig = await CarrierRig.open(vendor)
    rig.says = tone(1)
    const sid = await rig.calls(LI_LEI)
    await until(async () => (await loudMs(rig, sid)) >= 900)
    expect(await rig.report(sid)).toMatchObject({ status: 'answered', problems: [] })
    const started = (await rig.events(LI_LEI)).find(({ kind }) => kind === 'call.started')
    expect(started).toMatchObject({ by: { role: 'customer' }, body: { direction: 'in', channel: 'phone' } })
    await rig.hangUp(sid)
    await until(async () => ended(await rig.events(LI_LEI)).length > 0)
    expect(ended(await rig.events(LI_LEI))).toEqual([['hung_up', 'customer']])
    expect(JSON.stringify(await rig.events(LI_LEI))).not.toContain(LI_LEI)
  })

  test('0 leads to a person: both hear each other, and who takes the call may end it', async () => {
    const rig = await CarrierRig.open(vendor)
    const { sid, lin } = await withLin(rig)
    expect(rig.keys).toEqual(['0'])
    const { line } = await onLine(lin, 'join')
    await line.phase('agent')
    const before = await loudMs(rig, sid)
    for (let n = 0; n < 40; n += 1) {
      line.speak('agent', n % 2 ? 9_000 : -9_000, { level: 100 })
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await until(async () => (await loudMs(rig, sid)) >= before + 400 && line.heard('customer').length > 20)
    line.tell({ type: 'end' })
    await until(async () => (await rig.report(sid)).status === 'ended')
    expect(ended(await rig.events(LI_LEI))).toEqual([['hung_up', 'agent']])
    expect((await rig.report(sid)).problems).toEqual([])
  })

  test('what is signed by somebody else is refused, and nobody is called by it', async () => {
    const rig = await CarrierRig.open(vendor)
    const sid = await rig.calls(LI_LEI, { secret: 'somebody-elses-secret' })
    expect(await rig.report(sid)).toMatchObject({ status: 'failed' })
    expect(rig.answers.map(({ status }) => status)).toEqual([401])
    expect(await rig.session(LI_LEI)).toBeNull()
  })

  test('keys the agent presses are heard at the telephone, for a machine there', async () => {
    const rig = await CarrierRig.open(vendor)
    const { sid, lin } = await withLin(rig)
    const { line } = await onLine(lin, 'join')
    expect(await line.phase('agent')).toMatchObject({ keys: true })
    for (const key of ['4', '2', '#'] as const) {
      line.tell({ type: 'dtmf', key })
      await until(async () => (await keysHeard(rig, sid)).endsWith(key))
    }
    expect(await keysHeard(rig, sid)).toBe('42#')
    line.tell({ type: 'end' })
    await until(async () => (await rig.report(sid)).status === 'ended')
  })

  test('a webhook that comes again begins no second call, and what it is answered opens no second line', async () => {
    const rig = await CarrierRig.open(vendor)
    const [request] = await signed('carrier', { ...rig.carrier, callback: rig.callback }, [
      { raw: { from: LI_LEI, to: '+15550100' } },
    ])
    if (!request) throw new Error('nothing was signed')
    const post = () => fetch(rig.callback, { method: 'POST', headers: request.headers, body: request.body })
    const [first, second] = [await (await post()).text(), await (await post()).text()]
    expect(kinds(await rig.events(LI_LEI))).toEqual(['call.started'])
    const ticketOf = (text: string) =>
      [...text.matchAll(/ticket(\d)"?(?: value=|:)"([^"]+)"/g)].map(([, , piece]) => piece).join('')
    const line = await openCall(ticketOf(first), '')
    await line.hello()
    const other = await openCall(ticketOf(second), '')
    expect((await other.next('bye')).code).toBe('ticket_used')
    line.tell({ type: 'end' })
    await until(async () => ended(await rig.events(LI_LEI)).length > 0)
    const third = await post()
    expect(await third.text()).toMatch(/hangup/i)
    expect(kinds(await rig.events(LI_LEI))).toEqual(['call.started', 'call.ended'])
  })

  test('an agent calls a customer who has a telephone: they answer, and are on the line', async () => {
    const rig = await CarrierRig.open(vendor)
    const { sid, lin } = await withLin(rig)
    await rig.hangUp(sid)
    await until(async () => ended(await rig.events(LI_LEI)).length === 1)
    await rig.atHome((await rig.session(LI_LEI)) ?? '')
    const { ticket, call: id } = await callTicket(lin, 'start')
    await rig.play(id)
    const line = await openCall(ticket)
    await line.hello()
    await line.phase('agent')
    await until(async () => line.heard('customer').length > 10)
    const [dialled] = (await sentBy(rig.carrier.accountSid)).filter(({ method }) => method === 'POST')
    expect(dialled?.to).toBe(LI_LEI)
    line.tell({ type: 'end' })
    await until(async () => (await rig.report(dialled?.id ?? '')).status === 'ended')
    const started = (await rig.events(LI_LEI)).findLast((event) => event.kind === 'call.started')
    expect(started).toMatchObject({ by: { role: 'agent', id: 'lin' }, body: { direction: 'out', channel: 'phone' } })
    expect(kinds(await rig.events(LI_LEI)).slice(-4)).toEqual([
      'call.started',
      'call.answered',
      'call.bridged',
      'call.ended',
    ])
  })

  test('who withholds their number is served, is somebody new each time, and cannot be called back', async () => {
    const rig = await CarrierRig.open(vendor)
    const sids = []
    for (const _ of [1, 2]) {
      const sid = await rig.calls('anonymous')
      await until(async () => (await rig.report(sid)).status === 'answered')
      await rig.press(sid, '0')
      await until(async () => (await rig.events(`call:${sid}`)).some(({ kind }) => kind === 'handoff.requested'))
      sids.push(sid)
    }
    const [first = '', second = ''] = sids
    const [session, other] = [await rig.session(`call:${first}`), await rig.session(`call:${second}`)]
    expect(session).not.toBe(other)
    expect(await rig.session('anonymous')).toBeNull()
    const lin = await rig.accepted(`call:${first}`)
    await rig.hangUp(first)
    await until(async () => ended(await rig.events(`call:${first}`)).length === 1)
    await rig.atHome(session ?? '')
    await callTicket(lin, 'start')
    const started = (await rig.events(`call:${first}`)).findLast((event) => event.kind === 'call.started')
    expect(started?.body).toMatchObject({ direction: 'out', channel: 'widget' })
    expect((await sentBy(rig.carrier.accountSid)).filter(({ method }) => method === 'POST')).toEqual([])
    await rig.hangUp(second)
  })

  test.each([
    ['blocked', 'declined'],
    ['unknown_address', 'missed'],
    ['rejected', 'failed'],
  ] as const)('whose telephone is %s has %s the call', async (mode, reason) => {
    const rig = await CarrierRig.open(vendor)
    const { sid, lin } = await withLin(rig)
    await rig.hangUp(sid)
    await until(async () => ended(await rig.events(LI_LEI)).length === 1)
    await rig.atHome((await rig.session(LI_LEI)) ?? '')
    await behave({ for: rig.carrier.accountSid, mode })
    await callTicket(lin, 'start')
    await until(async () => ended(await rig.events(LI_LEI)).length === 2)
    expect(ended(await rig.events(LI_LEI)).at(-1)).toEqual([reason, 'system'])
  })
})

test('whoever opens a stream without a ticket that is good is hung up on', async () => {
  const rig = await CarrierRig.open('jambonz')
  const path = `/v1/phone/${rig.workspace}/${rig.account}/stream`
  const { webSocket } = await call(path, { headers: { upgrade: 'websocket' } })
  if (!webSocket) throw new Error('no socket')
  const closed = new Promise((resolve) => webSocket.addEventListener('close', resolve))
  webSocket.accept()
  webSocket.send(JSON.stringify({ callSid: 'c-1', sampleRate: 16_000, mixType: 'mono', ticket0: 'nobodys' }))
  await closed
  const other = await call(`/v1/phone/${rig.workspace}/ch_nobody_has_this_one/stream`, {
    headers: { upgrade: 'websocket' },
  })
  expect(other.status).toBe(401)
})

test('what is told of a call that is over begins none', async () => {
  const rig = await CarrierRig.open('jambonz')
  const [ringing] = await signed('carrier', { ...rig.carrier, callback: rig.callback }, [
    { raw: { from: LI_LEI, to: '+15550100', status: 'completed' } },
  ])
  const answer = await fetch(rig.callback, {
    method: 'POST',
    headers: ringing?.headers ?? {},
    body: ringing?.body ?? '',
  })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(await rig.session(LI_LEI)).toBeNull()
})

test('who calls twice at once hears that the line is busy', async () => {
  const rig = await CarrierRig.open('twilio')
  const first = await rig.calls(LI_LEI)
  await until(async () => (await rig.report(first)).status === 'answered')
  const second = await rig.calls(LI_LEI)
  expect((await rig.report(second)).status).toBe('busy')
  await rig.hangUp(first)
})
