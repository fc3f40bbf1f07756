import type { Platform } from '../platform.ts'
import { backoffMs } from '../socket/backoff.ts'
import type { ClientProblem, PendingSend } from '../types.ts'
import type { Outbox } from './outbox.ts'

/** A send that is not answered within this time is sent again, with the same id. */
export const ACK_MS = 15_000
/** A tab that has something to send waits this long for the tab that should, then takes its place. */
export const STEAL_MS = 10_000

export interface DrainOptions {
  name: string
  platform: Platform
  outbox: Outbox
  send(command: PendingSend): void
}

/** Sends the outbox in order, one unacknowledged command at a time, from one tab. */
export interface Drain {
  /** The session is welcomed: sends may go out. */
  start(): void
  stop(): void
  /** Something may have become ready. */
  poke(): void
  acked(id: string, seq: number): void
  /** Its event is there, so that an ack is not needed any more. */
  done(id: string): void
  refused(id: string, problem: ClientProblem, retryAfterMs?: number): void
  /** The command whose answer is awaited. */
  inFlight(): string | null
}

export function createDrain({ name, platform, outbox, send }: DrainOptions): Drain {
  let isOpen = false
  let isHolder = false
  let flight: string | null = null
  /** Set while a wait forbids the next send: for an answer, or after a refusal that may pass. */
  let stopWait: (() => void) | null = null
  let stopSteal: (() => void) | null = null
  let giveBack = () => {}
  let failures = 0

  function wait(ms: number) {
    stopWait?.()
    stopWait = platform.after(ms, () => {
      stopWait = null
      flight = null
      poke()
    })
  }

  function clear() {
    stopWait?.()
    stopWait = null
    flight = null
  }

  function ask(steal: boolean) {
    giveBack()
    let isCurrent = true
    const back = platform.lease(
      name,
      steal,
      () => {
        if (!isCurrent) return
        isHolder = true
        // What another tab wrote while it was its turn is only in the store.
        outbox.reload().then(poke)
      },
      () => {
        if (!isCurrent) return
        isHolder = false
        clear()
        ask(false)
      },
    )
    giveBack = () => {
      isCurrent = false
      isHolder = false
      back()
    }
  }

  function poke() {
    const next = isOpen && !stopWait ? outbox.next() : null
    if (!next) return
    if (isHolder) {
      stopSteal?.()
      stopSteal = null
      flight = next.id
      wait(ACK_MS)
      send(next)
    } else {
      stopSteal ??= platform.after(STEAL_MS, () => {
        stopSteal = null
        if (isOpen && !isHolder && outbox.next()) ask(true)
      })
    }
  }

  function answered(id: string) {
    if (id !== flight) return
    failures = 0
    clear()
    poke()
  }

  return {
    poke,
    inFlight: () => flight,
    start() {
      if (isOpen) return poke()
      isOpen = true
      failures = 0
      if (outbox.shared()) ask(false)
      else isHolder = true
      poke()
    },
    stop() {
      isOpen = false
      clear()
      stopSteal?.()
      stopSteal = null
      giveBack()
      giveBack = () => {}
      isHolder = false
    },
    acked(id, seq) {
      outbox.acked(id, seq)
      answered(id)
    },
    done(id) {
      outbox.done(id)
      answered(id)
    },
    refused(id, problem, retryAfterMs) {
      if (id !== flight) return
      if (problem.retryable) {
        failures += 1
        wait(retryAfterMs ?? backoffMs(failures, platform.random))
        return
      }
      clear()
      outbox.refuse(id, problem)
      poke()
    },
  }
}
