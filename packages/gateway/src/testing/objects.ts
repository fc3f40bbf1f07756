import { listDurableObjectIds } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/** How many objects came to life so far in this file's storage, of every kind. */
export async function objectsAlive(): Promise<number> {
  const lists = await Promise.all([
    listDurableObjectIds(env.SESSION),
    listDurableObjectIds(env.FLOOR),
    listDurableObjectIds(env.DIRECTORY),
    listDurableObjectIds(env.KNOWLEDGE),
    listDurableObjectIds(env.KEYS),
  ])
  return lists.flat().length
}
