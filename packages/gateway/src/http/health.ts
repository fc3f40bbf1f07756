import { Hono } from 'hono'
import { REGISTER } from '../directory/register.ts'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import { registerOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { demandVacancyForNew } from './vacancy.ts'

const NO_STORE = { 'cache-control': 'no-store' }

/** Anybody may ask, so storage is read once a second at most while it can be read. */
const KEEP_MS = 1_000
let readAt = Number.NEGATIVE_INFINITY

/** `/healthz`: the process lives. `/readyz`: it can serve a newcomer. */
export const healthRoutes = new Hono<{ Bindings: Env }>()

healthRoutes.get('/healthz', (c) => {
  const release = c.env.VERSION?.id
  return c.json({ ok: true, ...(release && { release }) }, 200, NO_STORE)
})

healthRoutes.get('/readyz', async (c) => {
  demandVacancyForNew(c.env)
  await readStorage(c.env)
  return c.json({ ok: true }, 200, NO_STORE)
})

/** @throws BatonError `unavailable` when no object answers, or its storage cannot be read. */
async function readStorage(env: Env): Promise<void> {
  const now = Date.now()
  if (now - readAt < KEEP_MS) return
  try {
    await registerOf(env).isEnlisted(REGISTER)
    readAt = now
  } catch (error) {
    warn('http.not_ready', error)
    throw new BatonError('unavailable', 'storage: cannot be read')
  }
}
