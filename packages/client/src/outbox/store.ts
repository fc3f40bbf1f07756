import type { PendingSend } from '../types.ts'
import { openIndexed } from './indexed.ts'

/** Name of everything this package keeps in a browser for one site or session. */
export const storeName = (name: string): string => `baton:${name}`

/** Name of the line on which tabs hear that this device was forgotten. */
export const resetLine = (name: string): string => `${name}:reset`

/** A command as it is kept. `owner` is who wrote it, in which session; null until the first welcome tells. */
export interface StoredSend extends PendingSend {
  owner: string | null
}

/** The last event this device has seen. */
export interface Cursor {
  owner: string
  epoch: string
  seq: number
}

/** What a device keeps of one session: unsent commands and a cursor, never what was said. */
export interface Store {
  /** Whether other tabs see what is put here. */
  shared: boolean
  sends(): Promise<StoredSend[]>
  put(send: StoredSend): Promise<void>
  remove(id: string): Promise<void>
  cursor(): Promise<Cursor | null>
  mark(cursor: Cursor): Promise<void>
  clear(): Promise<void>
}

export function memoryStore(): Store {
  const sends = new Map<string, StoredSend>()
  let cursor: Cursor | null = null
  return {
    shared: false,
    sends: async () => [...sends.values()],
    async put(send) {
      sends.set(send.id, send)
    },
    async remove(id) {
      sends.delete(id)
    },
    cursor: async () => cursor,
    async mark(next) {
      cursor = next
    },
    async clear() {
      sends.clear()
      cursor = null
    },
  }
}

/** Some private modes never answer an open request; a customer must not wait for them. */
const OPEN_MS = 2_000

/** IndexedDB, or memory where it is missing, forbidden or silent. */
export function openStore(name: string, after: (ms: number, run: () => void) => () => void): Promise<Store> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(memoryStore())
    const stop = after(OPEN_MS, giveUp)
    openIndexed(name).then(resolve, giveUp).finally(stop)
  })
}
