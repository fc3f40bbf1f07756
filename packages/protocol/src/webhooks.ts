import { z } from 'zod'
import { instant } from './ids.ts'

/** What a business can be told of. Thin: ids only; what they stand for is read by the server API. */
export const WEBHOOK_TYPES = [
  'case.opened',
  'case.reopened',
  'case.closed',
  'case.rated',
  'message.created',
  'message.failed',
  'handoff.requested',
  'baton.passed',
  'call.started',
  'call.ended',
  'customer.updated',
  'customer.linked',
  'customer.unlinked',
  'customer.erased',
] as const
export const webhookType = z.enum(WEBHOOK_TYPES)
export type WebhookType = z.infer<typeof webhookType>

/** The body of one webhook. `webhook-id` names it, the same over all attempts. */
export const webhookEvent = z.object({
  type: webhookType,
  /** When it happened, ISO 8601. */
  timestamp: z.iso.datetime(),
  data: z.object({
    workspace: z.string(),
    /** Absent of an erased customer. */
    session: z.string().optional(),
    customer: z.string().optional(),
    /** The event of the session's log that it is about. */
    seq: z.number().int().positive().optional(),
    caseId: z.string().optional(),
  }),
})
export type WebhookEvent = z.infer<typeof webhookEvent>

export const endpointId = z.string().regex(/^we_[A-Za-z0-9_-]{16,64}$/)

/** `POST …/webhooks` and `PUT …/webhooks/:endpoint`. */
export const endpointRequest = z.object({
  /** https, a public name, port 443. */
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  description: z.string().trim().max(200).default(''),
  types: z.array(webhookType).min(1).max(WEBHOOK_TYPES.length),
  isOn: z.boolean().default(true),
})
export type EndpointRequest = z.infer<typeof endpointRequest>

export const endpointView = endpointRequest.extend({
  id: endpointId,
  createdAt: instant,
  /** Why it was turned off by itself: the receiver said it is gone, or one event failed to the last attempt. */
  off: z.enum(['gone', 'failing']).nullable(),
  /** Until when the secret before signs too. */
  previousUntil: instant.nullable(),
})
export type EndpointView = z.infer<typeof endpointView>

export const endpointsResponse = z.object({ endpoints: z.array(endpointView) })
export type EndpointsResponse = z.infer<typeof endpointsResponse>

/** Answers making an endpoint, and a rotation: the one time the secret is told. */
export const endpointSecret = z.object({ endpoint: endpointView, secret: z.string() })
export type EndpointSecret = z.infer<typeof endpointSecret>

/** One attempt. `status` is null when no answer came; `error` then says why, in a word. */
export const webhookAttempt = z.object({
  at: instant,
  status: z.number().int().nullable(),
  error: z.enum(['refused_address', 'timeout', 'unreachable', 'redirect']).nullable(),
  tookMs: z.number().int().nonnegative(),
})
export type WebhookAttempt = z.infer<typeof webhookAttempt>

/** One event on its way to one endpoint. */
export const webhookDelivery = z.object({
  id: z.string(),
  event: z.string(),
  type: webhookType,
  at: instant,
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** When the next attempt is; null when there is none. */
  nextAt: instant.nullable(),
  attempts: z.array(webhookAttempt),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>

/** Newest first; `next` goes on. */
export const webhookDeliveriesResponse = z.object({
  deliveries: z.array(webhookDelivery),
  next: z.string().nullable(),
})
export type WebhookDeliveriesResponse = z.infer<typeof webhookDeliveriesResponse>
