import type { SessionEvent } from '@baton/protocol'
import { type EventDraft, fold, numbered, type SessionState } from '@baton/relay/session'
import { EventLog } from './log.ts'
import { SessionStore } from './store.ts'

/** An event that is on its way to disk, with what each side saw before it. */
export interface Committed {
  event: SessionEvent
  prev: { customer: number; agent: number }
}

/** The log and its folded state, changed together or not at all. */
export class Ledger {
  readonly log: EventLog
  readonly store: SessionStore
  readonly #storage: DurableObjectStorage
  #state: SessionState

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.log = new EventLog(storage.sql)
    this.store = new SessionStore(storage.sql)
    this.#state = this.store.state()
  }

  get state(): SessionState {
    return this.#state
  }

  /**
   * One synchronous transaction: numbers the drafts, appends, folds, and lets `within` write what belongs to them.
   * Drafts stored before, under the same id by the same writer, are left out. Throws when storage refuses; then nothing
   * has changed.
   */
  commit(
    drafts: readonly EventDraft[],
    now: number,
    within: (events: readonly SessionEvent[], after: SessionState) => void,
  ): Committed[] {
    let state = this.#state
    const committed: Committed[] = []
    this.#storage.transactionSync(() => {
      for (const draft of drafts) {
        if (this.log.find(draft.by, draft.id)) continue
        const event = numbered(draft, state.head + 1, now)
        this.log.append(event)
        committed.push({ event, prev: { customer: state.publicHead, agent: state.head } })
        state = fold(state, event)
      }
      if (committed.length > 0) this.store.saveState(state)
      within(
        committed.map(({ event }) => event),
        state,
      )
    })
    this.#state = state
    return committed
  }
}
