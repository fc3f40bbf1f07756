import { type ApiChannelsResponse, openApi, SERVER_ROUTES, type ServerRouteName } from '@baton/protocol'
import { type Context, Hono } from 'hono'
import type { Env } from '../../env.ts'
import { channelsOf } from '../../rooms-of.ts'
import { ownOrigin } from '../own-origin.ts'
import { answerDeliveries, answerEndpoints, changeEndpoint, removeEndpoint } from '../webhooks.ts'
import { answerCustomer, answerCustomers, patchCustomer, putCustomer } from './customers.ts'
import { addOnce, replayOnce, rotateOnce } from './endpoints.ts'
import { type Integration, integrationOf } from './key.ts'
import { answerEvents, answerSession, say } from './sessions.ts'

type ServerContext = Context<{ Bindings: Env }>
type Answer = (c: ServerContext, asker: Integration) => Promise<Response>

/** Who answers what. A route of the table that nobody answers does not compile. */
const ANSWERS: Record<ServerRouteName, Answer> = {
  'GET /v1/customers': answerCustomers,
  'GET /v1/customers/{customer}': answerCustomer,
  'PATCH /v1/customers/{customer}': patchCustomer,
  'PUT /v1/customers/by-host-id/{hostId}': putCustomer,
  'GET /v1/sessions/{session}': answerSession,
  'GET /v1/sessions/{session}/events': answerEvents,
  'POST /v1/sessions/{session}/messages': say,
  'GET /v1/channels': answerChannels,
  'GET /v1/webhooks': (c, { workspace }) => answerEndpoints(c, workspace),
  'POST /v1/webhooks': addOnce,
  'PUT /v1/webhooks/{endpoint}': changeEndpoint,
  'DELETE /v1/webhooks/{endpoint}': removeEndpoint,
  'POST /v1/webhooks/{endpoint}/rotate': rotateOnce,
  'GET /v1/webhooks/{endpoint}/deliveries': (c, { workspace }) => answerDeliveries(c, workspace),
  'POST /v1/webhooks/{endpoint}/deliveries/{delivery}/replay': replayOnce,
}

/** Routes that a business's own backend calls, by a key. */
export const serverRoutes = new Hono<{ Bindings: Env }>()

for (const [name, answer] of Object.entries(ANSWERS) as [ServerRouteName, Answer][]) {
  const [method = '', path = ''] = name.split(' ')
  const { scope } = SERVER_ROUTES[name]
  const own = path.slice('/v1'.length).replaceAll(/\{(\w+)\}/g, ':$1')
  serverRoutes.on(method, own, async (c) => answer(c, await integrationOf(c, scope)))
}

serverRoutes.get('/openapi.json', (c) => c.json(openApi(ownOrigin(c).origin)))

async function answerChannels(c: ServerContext, { workspace }: Integration): Promise<Response> {
  const views = await channelsOf(c.env, workspace).views()
  const channels = views.map(({ id, channel, name, isOn, missing, downSince, heardAt }) => ({
    ...{ id, channel, name, isOn, missing, downSince, heardAt },
  }))
  return c.json({ channels } satisfies ApiChannelsResponse)
}
