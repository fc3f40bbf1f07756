import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { EXPOSITION_TYPE, exposition } from '../metrics/exposition.ts'
import { METRICS } from '../metrics/metrics.ts'
import { BatonError } from './baton-error.ts'
import { demandPermission } from './permitted.ts'
import { isSameText } from './secrets.ts'
import { isFitSecret } from './secrets-set.ts'

/** `/metrics`: how much goes on is nobody's business but the operator's. */
export const metricsRoutes = new Hono<{ Bindings: Env }>()

metricsRoutes.get('/metrics', async (c) => {
  const given = c.req.header('authorization') ?? ''
  if (!(await mayRead(c.env, given))) throw new BatonError('unauthenticated')
  demandPermission(c, 'operator')
  return c.body(exposition(METRICS), 200, { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' })
})

/** A token of its own, so that the monitoring need not hold the key to everything. One that could be guessed opens nothing. */
async function mayRead({ ADMIN_TOKEN, METRICS_TOKEN }: Env, given: string): Promise<boolean> {
  const tokens = isFitSecret(METRICS_TOKEN) ? [ADMIN_TOKEN, METRICS_TOKEN] : [ADMIN_TOKEN]
  const matches = await Promise.all(tokens.map((token) => isSameText(given, `Bearer ${token}`)))
  return matches.includes(true)
}
