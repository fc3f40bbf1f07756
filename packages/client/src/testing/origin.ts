import { memoryStore, type Store } from '../outbox/store.ts'
import type { Platform } from '../platform.ts'

/** What the tabs of one browser share: stores, locks and channels. Survives any of them. */
export interface Origin {
  store(name: string): Promise<Store>
  lease: Platform['lease']
  channel: Platform['channel']
}

interface Claim {
  granted(): void
  lost(): void
}

export function createOrigin(): Origin {
  const stores = new Map<string, Store>()
  const queues = new Map<string, Claim[]>()
  const lines = new Map<string, Set<() => void>>()

  return {
    async store(name) {
      const store = stores.get(name) ?? { ...memoryStore(), shared: true }
      stores.set(name, store)
      return store
    },
    lease(name, steal, granted, lost) {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      const claim = { granted, lost }
      if (steal) {
        const holder = queue.shift()
        queue.unshift(claim)
        queueMicrotask(() => holder?.lost())
      } else {
        queue.push(claim)
      }
      const grant = () =>
        queueMicrotask(() => {
          if (queue[0] === claim) granted()
        })
      if (queue[0] === claim) grant()
      return () => {
        const place = queue.indexOf(claim)
        if (place < 0) return
        queue.splice(place, 1)
        const next = queue[0]
        if (place === 0 && next) queueMicrotask(() => queue[0] === next && next.granted())
      }
    },
    channel(name, heard) {
      const line = lines.get(name) ?? new Set()
      lines.set(name, line)
      line.add(heard)
      return {
        post() {
          for (const other of line) if (other !== heard) queueMicrotask(() => line.has(other) && other())
        },
        close: () => line.delete(heard),
      }
    },
  }
}
