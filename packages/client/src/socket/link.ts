import { CLOSE, HEARTBEAT, isFinalClose, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol/wire'
import type { Platform } from '../platform.ts'
import { networkProblem, problemOf, refusal } from '../problem.ts'
import type { Admission, ClientProblem, Connection } from '../types.ts'
import { backoffMs } from './backoff.ts'
import type { WebSocketLike } from './socket.ts'

/** How long asking for a ticket may take, and after it opening the socket and being welcomed. */
export const ATTEMPT_MS = 10_000

export interface LinkOptions {
  platform: Platform
  /** A fresh ticket for every attempt. A rejection that is not `retryable` is final. */
  admit(): Promise<Admission>
  /** The socket is open: say hello. */
  onOpen(): void
  /** A parsed frame. Heartbeats and `bye` stay here. */
  onFrame(frame: { type: string }): void
  onChange(connection: Connection, problem: ClientProblem | null): void
}

/** One socket at a time, opened again for as long as it makes sense. */
export interface Link {
  connect(): void
  close(): void
  /** Whether the frame could be handed to an open socket; nothing is queued. */
  send(frame: object): boolean
  /** The other side has welcomed us: the attempt succeeded. */
  welcomed(): void
  /** This socket is of no use any more; try another. */
  drop(): void
}

const finalProblem = (closeCode: number): ClientProblem =>
  refusal(
    closeCode === CLOSE.versionUnsupported
      ? 'version_unsupported'
      : closeCode === CLOSE.forbidden
        ? 'forbidden'
        : 'unauthenticated',
    `The gateway refused the connection (${closeCode}).`,
  )

interface Bye extends ClientProblem {
  retryAfterMs?: number
}

function parseFrame(data: unknown): { type: string } | null {
  if (typeof data !== 'string') return null
  try {
    const frame: unknown = JSON.parse(data)
    return typeof frame === 'object' && frame !== null && 'type' in frame && typeof frame.type === 'string'
      ? { ...frame, type: frame.type }
      : null
  } catch {
    // Not JSON, so not a frame of this protocol: ignored like an unknown type.
    return null
  }
}

export function createLink({ platform, admit, onOpen, onFrame, onChange }: LinkOptions): Link {
  let connection: Connection = 'idle'
  let socket: WebSocketLike | null = null
  /** Raised whenever a socket or an attempt is given up, so that what it still does is not listened to. */
  let generation = 0
  let failures = 0
  let notBefore = 0
  let bye: Bye | null = null
  let lastProblem: ClientProblem | null = null
  let stopTimer = () => {}
  let stopWatching = () => {}

  function change(next: Connection, problem: ClientProblem | null) {
    connection = next
    lastProblem = problem
    onChange(next, problem)
  }

  function timer(ms: number, run: () => void) {
    stopTimer()
    stopTimer = platform.after(ms, run)
  }

  function abandon() {
    generation += 1
    stopTimer()
    const old = socket
    socket = null
    try {
      old?.close()
    } catch {
      // Closing a socket that is closing already; it is not ours any more.
    }
  }

  function lost(problem: ClientProblem = networkProblem, retryAfterMs = 0) {
    abandon()
    failures += 1
    const waitMs = Math.max(retryAfterMs, backoffMs(failures, platform.random))
    notBefore = platform.now() + retryAfterMs
    timer(waitMs, dial)
    change('offline', problem)
  }

  function refuse(problem: ClientProblem) {
    abandon()
    stopWatching()
    change('refused', problem)
  }

  function ping() {
    socket?.send(HEARTBEAT.ping)
    timer(HEARTBEAT.deadAfterMs, lost)
  }

  async function dial() {
    abandon()
    const mine = generation
    bye = null
    timer(ATTEMPT_MS, lost)
    change('connecting', lastProblem)
    try {
      const { url, ticket } = await admit()
      if (mine !== generation) return
      timer(ATTEMPT_MS, lost)
      listen(new platform.socket(url, [SUBPROTOCOL, TICKET_PREFIX + ticket]), mine)
    } catch (error) {
      if (mine !== generation) return
      const problem = problemOf(error)
      if (problem.retryable) lost(problem)
      else refuse(problem)
    }
  }

  function listen(opened: WebSocketLike, mine: number) {
    socket = opened
    opened.onopen = () => {
      if (mine === generation) onOpen()
    }
    opened.onmessage = (event: { data: unknown }) => {
      if (mine !== generation) return
      if (connection === 'online') timer(HEARTBEAT.everyMs, ping)
      const frame = parseFrame(event.data)
      if (frame?.type === 'bye') bye = { ...frame, ...problemOf(frame) }
      else if (frame && frame.type !== 'pong') onFrame(frame)
    }
    opened.onclose = ({ code }: { code: number }) => {
      if (mine !== generation) return
      // A refusal of the ticket alone says that it may be tried with another one.
      if (isFinalClose(code) && !bye?.retryable) refuse(bye ? problemOf(bye) : finalProblem(code))
      else lost(bye ? problemOf(bye) : networkProblem, bye?.retryAfterMs)
    }
    // `close` follows every error and says more; without a listener `ws` would throw.
    opened.onerror = () => {}
  }

  /** The page was shown, or the network came back: do not wait for a timer that was set before. */
  function wake() {
    if (connection === 'online') ping()
    else if (connection === 'offline' && platform.now() >= notBefore) dial()
  }

  /** The network is gone, whatever the socket says. Tries go on, because a page can be wrong about its network. */
  function cutOff() {
    if (connection === 'online' || connection === 'connecting') lost()
  }

  function watch() {
    const stops = [platform.onWake(wake), platform.onOffline(cutOff)]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return {
    connect() {
      if (connection !== 'idle' && connection !== 'refused') return
      failures = 0
      stopWatching()
      stopWatching = watch()
      dial()
    },
    close() {
      abandon()
      stopWatching()
      if (connection !== 'idle') change('idle', null)
    },
    send(frame) {
      if (!socket) return false
      try {
        socket.send(JSON.stringify(frame))
        return true
      } catch {
        // Still connecting or already closing; the sender asks again after the next welcome.
        return false
      }
    },
    welcomed() {
      if (connection !== 'connecting') return
      failures = 0
      timer(HEARTBEAT.everyMs, ping)
      change('online', null)
    },
    drop: () => lost(),
  }
}
