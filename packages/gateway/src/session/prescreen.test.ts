import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import type { Pack, SessionEvent } from '@baton/protocol'
import { Handle } from '@baton/relay/masking'
import { hasProved } from '@baton/relay/session'
import { expect, test } from 'vitest'
import { business } from '../testing/business.ts'
import { liLei } from '../testing/li-lei.ts'
import { identityPack, prescreenPack, verifyingPack } from '../testing/prescreen-pack.ts'
import { Room } from '../testing/wire.ts'
import { IdentityChecks } from './identity-checks.ts'

const opened = async () => {
  const room = await Room.open({ pack: prescreenPack })
  return { room, wire: await room.customer() }
}

type Of<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>['body']
async function bodiesOf<K extends SessionEvent['kind']>(room: Room, kind: K): Promise<Of<K>[]> {
  return (await room.log()).flatMap((event) => (event.kind === kind ? [event.body as Of<K>] : []))
}

test('B5 two questions come before the person, who has the answers; who checks finds a record', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  expect(await bodiesOf(room, 'handoff.requested')).toEqual([])
  expect(await wire.answerTo('Kettle')).toBe('said problem')
  // Nothing of it hangs on the object staying awake.
  await evictDurableObject(room.stub)
  expect(await wire.answerTo('It leaks at the spout')).toBe('said person')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')

  const answers = [
    { label: 'product', value: 'Kettle', verified: 'said' },
    { label: 'problem', value: 'It leaks at the spout', verified: 'said' },
  ]
  const [asked] = await bodiesOf(room, 'prescreen.asked')
  expect(asked).toMatchObject({ prescreen: 'product_and_problem', reason: 'asked', rule: 'C1' })
  expect(await bodiesOf(room, 'prescreen.ended')).toEqual([
    { prescreen: 'product_and_problem', handoffId: asked?.handoffId, outcome: 'answered', facts: answers },
  ])
  // Asked for by the customer, for the rule that fired then.
  expect(await bodiesOf(room, 'handoff.requested')).toEqual([{ handoffId: asked?.handoffId, asked: true }])
  expect(await bodiesOf(room, 'rule.fired')).toMatchObject([{ rule: 'C1', reason: 'asked' }])
  const brief = (await bodiesOf(room, 'brief.written')).at(-1)?.brief
  expect(brief?.facts).toEqual(answers)
})

/** Li Lei, whom the shop vouches for. */
async function signedIn(pack: Pack, hostId: string | null) {
  const room = await Room.open({ pack })
  return { room, wire: await room.customer(liLei(hostId)) }
}

test('B5 who is there is proved by a code before the person, whose brief says so', async () => {
  const { room, wire } = await signedIn(verifyingPack, 'cus_prescreen')
  expect(await wire.answerTo('agent please')).toBe('said code')
  const sent = await (await business('/codes')).json<{ customerId: string; code: string }[]>()
  const { code = '' } = sent.findLast(({ customerId }) => customerId === 'cus_prescreen') ?? {}
  expect(await wire.answerTo(code)).toBe('said reason')
  expect(await wire.answerTo('My last order was billed to somebody else')).toBe('said person')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'identity.verified')).toMatchObject([{ method: 'code', purpose: 'identity' }])
  const brief = (await bodiesOf(room, 'brief.written')).at(-1)?.brief
  expect(brief?.facts).toContainEqual({ label: 'name', value: 'Li Lei', verified: 'code' })
  expect(brief?.facts).toContainEqual({
    label: 'reason',
    value: 'My last order was billed to somebody else',
    verified: 'said',
  })
  expect(JSON.stringify(await room.log())).not.toContain(`"${code}"`)
})

const comparedFor = async (customer: string) =>
  (await (await business('/identities')).json<{ customerId: string; lastFour: string }[]>())
    .filter(({ customerId }) => customerId === customer)
    .map(({ lastFour }) => lastFour)

