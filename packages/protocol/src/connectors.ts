import { z } from 'zod'
import { instant, slug } from './ids.ts'
import { webhookDelivery } from './webhooks.ts'

/** Headers that are the gateway's own to set, or that change what a request is. */
const OWN_HEADERS = new Set([
  'accept',
  'authorization',
  'baton-customer',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'idempotency-key',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** A field name of HTTP that a connector may set. */
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/)
  .refine((name) => !OWN_HEADERS.has(name.toLowerCase()), 'is set by the gateway')

/** What stands in a header: visible characters of ASCII, and spaces between them. */
const headerValue = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,998}[\x21-\x7e])?$/)

/** How the service knows the gateway. The secret itself is apart from it. */
export const connectorAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bearer') }),
  z.object({ kind: z.literal('header'), name: headerName }),
  z.object({ kind: z.literal('basic'), user: z.string().regex(/^[\x20-\x39\x3b-\x7e]{1,200}$/) }),
])
export type ConnectorAuth = z.infer<typeof connectorAuth>

/** When a service that fails is left alone: after so many failures in a row, and for how long. */
export const connectorBreaker = z.object({
  failures: z.number().int().min(1).max(20).default(5),
  restMs: z.number().int().min(1_000).max(300_000).default(30_000),
})

/** `PUT …/connectors/:connector`; everything but its secret is read again by `GET`. */
export const connectorRequest = z.object({
  name: z.string().trim().min(1).max(80),
  /** https, a public name, port 443; or an origin the operator trusts. Paths of actions go below it. */
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  auth: connectorAuth,
  /** Kept sealed, and never told again. Absent: as it is. */
  secret: headerValue.optional(),
  /** Sent with each call. Told again to whoever may read connectors: nothing secret belongs here. */
  headers: z
    .record(headerName, headerValue)
    .refine((headers) => Object.keys(headers).length <= 20, 'are too many')
    .default({}),
  /** How long one try may take. An action's own time holds for all of its tries together. */
  timeoutMs: z.number().int().min(100).max(10_000).default(3_000),
  /** How often a call that is safe to repeat is made again, unless its action says. */
  retries: z.number().int().min(0).max(3).default(0),
  breaker: connectorBreaker.default({ failures: 5, restMs: 30_000 }),
})
export type ConnectorRequest = z.infer<typeof connectorRequest>

/** `POST …/connectors`: a new one, with the name by which actions call it. */
export const newConnectorRequest = connectorRequest.extend({ id: slug, secret: headerValue })
export type NewConnectorRequest = z.infer<typeof newConnectorRequest>

export const connectorView = connectorRequest
  .omit({ secret: true })
  .extend({ id: slug, createdAt: instant, changedAt: instant })
export type ConnectorView = z.infer<typeof connectorView>

export const connectorsResponse = z.object({ connectors: z.array(connectorView) })
export type ConnectorsResponse = z.infer<typeof connectorsResponse>

/** A path below a connector's address, without what would lead anywhere else. */
export const connectorPath = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)[^\s\\?#]*$/)
  .refine((path) => !path.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part)), 'leads elsewhere')

/** `POST …/connectors/:connector/test`: asks for this with `GET`. Nothing of the answer's body is told. */
export const connectorTestRequest = z.object({ path: connectorPath.default('/') })

/** What came of it: the service's status, or why there was none. */
export const connectorTestResponse = z.object({
  ok: z.boolean(),
  status: z.number().int().nullable(),
  error: z.enum(['address_refused', 'redirected', 'timed_out', 'unreachable', 'secret_gone']).nullable(),
  tookMs: z.number().int().nonnegative(),
})
export type ConnectorTestResponse = z.infer<typeof connectorTestResponse>

/** `PUT …/crm`: where interaction records go. */
export const crmRequest = z.object({
  connector: slug,
  /** Records are posted here. */
  path: connectorPath,
})
export type CrmRequest = z.infer<typeof crmRequest>

/** One record on its way to the CRM. */
export const crmRecord = webhookDelivery.omit({ event: true }).extend({ session: z.string(), caseId: z.string() })
export type CrmRecord = z.infer<typeof crmRecord>

/** `GET …/crm/records`: newest first; `next` goes on. */
export const crmRecordsResponse = z.object({ records: z.array(crmRecord), next: z.string().nullable() })
export type CrmRecordsResponse = z.infer<typeof crmRecordsResponse>

/** `GET …/crm`. `waiting` and `failed`: records on their way, and those given up until somebody has them tried again. */
export const crmResponse = z.object({
  crm: crmRequest.nullable(),
  waiting: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
})
export type CrmResponse = z.infer<typeof crmResponse>
