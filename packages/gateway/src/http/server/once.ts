import type { Context } from 'hono'
import type { Env } from '../../env.ts'
import { warn } from '../../log.ts'
import { integrationsOf } from '../../rooms-of.ts'
import { BatonError } from '../baton-error.ts'
import { readText } from '../body.ts'
import { digest } from '../digest.ts'
import { opaque } from '../secrets.ts'
import type { Integration } from './key.ts'

const KEY = /^[\x21-\x7e]{1,255}$/
/** When it is worth asking for one that is under way. */
const UNDER_WAY_MS = 1_000

/** What a request came to. Only this is kept of it, so it is ids. */
interface Done {
  /** Whose customer it is about: it is forgotten with them. */
  session: string | null
  about: string
}

interface Doing {
  maxBytes: number
  /** Does it. `id` names this doing: the same for the same request under the same key. */
  act(id: string): Promise<Done>
  /** What it is answered with, also when it was done before. */
  answer(about: string): Promise<Response>
}

/**
 * Does a request once: the same under the same `Idempotency-Key` is answered again without being done. One that was refused may
 * be tried again. Without a key it is done every time.
 *
 * @throws BatonError `idempotency_mismatch` for another request under the key; `in_progress` while the first is under way.
 */
export async function once(
  c: Context<{ Bindings: Env }>,
  { workspace, id }: Integration,
  { maxBytes, act, answer }: Doing,
): Promise<Response> {
  const given = c.req.header('idempotency-key')
  if (given === undefined) return answer((await act(opaque())).about)
  if (!KEY.test(given)) throw new BatonError('request_malformed', 'idempotency-key: is not of its form')
  const body = await readText(c.req.raw.clone(), maxBytes)
  const { pathname, search } = new URL(c.req.url)
  const [key, request] = await Promise.all([
    digest(`${id}\n${given}`),
    digest(`${c.req.method} ${pathname}${search}\n${body}`),
  ])
  const room = integrationsOf(c.env, workspace)
  const begun = await room.beginOnce({ workspace, key, request })
  if (begun.as === 'mismatch') throw new BatonError('idempotency_mismatch')
  if (begun.as === 'in_progress') throw new BatonError('in_progress', undefined, UNDER_WAY_MS)
  if (begun.as === 'again') return answer(begun.about)
  let done: Done
  try {
    // A key that is used for something else, once it is forgotten, names something else.
    done = await act(await digest(`${key}\n${request}`))
  } catch (error) {
    await room.dropOnce({ key }).catch((failed: unknown) => warn('server.once', failed))
    throw error
  }
  await room.endOnce({ key, ...done })
  return answer(done.about)
}
