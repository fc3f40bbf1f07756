import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { pack } from '@baton/protocol'
import { Handle } from '@baton/relay/masking'
import { expect, test } from 'vitest'
import { auditOf } from '../rooms-of.ts'
import { business } from '../testing/business.ts'
import { codePack } from '../testing/code-pack.ts'
import { liLei } from '../testing/li-lei.ts'
import { Room } from '../testing/wire.ts'
import { CODES, type CodeProvider, Codes } from './codes.ts'

async function opened(hostId: string | null, over: Parameters<typeof Room.open>[0] = {}) {
  const room = await Room.open({ pack: codePack, ...over })
  return { room, wire: await room.customer(liLei(hostId)) }
}

interface Sent {
  customerId: string
  code: string
  purpose: string
  locale: string
}
const sentTo = async (customer: string): Promise<Sent[]> =>
  (await (await business('/codes')).json<Sent[]>()).filter(({ customerId }) => customerId === customer)
const codeOf = async (customer: string) => (await sentTo(customer)).at(-1)?.code ?? ''

/** Another code than this. */
const not = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** Every byte the session has stored, and every audited act. */
async function everything(room: Room): Promise<string> {
  const stored = await runInDurableObject(room.stub, (_, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray()
    return tables
      .filter(({ name }) => !name.startsWith('_cf') && !name.startsWith('sqlite'))
      .map(({ name }) => JSON.stringify(storage.sql.exec(`SELECT * FROM "${name}"`).toArray()))
  })
  const audit = await auditOf(env, room.workspace).page({ after: 0, limit: 200 })
  return [...stored, JSON.stringify(audit)].join('\n')
}

test('a customer proves who they are with the code the business sent; the code is stored nowhere', async () => {
  const { room, wire } = await opened('cus_code_1')
  expect(await wire.answerTo('I want to change my address')).toBe('said ask')
  const [sent] = await sentTo('cus_code_1')
  expect(sent).toEqual({
    customerId: 'cus_code_1',
    code: expect.stringMatching(/^\d{6}$/),
    purpose: 'address_change',
    locale: 'en',
  })
  const code = sent?.code ?? ''
  expect(await wire.answerTo(code)).toBe('said done')

  const own = (await room.log()).filter((event) => event.kind === 'message' && event.by.role === 'customer')
  expect(own.at(-1)).toMatchObject({ body: { text: '[code ••••]', marks: [{ kind: 'code' }] } })
  // As a number of its own: a time stamp may hold these digits.
  expect(await everything(room)).not.toMatch(new RegExp(`(?<![\\da-z])${code}(?![\\da-z])`))
  const proof = (await room.log()).find(({ kind }) => kind === 'identity.verified')
  expect(proof).toMatchObject({ audience: 'staff', body: { method: 'code', purpose: 'address_change' } })

  // The agent's brief says how the name is known.
  wire.send({ kind: 'handoff.request' })
  await wire.event('handoff.requested')
  const brief = (await room.log()).findLast((event) => event.kind === 'brief.written')
  expect(brief?.kind === 'brief.written' && brief.body.brief.facts).toContainEqual({
    label: 'name',
    value: 'Li Lei',
    verified: 'code',
  })
})

test('T-35 a visitor nobody vouches for causes no message, whatever address they write', async () => {
  const { room, wire } = await opened(null)
  expect(await wire.answerTo('I want to change my address')).toBe('said sign_in')
  expect(await wire.answerTo('change my address, send it to victim@example.com or 13800138000')).toBe('said sign_in')
  const sent = await (await business('/codes')).json<Sent[]>()
  // Codes of other tests are for customers that a shop knows.
  expect(sent.filter(({ customerId }) => !String(customerId).startsWith('cus'))).toEqual([])
  expect((await room.log()).some(({ kind }) => kind === 'identity.verified')).toBe(false)
})

test('a wrong code may be tried again, and after five tries a person is asked', async () => {
  const { wire } = await opened('cus_code_2')
  await wire.answerTo('I want to change my address')
  const code = await codeOf('cus_code_2')
  for (let n = 1; n < CODES.tries; n++) expect(await wire.answerTo(not(code))).toContain('said wrong')
  expect(await wire.answerTo(not(code))).toBe('said person')
})

test('no provider, and one that fails, are fail closed', async () => {
  const { actions, ...rest } = codePack
  const none = await opened('cus_code_3', {
    pack: { ...rest, actions: actions.filter(({ id }) => id !== 'codes.send') },
  })
  expect(await none.wire.answerTo('I want to change my address')).toBe('said person')
  const down = await opened('cus_down')
  expect(await down.wire.answerTo('I want to change my address')).toBe('said person')
  for (const { room } of [none, down]) {
    expect((await room.log()).some(({ kind }) => kind === 'identity.verified')).toBe(false)
  }
})

