import { env } from 'cloudflare:workers'
import { backtestReport, type Rule, rule, rulesResponse, rulesVersionsResponse } from '@baton/protocol'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { auditOf, knowledgeOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { trained } from '../testing/published.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'

/** Changes count within five seconds, and the machine may be busy. */
const SOON_MS = 15_000

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const keyword = (word: string): Rule =>
  rule.parse({
    id: 'keyword',
    name: said('Keyword'),
    at: 'reading',
    when: { fact: 'message.text', is: 'contains_any', value: [word] },
    mode: 'immediate',
    reason: 'policy',
  })

let workspace: string
let at: string
beforeEach(async () => {
  const shop = await provisioned({ pack: relayPack })
  workspace = shop.workspace.workspace
  at = `/v1/admin/workspaces/${workspace}/rules`
  await trained(workspace)
})

const ask = (path: string, method = 'GET', body?: object, headers: Record<string, string> = {}) =>
  call(`${at}${path}`, { method, headers: { ...ADMIN, ...headers }, ...(body && { body: JSON.stringify(body) }) })
const rules = async () => rulesResponse.parse(await (await ask('')).json())
const versions = async () => rulesVersionsResponse.parse(await (await ask('/versions')).json()).versions
const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail

describe('rules', () => {
  test('are read with the version that a change of them has to name', async () => {
    const answer = await ask('')
    const { number, version, rules: now, flagged } = rulesResponse.parse(await answer.json())
    expect([number, now, flagged]).toEqual([1, relayPack.rules, []])
    expect(answer.headers.get('etag')).toBe(`"${version}"`)
  })

  test('are changed by whoever has seen them, and by nobody who has not', async () => {
    const { version } = await rules()
    const change = { rules: [keyword('延期')], note: 'from the branch meeting, ask 13812345678' }
    expect((await ask('', 'PUT', change)).status).toBe(400)
    expect((await ask('', 'PUT', { ...change, base: 'other' })).status).toBe(409)
    const changed = rulesResponse.parse(await (await ask('', 'PUT', change, { 'if-match': `"${version}"` })).json())
    expect(changed).toMatchObject({ number: 2, rules: [keyword('延期')] })
    expect(changed.note).not.toContain('13812345678')
    // Who comes second has not seen what came between.
    expect((await ask('', 'PUT', { ...change, base: version })).status).toBe(409)
    expect((await versions()).map(({ number }) => number)).toEqual([2, 1])
  })

  test('that make no sense are refused, with the place', async () => {
    const { version: base } = await rules()
    const wrong = { ...keyword('x'), when: { any: [{ fact: 'mood.level', is: 'equal', value: 'cross' }] } }
    const answer = await ask('', 'PUT', { rules: [keyword('y'), { ...wrong, id: 'wrong' }], base })
    expect(answer.status).toBe(400)
    expect(await detailOf(answer)).toBe('rules.1.when.any.0.value: mood.level is never cross')
    const twice = await ask('', 'PUT', { rules: [keyword('y'), keyword('z')], base })
    expect(await detailOf(twice)).toBe('rules.1.id: rule keyword is there twice')
  })

  test('that would have the bot say what it may not say are refused', async () => {
    const { version: base } = await rules()
    const lying = { ...keyword('x'), say: { ...said('A person comes.'), en: 'I am a real person.' } }
    const answer = await ask('', 'PUT', { rules: [lying], base })
    expect(answer.status).toBe(400)
    expect(await detailOf(answer)).toBe('rules.0.say.en: a bot may not say this (claims-human)')
  })

  test('that were changed count in a session that is open, within seconds; rolled back, they count no more', async () => {
    const room = Room.in(workspace)
    const wire = await room.customer()
    // Recognised whatever the rules say, so that nothing else passes it on.
    const passes = async (): Promise<boolean> => {
      wire.say('how long does shipping take 延期')
      await wire.bot()
      return (await room.state()).holder === 'queue'
    }
    expect(await passes()).toBe(false)
    const { version: base } = await rules()
    const changed = await ask('', 'PUT', { rules: [keyword('延期')], base })
    const { version } = rulesResponse.parse(await changed.json())
    await vi.waitUntil(passes, { timeout: SOON_MS, interval: 1_500 })
    const fired = (await room.log()).findLast((event) => event.kind === 'rule.fired')
    expect(fired?.body).toMatchObject({ rule: 'keyword', evidence: [{ fact: 'message.text', words: ['延期'] }] })

    const back = await ask('/rollback', 'POST', { number: 1, base: version, note: 'too eager' })
    expect(rulesResponse.parse(await back.json())).toMatchObject({ number: 3, version: base, note: 'too eager' })
    const staysWithBot = async (): Promise<boolean> => {
      wire.send({ kind: 'handoff.cancel' })
      await wire.event('baton.passed', (event) => event.body.to === 'bot')
      return !(await passes())
    }
    await vi.waitUntil(staysWithBot, { timeout: SOON_MS, interval: 1_500 })
  })

  test('need no model: none is trained for them', async () => {
    const before = await knowledgeOf(env, workspace).currentRelease()
    const { version: base } = await rules()
    await ask('', 'PUT', { rules: [], base })
    const after = await knowledgeOf(env, workspace).currentRelease()
    expect(after?.version).not.toBe(before?.version)
    expect(after?.model).toBe(before?.model)
    expect((await knowledgeOf(env, workspace).status())?.state).toBe('current')
  })

  test('changed while a pack is trained on are not undone when it is ready', async () => {
    const [intent] = relayPack.intents
    if (!intent) throw new Error('the pack has intents')
    const more = { ...intent, phrasings: { ...intent.phrasings, en: [...intent.phrasings.en, 'a new way to say it'] } }
    await knowledgeOf(env, workspace).publish({ ...relayPack, intents: [more, ...relayPack.intents.slice(1)] })
    const { version: base } = await rules()
    expect((await ask('', 'PUT', { rules: [keyword('延期')], base })).status).toBe(200)
    expect(await trained(workspace)).toBe('current')
    expect((await rules()).rules).toEqual([keyword('延期')])
    const current = await knowledgeOf(env, workspace).currentRelease()
    const snapshot = await knowledgeOf(env, workspace).snapshot(current?.version ?? '')
    expect(snapshot?.pack.intents[0]?.phrasings.en).toContain('a new way to say it')
    expect(snapshot?.pack.rules).toEqual([keyword('延期')])
  })

  test('every change is in the audit log, with the versions and the note', async () => {
    const { version: before } = await rules()
    const changed = await ask('', 'PUT', { rules: [], base: before, note: 'a quiet day' })
    const { version } = rulesResponse.parse(await changed.json())
    await until(async () => {
      const { records } = await auditOf(env, workspace).page({ after: 0, limit: 100 })
      return records.some(
        ({ action, on, reason }) =>
          action === 'rules.change' && on.before === before && on.version === version && reason === 'a quiet day',
      )
    })
  })
})

describe('intents the bot is not capable of', () => {
  test('are flagged as a version of the rules like any other', async () => {
    const { version: base } = await rules()
    const id = relayPack.intents[0]?.id ?? ''
    const flagged = rulesResponse.parse(await (await ask('/flags', 'PUT', { flagged: [id, id], base })).json())
    expect(flagged).toMatchObject({ number: 2, flagged: [id], rules: relayPack.rules })
    const first = rulesResponse.parse(await (await ask('/versions/1')).json())
    expect(first).toMatchObject({ number: 1, flagged: [] })
    expect((await ask('/versions/7')).status).toBe(404)
    // A change of the rules leaves them alone.
    const changed = await ask('', 'PUT', { rules: [], base: flagged.version })
    expect(rulesResponse.parse(await changed.json()).flagged).toEqual([id])
  })

  test('that the pack does not have are refused', async () => {
    const { version: base } = await rules()
    const answer = await ask('/flags', 'PUT', { flagged: ['eclipse'], base })
    expect([answer.status, await detailOf(answer)]).toEqual([400, 'flagged: no intent eclipse'])
  })
})

test('a back-test replays transcripts against rules that are not published yet', async () => {
  const transcripts = [
    {
      id: 'a',
      lines: [
        { by: 'customer', text: 'hello' },
        { by: 'customer', text: '我要延期' },
        { by: 'agent', text: '好' },
      ],
    },
    { id: 'b', lines: [{ by: 'customer', text: 'how long does shipping take' }] },
  ]
  const run = async (body: object) => backtestReport.parse(await (await ask('/backtest', 'POST', body)).json())
  const published = await run({ transcripts })
  expect(published.rows.map(({ verdict }) => verdict)).toEqual(['missed', 'none'])
  const tried = await run({ transcripts, rules: [keyword('延期')] })
  expect(tried.rows.map(({ verdict }) => verdict)).toEqual(['hit', 'none'])
  expect(tried.rows[0]?.escalated).toMatchObject({ line: 1, rule: 'keyword' })
  expect([tried.precision, tried.recall, tried.f1]).toEqual([1, 1, 1])
  expect((await rules()).number).toBe(1)
})
