import type { z } from 'zod'
import {
  endpointRequest,
  endpointSecret,
  endpointsResponse,
  endpointView,
  webhookDeliveriesResponse,
} from '../webhooks.ts'
import {
  apiChannelsResponse,
  apiSession,
  customerDetail,
  customerPatch,
  customersResponse,
  deliveriesQuery,
  eventsQuery,
  eventsResponse,
  pageQuery,
  sayRequest,
  sayResponse,
} from './dto.ts'
import type { ApiScope } from './keys.ts'

export interface ServerRoute {
  scope: ApiScope
  summary: string
  query?: z.ZodObject
  body?: z.ZodType
  /** What it answers when all is well; null: nothing, 204. */
  answer: z.ZodType | null
  status: 200 | 201 | 204
}

/** The server API: what a business's own backend may ask, by a key. The gateway serves this table and OpenAPI is made from it. */
export const SERVER_ROUTES = {
  'GET /v1/customers': {
    scope: 'customers.read',
    summary: 'Everybody who has come, in the order in which they came.',
    query: pageQuery,
    answer: customersResponse,
    status: 200,
  },
  'GET /v1/customers/{customer}': {
    scope: 'customers.read',
    summary: 'One customer, by our id, by `user:` and the id the business knows them by, or by a session of theirs.',
    answer: customerDetail,
    status: 200,
  },
  'PATCH /v1/customers/{customer}': {
    scope: 'customers.write',
    summary: 'Says what the business knows of a customer. What its own signed token says counts for more.',
    body: customerPatch,
    answer: customerDetail,
    status: 200,
  },
  'PUT /v1/customers/by-host-id/{hostId}': {
    scope: 'customers.write',
    summary: 'The same, by the id the business knows them by. Whoever is not there yet is made.',
    body: customerPatch,
    answer: customerDetail,
    status: 200,
  },
  'GET /v1/sessions/{session}': {
    scope: 'sessions.read',
    summary: 'How a session stands.',
    answer: apiSession,
    status: 200,
  },
  'GET /v1/sessions/{session}/events': {
    scope: 'sessions.read',
    summary: 'The log of a session, masked: what the customer may have of it, or with `internal` all.',
    query: eventsQuery,
    answer: eventsResponse,
    status: 200,
  },
  'POST /v1/sessions/{session}/messages': {
    scope: 'messages.write',
    summary: 'Says something to the customer in the name of the key. It passes no baton and ends no turn of the bot.',
    body: sayRequest,
    answer: sayResponse,
    status: 201,
  },
  'GET /v1/channels': {
    scope: 'channels.read',
    summary: 'The accounts on channels, without what they are set up with.',
    answer: apiChannelsResponse,
    status: 200,
  },
  'GET /v1/webhooks': {
    scope: 'webhooks.read',
    summary: 'Whom the business has told what happens.',
    answer: endpointsResponse,
    status: 200,
  },
  'POST /v1/webhooks': {
    scope: 'webhooks.write',
    summary: 'Has one more told. The answer holds the secret, this once.',
    body: endpointRequest,
    answer: endpointSecret,
    status: 201,
  },
  'PUT /v1/webhooks/{endpoint}': {
    scope: 'webhooks.write',
    summary: 'Changes where, of what and whether it is told.',
    body: endpointRequest,
    answer: endpointView,
    status: 200,
  },
  'DELETE /v1/webhooks/{endpoint}': {
    scope: 'webhooks.write',
    summary: 'Has it told no more.',
    answer: null,
    status: 204,
  },
  'POST /v1/webhooks/{endpoint}/rotate': {
    scope: 'webhooks.write',
    summary: 'Another secret signs; the one before signs beside it for a day. The answer holds it, this once.',
    answer: endpointSecret,
    status: 200,
  },
  'GET /v1/webhooks/{endpoint}/deliveries': {
    scope: 'webhooks.read',
    summary: 'What was told, newest first, with every attempt.',
    query: deliveriesQuery,
    answer: webhookDeliveriesResponse,
    status: 200,
  },
  'POST /v1/webhooks/{endpoint}/deliveries/{delivery}/replay': {
    scope: 'webhooks.write',
    summary: 'Tells it again, from the first attempt on.',
    answer: null,
    status: 204,
  },
} as const satisfies Record<string, ServerRoute>

export type ServerRouteName = keyof typeof SERVER_ROUTES
