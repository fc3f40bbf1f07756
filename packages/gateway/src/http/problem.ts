import { ERRORS, type ErrorCode, type Problem } from '@baton/protocol'
import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isStorageFull } from '../durable/storage-full.ts'
import { kindOf, log } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import { requestId } from '../request-id.ts'
import { BatonError } from './baton-error.ts'

/** The one place that turns an error into an answer: RFC 9457 problem+json, never cached. */
export function answerProblem(c: Context, error: unknown): Response {
  if (error instanceof BatonError) return problem(c, error.code, error)
  // The pattern: a path may hold a link's signature.
  const route = routePath(c, -1)
  if (isStorageFull(error)) {
    log('error', 'http.storage_full', { method: c.req.method, route })
    return problem(c, 'storage_full')
  }
  log('error', 'http.internal', { method: c.req.method, route, error: kindOf(error), at: placesOf(error) })
  return problem(c, 'internal')
}

function problem(c: Context, code: ErrorCode, { detail, retryAfterMs }: Partial<BatonError> = {}): Response {
  metrics.problems.add(code)
  const { status, message, retryable } = ERRORS[code]
  const request = requestId()
  const body: Problem = {
    type: `urn:baton:error:${code}`,
    title: message,
    status,
    code,
    retryable,
    ...(detail !== undefined && { detail }),
    ...(request && { request }),
  }
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }),
  })
}

/** Where it happened. Not the message: it may quote what a customer wrote. */
const placesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
