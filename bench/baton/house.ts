import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { buildAssets } from '@baton/box/assets'
import { root } from '@baton/box/root'
import { startShop } from '@baton/demo'
import type { JoinResponse, ProvisionRequest, ProvisionResponse } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import { SignJWT } from 'jose'
import { bareHost, type Host, type StartHost } from './host.ts'
import type { Lessons } from './lessons.ts'

const WORKSPACE = 'bench'
const PASSWORD = randomUUID()
/** A request that is not answered by then has failed, as for any client. */
const ANSWER_MS = 5_000
const TOKEN_SECONDS = 300
const seconds = (): number => Math.floor(Date.now() / 1_000)
/** A secret of at least 32 characters that only this run knows. */
const secret = (): string => randomUUID() + randomUUID()

/** The product with its real pack and a business system that answers, ready to be visited. */
export interface House extends Host {
  /** Where its customers are. */
  readonly origin: string
  readonly siteKey: string
  readonly adminToken: string
  /** What the business's own server would sign for this customer. `claims` come beside or instead of the usual ones. */
  hostToken(customer: string, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** A signed-in customer joins: a ticket for their session's socket. */
  join(customer: string, claims?: Readonly<Record<string, unknown>>): Promise<JoinResponse>
  /** The desk cookie of agent number `at`. */
  signIn(at: number): Promise<string>
}

/**
 * @param options.agents how many work at the desk, with room for 50 sessions each.
 * @param options.host what runs the gateway; itself, when not given.
 * @param options.log receives each line the gateway prints; they are shown when not given.
 * @param options.lessons of the houses before it; without, its bot is taught from the beginning.
 * @param options.business where the gateway finds the business system, by where it is.
 */
export async function openHouse(options: {
  folder: string
  agents: number
  host?: StartHost
  log?: (line: string) => void
  lessons?: Lessons
  business?: (shop: string) => string
}): Promise<House> {
  await mkdir(options.folder, { recursive: true })
  await buildAssets()
  const secrets = { gateway: secret(), admin: secret(), objects: options.lessons?.objectsKey ?? secret() }
  await options.lessons?.give(options.folder)
  const hostKey = secret()
  const apiToken = secret()
  const start = options.host ?? bareHost()
  const log = options.log ?? ((line: string) => console.error(`gateway | ${line}`))
  const host = await start({ folder: options.folder, secrets, log })
  const shop = await startShop({ port: 0, gateway: host.url, siteKey: 'bench', apiToken, hostKey })
  const { siteKey } = await provision(host.url, secrets.admin, {
    workspace: WORKSPACE,
    business: 'Bench & Sons',
    locale: 'en',
    origins: [shop.url],
    hostKey,
    businessApi: { url: options.business?.(shop.url) ?? shop.url, token: apiToken },
    agents: Array.from({ length: options.agents }, (_, at) => ({
      id: `agent-${at}`,
      name: `Agent ${at}`,
      email: emailOf(at),
      password: PASSWORD,
      role: 'agent',
      capacity: 50,
      locales: ['en'],
    })),
    settings: { calls: true },
    pack: await loadPack(`${root}packs/ecommerce`),
  })
  await options.lessons?.keep(options.folder)
  const hostToken: House['hostToken'] = (customer, claims = {}) =>
    new SignJWT({ name: 'Kim', tier: 'gold', aud: 'baton', iat: seconds(), exp: seconds() + TOKEN_SECONDS, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(customer)
      .sign(new TextEncoder().encode(hostKey))
  return {
    url: host.url,
    get pid() {
      return host.pid
    },
    origin: shop.url,
    siteKey,
    adminToken: secrets.admin,
    hostToken,
    join: async (customer, claims) =>
      post<JoinResponse>(
        `${host.url}/v1/join`,
        { siteKey, token: await hostToken(customer, claims) },
        { origin: shop.url },
      ),
    signIn: async (at) => {
      const answer = await fetch(`${host.url}/v1/desk/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: host.url },
        body: JSON.stringify({ workspace: WORKSPACE, email: emailOf(at), password: PASSWORD }),
      })
      if (!answer.ok) throw new Error(`the desk refuses an agent: ${await answer.text()}`)
      return answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ')
    },
    crash: () => host.crash(),
    stop: async () => {
      await host.stop()
      await shop.close()
    },
  }
}

const emailOf = (at: number): string => `agent-${at}@bench.example`

type Provision = Omit<ProvisionRequest, 'settings'> & { settings: Partial<ProvisionRequest['settings']> }

async function provision(gateway: string, adminToken: string, body: Provision): Promise<ProvisionResponse> {
  const answer = await fetch(`${gateway}/v1/admin/workspaces/${WORKSPACE}?wait=50`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`the gateway refuses the workspace: ${await answer.text()}`)
  return (await answer.json()) as ProvisionResponse
}

export async function post<Answer>(url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}
