import { env } from 'cloudflare:workers'
import { SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { Desk, hasOffer } from './floor/testing/desk.ts'
import { verifyTicket } from './http/tickets.ts'
import { auditOf } from './rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned, SHOP } from './testing/a-workspace.ts'
import { until } from './testing/business.ts'
import { relayPack } from './testing/relay-pack.ts'
import { Wire } from './testing/wire.ts'

const AMY = { ...LIN, id: 'amy', name: 'Amy', email: 'amy@example.test', role: 'admin' } as const

/** A workspace with two customers, A and B. */
async function house(agents: (typeof LIN | typeof AMY)[]) {
  const { workspace, siteKey } = await provisioned({ agents, pack: relayPack })
  const join = async () => {
    const answer = await post('/v1/join', { siteKey }, { origin: SHOP })
    const { session, ticket } = (await answer.json()) as { session: string; ticket: string }
    const claims = await verifyTicket(env, ticket)
    const customer = claims.room === 'session' ? claims.participant : ''
    const protocol = `${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}`
    const headers = { origin: SHOP, upgrade: 'websocket', 'sec-websocket-protocol': protocol }
    const { webSocket } = await call('/v1/session', { headers })
    if (!webSocket) throw new Error('no socket')
    const wire = new Wire(webSocket)
    await wire.hello()
    return { session, customer, wire }
  }
  return { workspace: workspace.workspace, a: await join(), b: await join() }
}

let ours: Awaited<ReturnType<typeof house>>
let theirs: Awaited<ReturnType<typeof house>>
/** Lin holds the session of A in the first workspace; Amy, who is admin there, holds none. */
let lin: Desk
let amy: Desk
let offerOfLin: string
let admin: Record<string, string>

beforeAll(async () => {
  ours = await house([LIN, AMY])
  theirs = await house([])
  lin = await Desk.arrive(ours.workspace, 'lin')
  ours.a.wire.send({ kind: 'handoff.request' })
  offerOfLin = (await lin.untilBoard(hasOffer)).offers[0]?.id ?? ''
  await lin.ask({ type: 'accept', offerId: offerOfLin })
  amy = await Desk.arrive(ours.workspace, 'amy')
  const signIn = { workspace: ours.workspace, email: AMY.email, password: PASSWORD }
  const answer = await post('/v1/desk/login', signIn, { origin: GATEWAY }, { ip: crypto.randomUUID() })
  admin = { origin: GATEWAY, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}, 60_000)

const unknown = (like: string): string =>
  like.startsWith('cus_')
    ? `cus_${crypto.randomUUID().replaceAll('-', '').slice(0, 27)}`
    : crypto.randomUUID().replaceAll('-', '').slice(0, 27)

/** What was answered, but for what was asked and which request it was. */
const shape = (answer: unknown, ...asked: string[]): string =>
  asked
    .reduce((text, each) => text.replaceAll(each, '…'), JSON.stringify(answer))
    .replace(/"(?:id|req|request)":(?:"[^"]*"|\d+)/g, '"id":…')
    .replace(/\\"request\\":\\"[\w-]{36}\\"/g, '')

/** Every foreign id is answered as an id that nobody has. */
async function expectAlike(foreign: readonly string[], ask: (id: string) => Promise<unknown>): Promise<string> {
  const none = unknown(foreign[0] ?? '')
  const expected = shape(await ask(none), none)
  for (const id of foreign) expect(shape(await ask(id), id)).toBe(expected)
  return expected
}

test('T-12 a session that is not an agent’s own opens as one that is not there, to whoever asks, and is written down', async () => {
  const foreign = [ours.b.session, theirs.a.session, theirs.b.session]
  for (const [desk, ids] of [
    [lin, foreign],
    [amy, [ours.a.session, ...foreign]],
  ] as const) {
    expect(await expectAlike(ids, (session) => desk.ask({ type: 'open', session }))).toContain('not_found')
  }
  const refused = async () =>
    (await auditOf(env, ours.workspace).page({ after: 0, limit: 200 })).records.filter(
      ({ action }) => action === 'session.open_refused',
    )
  await until(async () => (await refused()).length === 4 + 5)
  const byAmy = (await refused()).filter(({ by }) => by.id === 'amy').map(({ on }) => on.session)
  expect(byAmy).toEqual(expect.arrayContaining([ours.a.session, ...foreign]))
})

test('T-12 an offer to somebody else is gone, as one that never was', async () => {
  for (const type of ['accept', 'decline']) {
    expect(await expectAlike([offerOfLin], (offerId) => amy.ask({ type, offerId }))).toContain('offer_gone')
  }
})

test('T-12 a customer reads no earlier segment and no file that is not theirs, and cannot tell whether there is one', async () => {
  let req = 100
  const sessions = [ours.b.session, theirs.a.session]
  const asked = async (frame: object) => {
    req += 1
    ours.a.wire.tell({ ...frame, req })
    return ours.a.wire.next('fault', (fault) => fault.req === req)
  }
  const ofSegment = (segment: string) => asked({ type: 'history', before: 5, segment })
  expect(await expectAlike(sessions, ofSegment)).toContain('not_found')
  ours.b.wire.tell({ type: 'upload', id: 'a-file-of-mine', name: 'a.txt', bytes: 10 })
  const file = (await ours.b.wire.next('slot')).file
  expect(await expectAlike([file], (id) => asked({ type: 'file', file: id, size: 'full' }))).toContain('code')
  const sent = async (id: string) => {
    const send = ours.a.wire.send({ kind: 'message', text: 'see', files: [id] })
    return ours.a.wire.next('nack', (nack) => nack.id === send)
  }
  expect(await expectAlike([file], sent)).toContain('code')
})

test('T-12 a customer of another workspace is nobody here, whoever asks for their data', async () => {
  const foreign = [theirs.a.customer, theirs.b.customer]
  const operator = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
  for (const [base, headers] of [
    ['/v1/desk', admin],
    [`/v1/admin/workspaces/${ours.workspace}`, operator],
  ] as const) {
    const ask =
      (method: string, path: (id: string) => string) =>
      async (id: string): Promise<unknown> => {
        const body = method === 'GET' ? {} : { body: JSON.stringify({ reason: 'asked to' }) }
        const answer = await call(base + path(id), { method, headers, ...body })
        return [answer.status, await answer.text(), answer.headers.get('content-type')]
      }
    for (const asked of [
      ask('GET', (id) => `/customers/${id}/export`),
      ask('DELETE', (id) => `/customers/${id}`),
      ask('GET', (id) => `/erasures/${id}`),
    ]) {
      expect(await expectAlike(foreign, asked)).toContain('404')
    }
  }
})
