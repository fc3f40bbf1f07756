import type { Party } from '@baton/protocol/wire'
import type { Platform } from '../platform.ts'

export const TYPING = {
  /** `on` is said at most once per this time while keys are struck. */
  everyMs: 3_000,
  /** Without a key for this long, `off` is said. */
  idleMs: 5_000,
  /** A peer who does not repeat `on` has gone. */
  expireMs: 8_000,
} as const

/** Our own typing: many key strokes in, few frames out. */
export interface OwnTyping {
  stroke(on: boolean): void
  /** The message was sent, or the socket went: nothing is to be said. */
  forget(): void
}

export function createOwnTyping(platform: Platform, say: (on: boolean) => void): OwnTyping {
  let saidAt: number | null = null
  let stopIdle = () => {}

  function forget() {
    stopIdle()
    saidAt = null
  }

  function stroke(on: boolean) {
    stopIdle()
    if (on) {
      const now = platform.now()
      if (saidAt === null || now - saidAt >= TYPING.everyMs) {
        saidAt = now
        say(true)
      }
      stopIdle = platform.after(TYPING.idleMs, () => stroke(false))
    } else if (saidAt !== null) {
      forget()
      say(false)
    }
  }

  return { stroke, forget }
}

/** Who else is typing. */
export interface PeerTyping {
  hear(by: Party, on: boolean): void
  clear(): void
}

export function createPeerTyping(platform: Platform, onChange: (typing: readonly Party[]) => void): PeerTyping {
  const peers = new Map<string, { party: Party; stop: () => void }>()
  const tell = () => onChange([...peers.values()].map(({ party }) => party))

  function hear(by: Party, on: boolean) {
    const key = `${by.role}:${by.id}`
    const before = peers.get(key)
    before?.stop()
    if (on) peers.set(key, { party: by, stop: platform.after(TYPING.expireMs, () => hear(by, false)) })
    else peers.delete(key)
    if (on !== Boolean(before)) tell()
  }

  return {
    hear,
    clear() {
      if (peers.size === 0) return
      for (const { stop } of peers.values()) stop()
      peers.clear()
      tell()
    },
  }
}
