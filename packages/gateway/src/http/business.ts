import { revocationRequest } from '@baton/protocol'
import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { clientIp } from './client-ip.ts'
import { digest } from './digest.ts'
import { FloodGuard, JOINS } from './flood-guard.ts'
import { verifyHostJwt } from './host-keys.ts'
import { demandPermission } from './permitted.ts'
import { siteOf } from './site.ts'

const MAX_BODY_BYTES = 4 * 1024
/** Tokens of the business's server say so, so that no customer's token is one. */
const DEMANDS = { audience: 'baton-server', maxAge: '5m', requiredClaims: ['iat', 'exp'] }

const flood = new FloodGuard(JOINS)

/** Routes the business's own server calls, opened by a short token under one of its host keys. */
export const businessRoutes = new Hono<{ Bindings: Env }>()

businessRoutes.post('/revocations', async (c) => {
  await flood.pass(c.env.JOIN_LIMIT, clientIp(c))
  const { siteKey, subject, customer } = await readBody(c, revocationRequest, MAX_BODY_BYTES)
  const { workspace, config } = await siteOf(c.env, siteKey)
  const [scheme, token = ''] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme !== 'Bearer') throw new BatonError('unauthenticated', 'authorization: a bearer token is expected')
  await verifyHostJwt(token, config, DEMANDS)
  demandPermission(c, 'integration')
  // Sent again because no answer came, it takes nothing back that was given in between.
  const request = await digest(`${token}\n${subject ?? ''}\n${customer ?? ''}`)
  await directoryOf(c.env, workspace).revoke({
    request,
    by: { role: 'integration', id: '' },
    whom: whomOf({ subject, customer }),
  })
  return c.body(null, 204)
})

/** The schema has seen to it that there is one. */
export const whomOf = ({ subject, customer = '' }: { subject?: string | undefined; customer?: string | undefined }) =>
  subject === undefined ? { customer } : { subject }
