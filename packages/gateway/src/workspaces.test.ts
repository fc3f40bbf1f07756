import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type JoinResponse, joinResponse, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { SignJWT } from 'jose'
import { expect, inject, test } from 'vitest'
import { sessionName } from './env.ts'
import { Desk } from './floor/testing/desk.ts'
import { call, GATEWAY, PASSWORD, post, provisioned, SHOP } from './testing/a-workspace.ts'
import { namespaces } from './testing/objects.ts'
import { randomFrom } from './testing/random.ts'
import { relayPack } from './testing/relay-pack.ts'
import { copyOf } from './testing/rewind.ts'
import { Wire } from './testing/wire.ts'

const SEED = Number(process.env.BATON_SEED ?? 20_261_126)
const REQUESTS = 7_000
const SOCKETS = 16
const FRAMES_A_SOCKET = 190
const FLOOR_FRAMES = 150

/** A business with an agent at work, one customer in the queue, and two who were there. */
async function business() {
  const { workspace, siteKey } = await provisioned({
    pack: relayPack,
    businessApi: { url: inject('businessUrl'), token: 'business' },
  })
  const id = workspace.workspace
  const login = await post(
    '/v1/desk/login',
    { workspace: id, email: 'lin@example.test', password: PASSWORD },
    { origin: GATEWAY },
    { ip: crypto.randomUUID() },
  )
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const token = await new SignJWT({ name: 'Ann' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ann')
    .setAudience('baton')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(workspace.hostKey))
  const customers = [await join(siteKey), await join(siteKey), await join(siteKey, { token })]
  const wires = await Promise.all(customers.map(({ ticket }) => enter(ticket)))
  for (const wire of wires) {
    wire.say('how long does shipping take')
    await wire.bot()
  }
  wires[0]?.send({ kind: 'handoff.request' })
  await wires[0]?.event('baton.passed')
  return { id, workspace, siteKey, cookie, token, customers, wires }
}
type Business = Awaited<ReturnType<typeof business>>

async function join(siteKey: string, more: object = {}): Promise<JoinResponse> {
  const answer = await post('/v1/join', { siteKey, ...more }, { origin: SHOP })
  return joinResponse.parse(await answer.json())
}

async function enter(ticket: string): Promise<Wire> {
  const { webSocket } = await call('/v1/session', {
    headers: {
      upgrade: 'websocket',
      origin: SHOP,
      'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}`,
    },
  })
  if (!webSocket) throw new Error('no socket')
  const wire = new Wire(webSocket)
  await wire.hello()
  return wire
}

/** The objects of a business, of every kind, by the names the gateway gives them. */
function objectsOf({ id, customers }: Business): [string, DurableObjectStub][] {
  const perWorkspace = namespaces()
    .filter(([kind]) => kind !== 'SESSION')
    .map(([kind, namespace]): [string, DurableObjectStub] => [kind, namespace.getByName(id)])
  const sessions = customers.map(({ session }): [string, DurableObjectStub] => [
    `SESSION ${session}`,
    env.SESSION.getByName(sessionName(id, session)),
  ])
  return [...perWorkspace, ...sessions]
}

/** Every row of every table of all of them. */
const bytesOf = async (business: Business): Promise<Record<string, unknown>> =>
  Object.fromEntries(await Promise.all(objectsOf(business).map(async ([name, stub]) => [name, await copyOf(stub)])))

/** Waits until nothing moves there by itself. */
async function restOf(business: Business): Promise<Record<string, unknown>> {
  for (let before = await bytesOf(business); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    const now = await bytesOf(business)
    if (JSON.stringify(now) === JSON.stringify(before)) return now
    before = now
  }
}

/** Names of every column there is, and of what other systems call the same. */
async function fieldsOf(business: Business): Promise<string[]> {
  const columns = await Promise.all(
    objectsOf(business).map(([, stub]) =>
      runInDurableObject(stub, (_, { storage: { sql } }) =>
        sql
          .exec<{ name: string }>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
          )
          .toArray()
          .flatMap(({ name }) => sql.exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', name).toArray())
          .map(({ name }) => name),
      ),
    ),
  )
  const others = [
    'workspace',
    'workspaceId',
    'workspace_id',
    'tenant',
    'account',
    'account_id',
    'role',
    'rank',
    'agent',
  ]
  const ours = [
    'session',
    'participant',
    'name',
    'profile',
    'customer',
    'by',
    'audience',
    'fence',
    'holder',
    'to',
    'seq',
  ]
  const rest = ['origin', 'jti', 'room', 'handoffId', 'expectedFence', 'verified', 'hostId', 'attributes', 'redacted']
  return [...new Set([...columns.flat(), ...others, ...ours, ...rest])]
}

test('T-13 ten thousand requests and frames of one workspace change no byte of another, whatever ids and fields they name', {
  timeout: 120_000,
}, async () => {
  const [attacker, victim] = [await business(), await business()]
  const random = randomFrom(SEED)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const before = await restOf(victim)
  const sessions = new Set((await listDurableObjectIds(env.SESSION)).map(String))
  const fields = await fieldsOf(victim)
  expect(fields).toEqual(expect.arrayContaining(['workspace', 'host_key', 'password', 'jti', 'session', 'event']))

  const events = JSON.stringify(before).match(/"id":"[\w:.-]{8,}"/g) ?? []
  const ids = [
    victim.id,
    victim.siteKey,
    victim.cookie.split('=')[1] ?? '',
    victim.workspace.hostKey,
    ...victim.customers.flatMap(({ session, device, ticket }) => [
      session,
      device,
      ticket,
      sessionName(victim.id, session),
    ]),
    ...events.map((each) => each.slice(6, -1)),
    'lin',
    'user:ann',
  ]
  const anyValue = (): unknown =>
    one([one(ids), one(ids), one(ids), 1, true, null, 'admin', { id: one(ids) }, [one(ids)]])
  const extras = (but: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: 1 + Math.floor(random() * 6) }, () => one(fields))
        .filter((field) => !but.includes(field))
        .map((field) => [field, anyValue()]),
    )
  const all = (but: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(fields.filter((field) => !but.includes(field)).map((field) => [field, anyValue()]))
  const more = (...but: string[]): Record<string, unknown> => (random() < 0.1 ? all(but) : extras(but))

  const foreignCookie = `__Host-baton-desk=${victim.id}.${attacker.cookie.split('.')[1]}`
  const cookie = (): string => one([attacker.cookie, attacker.cookie, foreignCookie, `__Host-baton-desk=${one(ids)}`])
  const own = (): Record<string, string> => ({ origin: GATEWAY, cookie: cookie() })
  const requests: (() => Promise<Response>)[] = [
    () =>
      post(
        '/v1/join',
        { siteKey: attacker.siteKey, device: one(ids), ...more('siteKey', 'device', 'token') },
        { origin: SHOP },
      ),
    () =>
      post(
        '/v1/join',
        { siteKey: attacker.siteKey, token: attacker.token, ...more('siteKey', 'token') },
        { origin: SHOP },
      ),
    () =>
      post(
        '/v1/join',
        { siteKey: `${victim.id}.${attacker.siteKey.split('.')[1]}`, ...more('siteKey') },
        { origin: SHOP },
      ),
    () => post('/v1/desk/ticket', more(), own()),
    () => call('/v1/desk/me', { headers: own() }),
    () => post('/v1/desk/logout', more(), { origin: GATEWAY, cookie: foreignCookie }),
    // Whom it wants to be is the one thing a sign-in may say; that a wrong password is counted there is T-38's matter.
    () =>
      post(
        '/v1/desk/login',
        { workspace: attacker.id, email: 'no', password: 'x', ...more('workspace', 'email') },
        own(),
        { ip: `198.51.100.${Math.floor(random() * 250)}` },
      ),
    () =>
      call(`/v1/admin/workspaces/${one([victim.id, attacker.id])}`, {
        method: 'PUT',
        body: JSON.stringify({ ...attacker.workspace, ...more() }),
        headers: { authorization: `Bearer ${one(ids)}` },
      }),
    () =>
      post(`/v1/${one(['session', 'floor', 'desk', 'join', one(ids)])}/${encodeURIComponent(one(ids))}`, more(), own()),
    () =>
      call(one(['/v1/session', '/v1/floor']), {
        headers: {
          upgrade: 'websocket',
          origin: one([SHOP, GATEWAY]),
          'x-baton-ticket': encodeURIComponent(JSON.stringify({ room: 'session', workspace: victim.id, ...more() })),
          // A ticket of the victim's that is used already, or noise: never one that would still open.
          'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${one([victim.customers[0]?.session, 'a.b.c'])}`,
        },
      }),
  ]
  const statuses = new Set<number>()
  for (let sent = 0; sent < REQUESTS; sent += 25) {
    const answers = await Promise.all(Array.from({ length: 25 }, () => one(requests)()))
    for (const answer of answers) {
      statuses.add(answer.status)
      answer.webSocket?.accept()
    }
  }
  // They were served, refused and not understood: whoever only fails at the first door proves nothing.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 401, 404, 101]))

  const commands = [
    { kind: 'message', text: one(ids) },
    { kind: 'note', text: 'x' },
    { kind: 'handoff.request' },
    { kind: 'handoff.cancel' },
    { kind: 'handback', note: '' },
    { kind: 'resolve', resolution: 'x' },
    { kind: 'rate', score: 5, tags: [], comment: '' },
  ]
  const frame = (): object =>
    one([
      { type: 'hello', v: 1, req: 1, epoch: one(ids), since: 0, ...more('type', 'v', 'req', 'since') },
      { type: 'history', req: 2, before: 99, ...more('type', 'req') },
      {
        type: 'send',
        id: crypto.randomUUID(),
        body: { ...one(commands), ...more('kind') },
        ...more('type', 'body', 'id'),
      },
      { type: 'send', id: one(ids), body: { ...one(commands), ...more('kind') }, ...more('type', 'body', 'id') },
      { type: 'read', seq: 1, ...more('type') },
      { type: one(['accept', 'open', 'pass', 'erase', 'got', 'signal']), id: crypto.randomUUID(), ...more('type') },
    ])
  const lines: Wire[] = []
  for (let n = 0; n < SOCKETS; n += 1) {
    const { device } = one(attacker.customers.slice(0, 2))
    const wire = await enter((await join(attacker.siteKey, { device })).ticket)
    for (let sent = 0; sent < FRAMES_A_SOCKET; sent += 1) wire.tell(frame())
    lines.push(wire)
    if (n % 4 === 3) for (const each of lines.splice(0)) each.close()
  }

  const desk = await Desk.arrive(attacker.id, 'lin')
  for (let n = 0; n < FLOOR_FRAMES; n += 1) {
    const type = one(['accept', 'decline', 'open', 'presence'])
    const named = { offerId: one(ids), session: one(ids), presence: one(['online', 'away']) }
    desk.socket.send(JSON.stringify({ type, id: crypto.randomUUID(), ...named, ...more('type', 'id', 'session') }))
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  desk.socket.close(1000)
  expect(REQUESTS + SOCKETS * FRAMES_A_SOCKET + FLOOR_FRAMES).toBeGreaterThanOrEqual(10_000)

  expect(await bytesOf(victim), `seed ${SEED}`).toEqual(before)
  // And what came to life meanwhile is nobody's but the attacker's.
  const born = (await listDurableObjectIds(env.SESSION)).filter((id) => !sessions.has(String(id)))
  for (const id of born) {
    const text = await runInDurableObject(env.SESSION.get(id), (session) =>
      JSON.stringify(session.core.ledger.store.identity()),
    )
    expect(text).not.toContain(victim.id)
  }
  // The victim goes on as if nothing had been.
  const wire = victim.wires[1]
  wire?.say('how long does shipping take')
  expect((await wire?.bot())?.body.text).toBeTruthy()
  for (const each of [...attacker.wires, ...victim.wires]) each.close()
})
