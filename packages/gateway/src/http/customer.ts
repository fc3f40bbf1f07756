import { type JoinResponse, joinRequest } from '@baton/protocol'
import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { clientIp } from './client-ip.ts'
import { mintDevice, sessionOfDevice } from './device.ts'
import { FloodGuard, JOINS } from './flood-guard.ts'
import { readHostToken } from './host-token.ts'
import { workspaceOf } from './site-key.ts'
import { mintTicket } from './tickets.ts'
import { demandVacancy } from './vacancy.ts'
import { workspaceConfig } from './workspace-config.ts'

const MAX_BODY_BYTES = 16 * 1024

const flood = new FloodGuard(JOINS)

/** What is known of a visitor nobody vouches for. */
const VISITOR = { hostId: null, name: null, verified: false, tier: null, attributes: {} }

/** Routes a customer's page calls, from the host site's origin. */
export const customerRoutes = new Hono<{ Bindings: Env }>()

/**
 * Every answer may be read by the page that asked, refusals too: they hold nothing secret, no cookie is involved, and a
 * page that cannot read "this site may not" would take it for a bad line and try for ever. Who may join is decided below.
 */
customerRoutes.use('/join', async (c, next) => {
  const origin = c.req.header('origin')
  c.header('vary', 'Origin')
  if (origin && origin !== 'null') c.header('access-control-allow-origin', origin)
  await next()
})

customerRoutes.options('/join', (c) =>
  c.body(null, 204, {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '600',
  }),
)

customerRoutes.post('/join', async (c) => {
  await flood.pass(c.env.JOIN_LIMIT, clientIp(c))
  demandVacancy(c.env)
  const request = await readBody(c, joinRequest, MAX_BODY_BYTES)
  const secret = c.env.BATON_SECRET

  const workspace = await workspaceOf(secret, request.siteKey)
  const config = workspace && (await workspaceConfig(c.env, workspace))
  if (!config) throw new BatonError('unauthenticated', 'siteKey: not known')

  const origin = c.req.header('origin')
  if (!origin || !config.origins.includes(origin)) throw new BatonError('origin_forbidden')

  const vouched = request.token === undefined ? null : await readHostToken(request.token, config)
  const device = request.device === undefined ? null : await sessionOfDevice(secret, workspace, request.device)
  const locale = request.locale ?? vouched?.locale ?? config.locale
  const found = await directoryOf(c.env, workspace).customer({
    address: vouched?.address ?? null,
    device,
    ip: clientIp(c),
    profile: { ...(vouched?.profile ?? VISITOR), locale },
  })
  if ('refused' in found) throw new BatonError(found.refused, undefined, found.retryAfterMs)
  const { session, profile } = found

  const ticket = await mintTicket(c.env, {
    room: 'session',
    role: 'customer',
    workspace,
    origin,
    session,
    participant: profile.id,
    name: profile.name,
    profile,
  })
  const answer: JoinResponse = {
    ticket,
    device: await mintDevice(secret, workspace, session),
    session,
    business: config.business,
    locale,
  }
  return c.json(answer, 200, { 'cache-control': 'no-store' })
})
