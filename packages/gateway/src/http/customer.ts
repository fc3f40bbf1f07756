import { type JoinResponse, joinRequest, leaveRequest, timeZoneOf } from '@baton/protocol'
import { type Context, Hono } from 'hono'
import type { Env } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { arriving } from './arrivals.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { clientIp } from './client-ip.ts'
import { mintDevice, newDeviceId, readDevice } from './device.ts'
import { deviceSeen } from './device-seen.ts'
import { FloodGuard, JOINS } from './flood-guard.ts'
import { readHostToken } from './host-token.ts'
import { pageReadable, preflight } from './page-readable.ts'
import { demandPermission } from './permitted.ts'
import { siteOf } from './site.ts'
import { mintTicket } from './tickets.ts'
import { demandVacancy } from './vacancy.ts'

const MAX_BODY_BYTES = 16 * 1024

const flood = new FloodGuard(JOINS)

/** What is known of a visitor nobody vouches for. */
const VISITOR = { hostId: null, name: null, verified: false, tier: null, attributes: {} }

/** Routes a customer's page calls, from the host site's origin. */
export const customerRoutes = new Hono<{ Bindings: Env }>()

customerRoutes.on('ALL', ['/join', '/leave'], pageReadable)

customerRoutes.on('OPTIONS', ['/join', '/leave'], preflight('content-type'))

customerRoutes.post('/join', async (c, next) => {
  await flood.pass(c.env.JOIN_LIMIT, clientIp(c))
  demandVacancy(c.env)
  await arriving(c.env, { invited: false }, next)
})

customerRoutes.post('/join', async (c) => {
  const request = await readBody(c, joinRequest, MAX_BODY_BYTES)
  const { origin, config, workspace } = await ownSiteOf(c, request.siteKey)

  const vouched = request.token === undefined ? null : await readHostToken(request.token, config)
  const device = request.device === undefined ? null : await readDevice(c.env, workspace, request.device)
  const locale = request.locale ?? vouched?.locale ?? config.locale
  const found = await directoryOf(c.env, workspace).customer({
    address: vouched?.address ?? null,
    device: device?.session ?? null,
    credential: device,
    ...(vouched && { issuedAt: vouched.issuedAt }),
    ip: clientIp(c),
    profile: { ...(vouched?.profile ?? VISITOR), locale },
  })
  if ('refused' in found) {
    throw new BatonError(found.refused, undefined, 'retryAfterMs' in found ? found.retryAfterMs : undefined)
  }
  const { session, profile, grants: grant = 0 } = found
  // The same browser keeps its name, whoever is signed in.
  const id = device?.id ?? newDeviceId()

  const timeZone = timeZoneOf(request.timeZone ?? '')
  const seenBy = deviceSeen(c.req.raw.headers)

  const ticket = await mintTicket(c.env, {
    room: 'session',
    role: 'customer',
    workspace,
    origin,
    session,
    participant: profile.id,
    name: profile.name,
    profile,
    device: id,
    grant,
    seen: { ...(timeZone !== null && { timeZone }), ...(seenBy && { device: seenBy }) },
  })
  const answer: JoinResponse = {
    ticket,
    device: await mintDevice(c.env, workspace, { id, session, grant }),
    session,
    business: config.business,
    ...(config.settings.linkUrl !== undefined && { ways: true }),
    ...(config.settings.calls === true && { calls: true }),
    locale,
  }
  return c.json(answer)
})

/**
 * A page signs its customer out: this device's credential opens nothing from now on, in no tab. Also for one that opens
 * nothing already, so that who asks learns nothing.
 */
customerRoutes.post('/leave', async (c) => {
  await flood.pass(c.env.JOIN_LIMIT, clientIp(c))
  const request = await readBody(c, leaveRequest, MAX_BODY_BYTES)
  const { workspace } = await ownSiteOf(c, request.siteKey)
  const device = await readDevice(c.env, workspace, request.device)
  demandPermission(c, 'customer')
  if (device) await directoryOf(c.env, workspace).forgetDevice(device)
  return c.body(null, 204)
})

/** The site a request is for, asked from a page of its own. */
async function ownSiteOf(c: Context<{ Bindings: Env }>, siteKey: string) {
  const site = await siteOf(c.env, siteKey)
  const origin = c.req.header('origin')
  if (!origin || !site.config.origins.includes(origin)) throw new BatonError('origin_forbidden')
  return { ...site, origin }
}
