import {
  type AuditEntry,
  type EndpointSecret,
  type EndpointsResponse,
  endpointId,
  endpointRequest,
} from '@baton/protocol'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Env } from '../env.ts'
import { outsideAddress } from '../net/outside.ts'
import { integrationsOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'

const MAX_BODY_BYTES = 8 * 1024
const PAGE = 50

type WebhookContext = Context<{ Bindings: Env }>

/** Who changes whom a business is told of. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

const deliveryId = z.string().regex(/^\d{1,15}$/)

export async function answerEndpoints(c: WebhookContext, workspace: string): Promise<Response> {
  const endpoints = await integrationsOf(c.env, workspace).endpoints()
  return c.json({ endpoints } satisfies EndpointsResponse)
}

export async function addEndpoint(c: WebhookContext, asker: Asker): Promise<Response> {
  return c.json(await newEndpoint(c, asker), 201)
}

export async function newEndpoint(c: WebhookContext, { workspace, by }: Asker): Promise<EndpointSecret> {
  const form = await readForm(c)
  const made = await integrationsOf(c.env, workspace).addEndpoint({ workspace, form, by })
  if ('refused' in made)
    throw new BatonError('request_malformed', '(body): there are as many endpoints as there may be')
  return made
}

export async function changeEndpoint(c: WebhookContext, { workspace, by }: Asker): Promise<Response> {
  const form = await readForm(c)
  return found(c, await integrationsOf(c.env, workspace).changeEndpoint({ endpoint: endpointOf(c), form, by }))
}

export async function removeEndpoint(c: WebhookContext, { workspace, by }: Asker): Promise<Response> {
  return done(c, await integrationsOf(c.env, workspace).removeEndpoint({ endpoint: endpointOf(c), by }))
}

/** Another secret, told this once. The one before signs beside it for a day. */
export async function rotateEndpoint(c: WebhookContext, asker: Asker): Promise<Response> {
  return c.json(await anotherSecret(c, asker))
}

export async function anotherSecret(c: WebhookContext, { workspace, by }: Asker): Promise<EndpointSecret> {
  const made = await integrationsOf(c.env, workspace).rotateSecret({ endpoint: endpointOf(c), by })
  if (!made) throw new BatonError('not_found')
  return made
}

export async function answerDeliveries(c: WebhookContext, workspace: string): Promise<Response> {
  const request = { endpoint: endpointOf(c), ...pageAsked(c) }
  return found(c, await integrationsOf(c.env, workspace).deliveries(request))
}

export async function replayDelivery(c: WebhookContext, { workspace, by }: Asker): Promise<Response> {
  const request = { endpoint: endpointOf(c), delivery: deliveryOf(c), by }
  return done(c, await integrationsOf(c.env, workspace).replay(request))
}

/** Which page of a log of deliveries. */
export function pageAsked(c: WebhookContext): { after: string | null; limit: number } {
  const after = deliveryId.nullable().safeParse(c.req.query('after') ?? null)
  if (!after.success) throw new BatonError('request_malformed', 'after: is not a cursor')
  return { after: after.data, limit: PAGE }
}

export function deliveryOf(c: WebhookContext): string {
  const delivery = deliveryId.safeParse(c.req.param('delivery'))
  if (!delivery.success) throw new BatonError('not_found')
  return delivery.data
}

async function readForm(c: WebhookContext) {
  const form = await readBody(c, endpointRequest, MAX_BODY_BYTES)
  if (!outsideAddress(c.env, form.url)) throw new BatonError('request_malformed', 'url: is no public https address')
  return form
}

function endpointOf(c: WebhookContext): string {
  const id = endpointId.safeParse(c.req.param('endpoint'))
  if (!id.success) throw new BatonError('not_found')
  return id.data
}

function found(c: WebhookContext, answer: object | null): Response {
  if (answer === null) throw new BatonError('not_found')
  return c.json(answer)
}

function done(c: WebhookContext, isDone: boolean): Response {
  if (!isDone) throw new BatonError('not_found')
  return c.body(null, 204)
}
