import type { SessionEvent } from '@baton/protocol'
import { type EventDraft, fold, numbered, type SessionState } from '@baton/relay/session'
import { EventLog } from './log.ts'
import { SessionStore } from './store.ts'

/**
 * The folded state is saved this often. It grows to several kilobytes, so writing it with every message would cost more
 * than the message; on wake the few events after it are folded again.
 */
const SAVE_EVERY_EVENTS = 16

/** An event that is on its way to disk, with what each side saw before it. */
export interface Committed {
  event: SessionEvent
  /** The event as it is stored and sent. */
  json: string
  prev: { customer: number; agent: number }
}

/** The log and its folded state, which never disagree: what is not in the saved state yet is folded from the log. */
export class Ledger {
  readonly log: EventLog
  readonly store: SessionStore
  readonly #storage: DurableObjectStorage
  #state: SessionState
  /** Seq up to which the saved state goes. */
  #saved: number

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.log = new EventLog(storage.sql)
    this.store = new SessionStore(storage.sql)
    const saved = this.store.state()
    this.#saved = saved.head
    this.#state = this.log.since(saved.head).reduce(fold, saved)
  }

  get state(): SessionState {
    return this.#state
  }

  /**
   * One synchronous transaction: asks what to store, numbers the drafts, appends, folds, and lets `within` write what belongs to them.
   * Drafts stored before, under the same id by the same writer, are left out. Throws when storage refuses; then nothing
   * has changed.
   */
  commit(
    plan: () => readonly EventDraft[],
    now: number,
    within: (events: readonly SessionEvent[], after: SessionState) => void,
  ): Committed[] {
    let state = this.#state
    let saved = this.#saved
    const committed: Committed[] = []
    this.#storage.transactionSync(() => {
      for (const draft of plan()) {
        const event = numbered(draft, state.head + 1, now)
        const json = JSON.stringify(event)
        if (!this.log.append(event, json)) continue
        committed.push({ event, json, prev: { customer: state.publicHead, agent: state.head } })
        state = fold(state, event)
      }
      if (state.head - saved >= SAVE_EVERY_EVENTS) {
        this.store.saveState(state)
        saved = state.head
      }
      within(
        committed.map(({ event }) => event),
        state,
      )
    })
    this.#state = state
    this.#saved = saved
    return committed
  }
}