test('B5 who is there says how their ID ends; the business compares, and nobody keeps it', async () => {
  const { room, wire } = await signedIn(identityPack, 'cus_identity')
  expect(await wire.answerTo('agent please')).toBe('said lastFour')
  expect(await wire.answerTo('后四位是１２３４')).toBe('said lastFour')
  await evictDurableObject(room.stub)
  expect(await wire.answerTo('it ends in 002x')).toBe('said reason')
  expect(await wire.answerTo('My last order was billed to somebody else')).toBe('said person')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')

  expect(await comparedFor('cus_identity')).toEqual(['1234', '002X'])
  expect(await bodiesOf(room, 'identity.verified')).toMatchObject([{ method: 'id_last_four', purpose: 'identity' }])
  const facts = (await bodiesOf(room, 'brief.written')).at(-1)?.brief.facts
  expect(facts).toEqual([
    { label: 'name', value: 'Li Lei', verified: 'id_last_four' },
    { label: 'reason', value: 'My last order was billed to somebody else', verified: 'said' },
  ])
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'answered' }])
  const log = JSON.stringify(await room.log())
  expect(log).toContain('[ID ••••]')
  for (const tried of ['１２３４', '002x', '002X']) expect(log).not.toContain(tried)
})

test('B5 T-35 three tries at the end of an ID, then a person; the right one is too late', async () => {
  const { room, wire } = await signedIn(identityPack, 'cus_guesses')
  await wire.answerTo('agent please')
  expect(await wire.answerTo('0001')).toBe('said lastFour')
  expect(await wire.answerTo('0002')).toBe('said lastFour')
  expect(await wire.answerTo('0003')).toBe('said unknown')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'identity.verified')).toEqual([])
  const given = new Handle('id_last_four', '[ID ••••]', '002X', 'memory')
  const late = await runInDurableObject(room.stub, (_, { storage }) => {
    const provider = { compare: () => Promise.reject(new Error('asked all the same')) }
    return new IdentityChecks(storage.sql).check(given, { customer: 'cus_guesses', key: 'k', provider }, Date.now())
  })
  expect(late).toEqual({ ok: false, code: 'too_many_tries' })
})

test('B5 nobody is compared who is not signed in, and a business that does not answer proves nothing', async () => {
  for (const customer of [null, 'cus_down']) {
    const { room, wire } = await signedIn(identityPack, customer)
    expect(await wire.answerTo('agent please')).toBe('said lastFour')
    expect(await wire.answerTo('002X')).toBe('said unknown')
    await wire.event('baton.passed', ({ body }) => body.to === 'queue')
    expect(await bodiesOf(room, 'identity.verified')).toEqual([])
  }
})

test('B5 the end of an ID opens nothing that a code must open', async () => {
  const { room, wire } = await signedIn(identityPack, 'cus_weak')
  await wire.answerTo('agent please')
  expect(await wire.answerTo('002X')).toBe('said reason')
  const state = await runInDurableObject(room.stub, ({ core }) => core.ledger.state)
  expect(hasProved(state, Date.now())).toBe(false)
  expect(hasProved(state, Date.now(), 'identity')).toBe(false)
})

test('B5 who asks twice is not held back', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  wire.say('I want a human agent')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'skipped', facts: [] }])
})

test('B5 the button brings the person whatever is being asked', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  wire.send({ kind: 'handoff.request' })
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'skipped' }])
})

test('B5 who is angry is asked nothing, neither first nor on the way', async () => {
  const first = await opened()
  first.wire.say('you idiots, this is a scam!!! give me a human')
  await first.wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(first.room, 'prescreen.asked')).toEqual([])

  const later = await opened()
  expect(await later.wire.answerTo('agent please')).toBe('said product')
  later.wire.say('you idiots, this is a scam!!!')
  await later.wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(later.room, 'prescreen.ended')).toMatchObject([{ outcome: 'skipped' }])
})

test('B5 who asks a question instead gets its answer, and the person', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  expect(await wire.answerTo('how long does shipping take?')).toContain('two to four days')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'skipped' }])
})

test('B5 who calls it off stays with the bot, and is not asked again in this case', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  await wire.answerTo('never mind')
  expect(await bodiesOf(room, 'handoff.requested')).toEqual([])
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'skipped' }])
  wire.say('agent please')
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'prescreen.asked')).toHaveLength(1)
})

test('B5 who says nothing gets the person all the same', async () => {
  const { room, wire } = await opened()
  expect(await wire.answerTo('agent please')).toBe('said product')
  const alarm = (in_ms: number) => runInDurableObject(room.stub, ({ core }) => core.duties.alarm(Date.now() + in_ms))
  await alarm(1_000)
  expect(await bodiesOf(room, 'handoff.requested')).toEqual([])
  await alarm(90_000)
  await wire.event('baton.passed', ({ body }) => body.to === 'queue')
  expect(await bodiesOf(room, 'prescreen.ended')).toMatchObject([{ outcome: 'silent' }])
})
