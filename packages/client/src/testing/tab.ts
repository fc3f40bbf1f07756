import type { SessionEvent } from '@baton/protocol/wire'
import { createSession } from '../session/session.ts'
import type { SessionClient } from '../types.ts'
import type { Line } from './line.ts'
import type { Origin } from './origin.ts'
import type { World } from './world.ts'

/** A page with a session in it, which may die at any time. */
export interface Tab {
  session: SessionClient
  /** What was told as `event`, in order. */
  told: SessionEvent[]
  wake(): void
  /** The page is told that its network is gone; the socket is not. */
  loseNetwork(): void
  /** Ends as a killed process does: nothing is said, nothing is finished, locks are let go. */
  crash(): void
}

export function openTab(world: World, origin: Origin, line: Line, name = 'site'): Tab {
  let isDead = false
  const releases = new Set<() => void>()
  const wakes = new Set<() => void>()
  const losses = new Set<() => void>()
  const session = createSession({
    name,
    admit: async () => ({ url: 'ws://model', ticket: 't' }),
    socket: line.socket,
    platform: {
      now: world.now,
      random: world.random,
      fill: (bytes) => bytes.set(bytes.map(() => Math.floor(world.random() * 256))),
      after: (ms, run) => world.after(ms, () => isDead || run()),
      onWake(wake) {
        wakes.add(wake)
        return () => wakes.delete(wake)
      },
      onOffline(lost) {
        losses.add(lost)
        return () => losses.delete(lost)
      },
      store: origin.store,
      lease(lock, steal, granted, lost) {
        const release = origin.lease(
          lock,
          steal,
          () => isDead || granted(),
          () => isDead || lost(),
        )
        releases.add(release)
        return release
      },
      channel(line, heard) {
        const channel = origin.channel(line, () => isDead || heard())
        releases.add(channel.close)
        return channel
      },
    },
  })
  const told: SessionEvent[] = []
  session.on('event', (event) => told.push(event))
  session.connect()
  return {
    session,
    told,
    wake: () => {
      for (const wake of wakes) wake()
    },
    loseNetwork: () => {
      for (const lost of losses) lost()
    },
    crash() {
      isDead = true
      for (const release of releases) release()
      session.close()
    },
  }
}
