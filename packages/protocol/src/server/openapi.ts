import { z } from 'zod'
import { profile } from '../brief.ts'
import { ERRORS } from '../codes.ts'
import { sessionEvent } from '../events.ts'
import { problem } from '../http.ts'
import {
  endpointRequest,
  endpointSecret,
  endpointsResponse,
  endpointView,
  webhookDeliveriesResponse,
  webhookDelivery,
} from '../webhooks.ts'
import {
  apiChannelsResponse,
  apiSession,
  customerDetail,
  customerPatch,
  customersResponse,
  customerView,
  eventsResponse,
  openCase,
  sayRequest,
  sayResponse,
} from './dto.ts'
import { SERVER_ROUTES, type ServerRoute } from './routes.ts'

/** Schemas that have a name in the document: of what is asked, and of what is answered. */
const ASKED = { CustomerPatch: customerPatch, SayRequest: sayRequest, EndpointRequest: endpointRequest }
const ANSWERED = {
  Problem: problem,
  Profile: profile,
  SessionEvent: sessionEvent,
  Case: openCase,
  Customer: customerView,
  CustomerDetail: customerDetail,
  Customers: customersResponse,
  Session: apiSession,
  Events: eventsResponse,
  Said: sayResponse,
  Channels: apiChannelsResponse,
  Endpoint: endpointView,
  Endpoints: endpointsResponse,
  EndpointSecret: endpointSecret,
  Delivery: webhookDelivery,
  Deliveries: webhookDeliveriesResponse,
}

type Json = Record<string, unknown>

/** Under which zod puts what it meets more than once. */
const SHARED = '__shared'

const NAMES = new Map<z.ZodType, string>(
  Object.entries({ ...ASKED, ...ANSWERED }).map(([name, schema]) => [schema, name] as const),
)

/** As JSON Schema 2020-12, which OpenAPI 3.1 is written in. What is answered may have more fields one day. */
function componentsOf(named: Record<string, z.ZodType>, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return flattened(schemas)
}

/** What several schemas hold and none of them names, such as any JSON, gets a name of its own. */
function flattened(schemas: Record<string, Json>): Json {
  const { [SHARED]: shared, ...rest } = schemas
  const all = { ...rest, ...(shared?.$defs as Record<string, Json> | undefined) }
  const text = JSON.stringify(all, (key, value) => (key === '$schema' || key === '$id' ? undefined : value))
  return JSON.parse(text.replaceAll(`/${SHARED}#/$defs/`, '/'))
}

function refTo(schema: z.ZodType): Json {
  const name = NAMES.get(schema)
  if (name === undefined) throw new Error('a schema of the server API has no name')
  return { $ref: `#/components/schemas/${name}` }
}

const json = (schema: z.ZodType, type = 'application/json'): Json => ({
  content: { [type]: { schema: refTo(schema) } },
})

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same request under the same key is done once, and answered again for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** What any of them may answer besides. */
const PROBLEMS = [
  'request_malformed',
  'unauthenticated',
  'forbidden',
  'not_found',
  'rate_limited',
  'unavailable',
] as const
const AGAIN_PROBLEMS = ['idempotency_mismatch'] as const

function operationOf(name: string, { scope, summary, query, body, answer, status }: ServerRoute): Json {
  const [method = '', path = ''] = name.split(' ')
  const isOnce = method === 'POST' || method === 'PATCH'
  const asked: Json = query ? z.toJSONSchema(query, { io: 'input' }) : {}
  const properties = (asked.properties ?? {}) as Record<string, Json>
  const problems = [...PROBLEMS, ...(isOnce ? AGAIN_PROBLEMS : [])]
  return {
    operationId: operationIdOf(method, path),
    summary,
    description: `Scope: \`${scope}\`.`,
    tags: [path.split('/')[2] ?? ''],
    security: [{ key: [] }],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => ({
        name: each,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(properties).map(([each, schema]) => ({ name: each, in: 'query', required: false, schema })),
      ...(isOnce ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body && { requestBody: { required: true, ...json(body) } }),
    responses: {
      [status]: answer ? { description: 'Done.', ...json(answer) } : { description: 'Done.' },
      ...Object.fromEntries(
        problems.map((code) => [
          ERRORS[code].status,
          { description: `\`${code}\` ${ERRORS[code].message}`, ...json(problem, 'application/problem+json') },
        ]),
      ),
    },
  }
}

/** `GET /v1/customers/{customer}` is `getCustomersByCustomer`. */
const operationIdOf = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split('/')
    .slice(2)
    .map((part) => (part.startsWith('{') ? `By${capital(part.slice(1, -1))}` : part.split('-').map(capital).join('')))
    .join('')

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The server API as OpenAPI 3.1, made from the schemas that the gateway checks with. */
export function openApi(server: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(SERVER_ROUTES)) {
    const [method = '', path = ''] = name.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton server API',
      version: '1',
      description:
        'For the backend of a business. Errors are RFC 9457 problems with a stable `code`. Fields are added.',
    },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: { ...componentsOf(ASKED, 'input'), ...componentsOf(ANSWERED, 'output') },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key: `bk.…`.' } },
    },
  }
}
