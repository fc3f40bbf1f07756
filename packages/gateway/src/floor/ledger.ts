import type { Settings } from '@baton/protocol'
import { decideFloor, type FloorCommand, type FloorEffect, type FloorState, nextDue } from '@baton/relay/floor'
import type { Timers } from '../durable/timers.ts'
import type { FloorErrands, ToSession } from './errands.ts'
import type { FloorStore } from './store.ts'

export type FloorTimer = 'floor' | 'outbox' | 'sweep' | 'boards'
/** Told to the agent who waits for it, if their socket is still there. */
export type ToAgent = Exclude<FloorEffect, ToSession>

interface LedgerParts {
  storage: DurableObjectStorage
  store: FloorStore
  timers: Timers<FloorTimer>
  errands: FloorErrands
  settings: () => Settings
}

/** The floor as it is on disk. Each command commits its rows, its calls to sessions and its timer together, or nothing. */
export class Ledger {
  readonly #parts: LedgerParts
  #state: FloorState
  #due: number | null = null

  constructor(parts: LedgerParts) {
    this.#parts = parts
    this.#state = parts.store.load()
  }

  get state(): FloorState {
    return this.#state
  }

  commit(
    command: FloorCommand,
    now: number,
  ): { changed: boolean; calls: boolean; answers: ToAgent[]; affected: ReadonlySet<string> } {
    const { storage, store, timers, errands, settings } = this.#parts
    const { offerMs, graceMs } = settings()
    const before = this.#state
    const { state, effects, touched } = decideFloor(before, command, { now, offerMs, graceMs })
    const calls = effects.filter(isToSession)
    const due = nextDue(state, now)
    storage.transactionSync(() => {
      store.save(before, state, touched)
      for (const call of calls) errands.tell(call, now)
      if (due === null) timers.clear('floor', '')
      else if (due !== this.#due) timers.set('floor', '', due)
    })
    this.#state = state
    this.#due = due
    timers.arm()
    return {
      changed: state !== before,
      calls: calls.length > 0,
      affected: touched.affected,
      answers: effects.filter((effect) => !isToSession(effect)),
    }
  }

  /** Under another generation all of this may be wrong, what sessions were still to be told too. */
  forget(generation: string, now: number): void {
    const { storage, store, errands } = this.#parts
    storage.transactionSync(() => {
      store.saveGeneration(generation)
      errands.forgetSessions()
      this.commit({ type: 'forget' }, now)
    })
  }

  /** The floor's timer has gone off and its row is gone. */
  timerTaken(): void {
    this.#due = null
  }
}

const isToSession = (effect: FloorEffect): effect is ToSession =>
  effect.type === 'pass' || effect.type === 'place' || effect.type === 'settle'
