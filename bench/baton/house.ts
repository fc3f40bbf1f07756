import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { buildAssets } from '@baton/box/assets'
import { type RunningGateway, startGateway } from '@baton/box/gateway'
import { freePort } from '@baton/box/port'
import { root } from '@baton/box/root'
import { startShop } from '@baton/demo'
import type { JoinResponse, ProvisionRequest, ProvisionResponse } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import { SignJWT } from 'jose'

const WORKSPACE = 'bench'
const PASSWORD = randomUUID()
/** A request that is not answered by then has failed, as for any client. */
const ANSWER_MS = 5_000
/** A secret of at least 32 characters that only this run knows. */
const secret = (): string => randomUUID() + randomUUID()

/** The product with its real pack and a business system that answers, ready to be visited. */
export interface House {
  url: string
  pid: number
  origin: string
  /** A signed-in customer joins: a ticket for their session's socket. */
  join(customer: string): Promise<JoinResponse>
  /** The desk cookie of agent number `at`. */
  signIn(at: number): Promise<string>
  /** Kills the gateway as a crash would, and starts it again on the same data and port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** @param options.agents how many work at the desk, with room for 50 sessions each. */
export async function openHouse(options: { folder: string; agents: number; entry?: string }): Promise<House> {
  await mkdir(options.folder, { recursive: true })
  await buildAssets()
  const secrets = { gateway: secret(), admin: secret(), objects: secret() }
  const hostKey = secret()
  const apiToken = secret()
  const port = await freePort()
  const start = (): Promise<RunningGateway> =>
    startGateway({
      port,
      folder: options.folder,
      secrets,
      log: (line) => console.error(`gateway | ${line}`),
      ...(options.entry && { entry: options.entry }),
    })
  let gateway = await start()
  const shop = await startShop({ port: 0, gateway: gateway.url, siteKey: 'bench', apiToken, hostKey })
  const { siteKey } = await provision(gateway.url, secrets.admin, {
    workspace: WORKSPACE,
    business: 'Bench & Sons',
    locale: 'en',
    origins: [shop.url],
    hostKey,
    businessApi: { url: shop.url, token: apiToken },
    agents: Array.from({ length: options.agents }, (_, at) => ({
      id: `agent-${at}`,
      name: `Agent ${at}`,
      email: emailOf(at),
      password: PASSWORD,
      role: 'agent',
      capacity: 50,
      locales: ['en'],
    })),
    settings: {},
    pack: await loadPack(`${root}packs/ecommerce`),
  })
  return {
    url: gateway.url,
    get pid() {
      return gateway.pid
    },
    origin: shop.url,
    join: async (customer) => {
      const token = await new SignJWT({ name: 'Kim', tier: 'gold' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(customer)
        .setAudience('baton')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(hostKey))
      return post<JoinResponse>(`${gateway.url}/v1/join`, { siteKey, token }, { origin: shop.url })
    },
    signIn: async (at) => {
      const answer = await fetch(`${gateway.url}/v1/desk/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: gateway.url },
        body: JSON.stringify({ workspace: WORKSPACE, email: emailOf(at), password: PASSWORD }),
      })
      if (!answer.ok) throw new Error(`the desk refuses an agent: ${await answer.text()}`)
      return answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ')
    },
    crash: async () => {
      process.kill(gateway.pid, 'SIGKILL')
      await gateway.ended
      gateway = await start()
    },
    stop: async () => {
      await gateway.stop()
      await shop.close()
    },
  }
}

const emailOf = (at: number): string => `agent-${at}@bench.example`

type Provision = Omit<ProvisionRequest, 'settings'> & { settings: Partial<ProvisionRequest['settings']> }

async function provision(gateway: string, adminToken: string, body: Provision): Promise<ProvisionResponse> {
  const answer = await fetch(`${gateway}/v1/admin/workspaces/${WORKSPACE}`, {
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
