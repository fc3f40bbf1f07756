import { listDurableObjectIds } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/** Every kind of object the gateway has, also those that are added later. */
export const namespaces = (): [name: string, namespace: DurableObjectNamespace][] =>
  Object.entries(env).filter(
    // By its class's name: a service says of itself that it has every method one asks for.
    (entry): entry is [string, DurableObjectNamespace] =>
      /^(Colo)?DurableObjectNamespace/.test((entry[1] as object | undefined)?.constructor?.name ?? ''),
  )

/** How many objects came to life so far in this file's storage, of every kind. */
export async function objectsAlive(): Promise<number> {
  const lists = await Promise.all(namespaces().map(([, namespace]) => listDurableObjectIds(namespace)))
  return lists.flat().length
}
