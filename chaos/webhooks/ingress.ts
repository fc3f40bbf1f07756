import type { Delivery } from './schedule.ts'

/**
 * A channel's door for its vendor. Waits for channels: once there are some, each brings one of these, made of its URL and
 * of how its vendor signs, and what it has stored is read from the session's log.
 */
export interface Ingress {
  /** Posts it as the vendor would. Answers the HTTP status. */
  post(delivery: Delivery): Promise<number>
  /** The ids that were stored, in the order they were. */
  stored(): Promise<readonly string[]>
}

export interface Delivered {
  posted: number
  /** Notices that were never stored, and that were stored again. */
  lost: number
  doubled: number
}

/** Posts deliveries in their order, as fast as they are taken; one that is not taken is posted again, as vendors do. */
export async function deliver(ingress: Ingress, deliveries: readonly Delivery[]): Promise<Delivered> {
  let posted = 0
  for (let open = [...deliveries], tries = 0; open.length > 0 && tries < 5; tries += 1) {
    const refused: Delivery[] = []
    for (const delivery of open) {
      posted += 1
      if ((await ingress.post(delivery)) !== 200) refused.push(delivery)
    }
    open = refused
  }
  const stored = await ingress.stored()
  const ids = new Set(deliveries.map(({ id }) => id))
  const kept = new Set(stored)
  return { posted, lost: [...ids].filter((id) => !kept.has(id)).length, doubled: stored.length - kept.size }
}
