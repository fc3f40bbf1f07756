import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { adminRoutes } from './admin.ts'
import { assetRoutes } from './assets.ts'
import { BatonError } from './baton-error.ts'
import { businessRoutes } from './business.ts'
import { customerRoutes } from './customer.ts'
import { deskRoutes } from './desk.ts'
import { fileRoutes } from './files.ts'
import { healthRoutes } from './health.ts'
import { hookRoutes } from './hooks.ts'
import { metricsRoutes } from './metrics.ts'
import { permitted } from './permitted.ts'
import { phoneRoutes } from './phone.ts'
import { answerProblem } from './problem.ts'
import { requestIds } from './request-ids.ts'
import { demandSecrets } from './secrets-set.ts'
import { serverRoutes } from './server/server.ts'
import { socketRoutes } from './sockets.ts'
import { underWay } from './under-way.ts'

/** Every route of the gateway, by audience. */
export const app = new Hono<{ Bindings: Env }>()

app.onError((error, c) => answerProblem(c, error))
app.notFound((c) => answerProblem(c, new BatonError('not_found')))

app.use(requestIds)

/** What a route does not say of caching itself: nothing of a customer may be found in a cache. */
app.use('/v1/*', async (c, next) => {
  await next()
  // An upgrade's answer holds a socket and cannot be made again.
  if (c.res.status !== 101 && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
})

app.use(async (c, next) => {
  demandSecrets(c.env)
  await underWay(next)
})

app.use(permitted)

app.route('/', healthRoutes)
app.route('/', metricsRoutes)
app.route('/v1', customerRoutes)
app.route('/v1', socketRoutes)
app.route('/v1', serverRoutes)
app.route('/v1/business', businessRoutes)
app.route('/v1/files', fileRoutes)
app.route('/v1/hooks', hookRoutes)
app.route('/v1/phone', phoneRoutes)
app.route('/v1/desk', deskRoutes)
app.route('/v1/admin', adminRoutes)
app.route('/', assetRoutes)
