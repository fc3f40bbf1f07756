import type { MiddlewareHandler } from 'hono'

/** Answers kept; an older key is done anew. */
const MOST = 1_000

/**
 * The same key and the same body give the same answer, and are done once: whoever got no answer may ask again. The same
 * key with another body is 409 `conflict`. A POST without a key is 400 `malformed`. In memory, as the demo is.
 */
export function idempotent(): MiddlewareHandler {
  const done = new Map<string, { body: string; answer: Promise<Response> }>()
  return async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const key = c.req.header('idempotency-key')
    if (!key) return c.json({ code: 'malformed' }, 400)
    const body = await c.req.text()
    const name = `${c.req.path} ${key}`
    const known = done.get(name)
    if (known) return known.body === body ? (await known.answer).clone() : c.json({ code: 'conflict' }, 409)
    const answer = next().then(() => c.res.clone())
    done.set(name, { body, answer })
    const [oldest] = done.keys()
    if (done.size > MOST && oldest !== undefined) done.delete(oldest)
    await answer
  }
}