test('a code whose original was lost with the object is asked for again', async () => {
  const { room, wire } = await opened('cus_code_4')
  await wire.answerTo('I want to change my address')
  await evictDurableObject(room.stub)
  // As a turn that runs again after a crash: the placeholder is there, the handle is not.
  await runInDurableObject(room.stub, ({ core }) => {
    const get = core.handles.set.bind(core.handles)
    core.handles.set = (seq) => get(seq, [])
  })
  expect(await wire.answerTo(await codeOf('cus_code_4'))).toBe('said ask')
  await runInDurableObject(room.stub, ({ core }) => {
    Reflect.deleteProperty(core.handles, 'set')
  })
  expect(await wire.answerTo(await codeOf('cus_code_4'))).toBe('said done')
})

/** A service over a session's own storage, with a provider that remembers. */
async function service(
  run: (codes: Codes, provider: CodeProvider & { sent: string[] }, others: Codes) => Promise<void>,
): Promise<void> {
  const room = await Room.open()
  await room.customer()
  await runInDurableObject(room.stub, async (_, { storage }) => {
    const sent: string[] = []
    const provider: CodeProvider & { sent: string[] } = {
      sent,
      send: async ({ code }) => {
        sent.push(code)
        return { action: 'codes.send', ok: true, data: {} }
      },
    }
    const of = (owner: string) => new Codes(storage.sql, env.BATON_SECRET, () => owner)
    await run(of('shop|s_1'), provider, of('shop|s_2'))
  })
}
const typed = (code: string) => new Handle('code', '[code ••••]', code, 'memory')
const to = (provider: CodeProvider) => ({ customer: 'cus', key: 'k', provider })

test('a code is for one purpose, for five minutes, once, and the newest counts', () =>
  service(async (codes, provider) => {
    await codes.send('address_change', to(provider), 1_000)
    const [first = ''] = provider.sent
    expect(await codes.check('close_account', typed(first), 1_000)).toEqual({ ok: false, code: 'expired' })
    expect(await codes.check('address_change', typed(first), 1_000 + CODES.keepMs)).toMatchObject({ code: 'expired' })
    expect(await codes.check('address_change', typed(`${first.slice(0, 3)} ${first.slice(3)}`), 2_000)).toEqual({
      ok: true,
    })
    expect(await codes.check('address_change', typed(first), 2_000)).toMatchObject({ code: 'expired' })

    await codes.send('address_change', to(provider), 3_000)
    await codes.send('address_change', to(provider), 3_000)
    const [, second = '', third = ''] = provider.sent
    if (second !== third) expect(await codes.check('address_change', typed(second), 3_000)).toMatchObject({ ok: false })
    const both = [third, third].map((code) => codes.check('address_change', typed(code), 3_000))
    expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1)
  }))

test('so many are sent an hour, for whatever purpose, and no guess is free', () =>
  service(async (codes, provider) => {
    for (let n = 0; n < CODES.sends.count; n++) {
      expect(await codes.send(`purpose_${n}`, to(provider), 1_000 + n)).toMatchObject({ ok: true })
    }
    expect(await codes.send('purpose_0', to(provider), 2_000)).toEqual({ ok: false, code: 'too_often' })
    expect(await codes.send('purpose_0', to(provider), 1_000 + CODES.sends.windowMs)).toMatchObject({ ok: true })
    const code = provider.sent.at(-1) ?? ''
    const guesses = Array.from({ length: 20 }, () =>
      codes.check('purpose_0', typed(not(code)), 1_001 + CODES.sends.windowMs),
    )
    await Promise.all(guesses)
    expect(await codes.check('purpose_0', typed(code), 1_001 + CODES.sends.windowMs)).toMatchObject({
      code: 'too_many_tries',
    })
  }))

test('a code of one session is nothing in another, and a purpose is a name and nothing else', () =>
  service(async (codes, provider, others) => {
    expect(await codes.send('no purpose; drop', to(provider), 1_000)).toMatchObject({ code: 'refused' })
    expect(await codes.send('p', { ...to(provider), customer: null }, 1_000)).toMatchObject({ code: 'not_signed_in' })
    expect(await codes.check('p', null, 1_000)).toMatchObject({ code: 'unreadable' })
    expect(provider.sent).toEqual([])
    await codes.send('p', to(provider), 1_000)
    const code = typed(provider.sent[0] ?? '')
    expect(await others.check('p', code, 1_000)).toMatchObject({ code: 'wrong' })
    expect(await codes.check('p', code, 1_000)).toEqual({ ok: true })
  }))

test('a pack that asks for a code without saying what for, or calls its own action so, is refused', () => {
  const flow = codePack.flows.find(({ id }) => id === 'address_change')
  const steps = flow?.steps.map((step) => (step.do === 'act' ? { ...step, input: {} } : step))
  expect(pack.safeParse({ ...codePack, flows: [{ ...flow, steps }] }).success).toBe(false)
  const own = { id: 'baton.code.send', method: 'POST', path: '/x', safe: true }
  expect(pack.safeParse({ ...codePack, actions: [...codePack.actions, own] }).success).toBe(false)
  expect(pack.safeParse(codePack).success).toBe(true)
})
