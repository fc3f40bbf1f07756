import { type JoinResponse, joinResponse } from '@baton/protocol'
import { type JWTPayload, SignJWT } from 'jose'
import { call, post, type provisioned, SHOP } from './a-workspace.ts'
import { Wire } from './wire.ts'

type Site = Awaited<ReturnType<typeof provisioned>>

/** What a host site signs under the workspace's key without a name. */
export const hostJwt = (
  { workspace }: Pick<Site, 'workspace'>,
  claims: JWTPayload,
  audience = 'baton',
  issuedAt: number = Math.floor(Date.now() / 1_000),
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(workspace.hostKey))

export const askToJoin = ({ siteKey }: Pick<Site, 'siteKey'>, body: object = {}): Promise<Response> =>
  post('/v1/join', { siteKey, ...body }, { origin: SHOP })

/** Joins as a page would. Throws with the refusal when there is one. */
export async function join(site: Pick<Site, 'siteKey'>, body: object = {}): Promise<JoinResponse> {
  const answer = await askToJoin(site, body)
  if (answer.status !== 200) throw new Error(`not joined: ${await answer.text()}`)
  return joinResponse.parse(await answer.json())
}

/** Opens the socket of a ticket through the Worker's own door. */
export async function open({ ticket }: Pick<JoinResponse, 'ticket'>): Promise<Wire> {
  const protocol = `baton.v1, ticket.${ticket}`
  const headers = { upgrade: 'websocket', origin: SHOP, 'sec-websocket-protocol': protocol }
  const { webSocket } = await call('/v1/session', { headers })
  if (!webSocket) throw new Error('no socket')
  return new Wire(webSocket)
}

/** Opens and greets. */
export async function enter(joined: Pick<JoinResponse, 'ticket'>): Promise<Wire> {
  const wire = await open(joined)
  await wire.hello()
  return wire
}
