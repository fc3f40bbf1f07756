import type { Party, SessionEvent } from '@baton/protocol'
import type { Said } from '@baton/relay/masking'
import {
  afterCut,
  type EventDraft,
  fold,
  initialState,
  numbered,
  type SessionState,
  windowAfter,
} from '@baton/relay/session'
import { EventLog, writerOf } from './log.ts'
import { SessionStore } from './store.ts'

/**
 * After so many events there is a checkpoint: the folded state, which grows to several kilobytes, is saved, and ids are
 * indexed. Either with each message would cost more than the message; on wake the few events since are read again.
 */
const CHECKPOINT_EVENTS = 64
/** How many of the log's last events may hold the beginning of a number. */
const SAID_AMONG_EVENTS = 64

/** An event that is on its way to disk, with what each side saw before it. */
export interface Committed {
  event: SessionEvent
  /** The event as it is stored and sent. */
  json: string
  prev: { customer: number; agent: number }
}

/** The log and its folded state, which never disagree: what came after the checkpoint is folded from the log. */
export class Ledger {
  readonly log: EventLog
  readonly store: SessionStore
  readonly #storage: DurableObjectStorage
  #state: SessionState
  /** Seqs of events since the checkpoint, by writer and id. The events would be a heap full of what nobody reads again. */
  readonly #recent = new Map<string, number>()
  /** What each writer said lately, of those who were asked for: read once, then kept up. */
  readonly #said = new Map<string, readonly Said[]>()
  /** What was looked for last and is not there, so that a command's own id is not looked for twice. */
  #missing: string | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.log = new EventLog(storage.sql)
    this.store = new SessionStore(storage.sql)
    this.#state = this.store.state()
    for (const event of this.log.since(this.#state.head)) {
      this.#state = fold(this.#state, event)
      this.#recent.set(keyOf(event.by, event.id), event.seq)
    }
  }

  get state(): SessionState {
    return this.#state
  }

  /** The event this writer has stored under this id, if any: the same id is never stored twice. */
  find(by: Party, id: string): SessionEvent | null {
    const key = keyOf(by, id)
    const seq = this.#recent.get(key) ?? this.log.find(by, id)
    if (seq === null) this.#missing = key
    return seq === null ? null : this.log.get(seq)
  }

  /** What this writer said lately, masked as it is stored: a number may go on from there. */
  saidBy(by: Party): readonly Said[] {
    const writer = writerOf(by)
    const said = this.#said.get(writer) ?? this.log.recentOf(by, SAID_AMONG_EVENTS).reduce(windowAfter, [])
    this.#said.set(writer, said)
    return said
  }

  /** The state as it is once these events read otherwise: folded anew, so that it holds nothing of what they held before. */
  reworded(events: readonly SessionEvent[]): SessionState {
    if (events.length === 0) return this.#state
    const rewritten = new Map(events.map((event) => [event.seq, event]))
    // What is kept of a log that was cut begins with a case of its own; the rest of the state quotes nothing.
    const start = this.log.first() === 1 ? initialState : { ...initialState, profile: this.#state.profile }
    const folded = this.log.since(0).reduce((state, event) => fold(state, rewritten.get(event.seq) ?? event), start)
    return { ...this.#state, case: folded.case, brief: folded.brief }
  }

  /** The seq that the draft of this writer under this id gets if these drafts are stored now. */
  seqOf(drafts: readonly EventDraft[], id: string, by: Party): number {
    const own = keyOf(by, id)
    const before = drafts.slice(
      0,
      drafts.findIndex((draft) => keyOf(draft.by, draft.id) === own),
    )
    return this.#state.head + 1 + before.filter((draft) => !this.find(draft.by, draft.id)).length
  }

  /**
   * Numbers the drafts, folds, and stores them together with what `follow` answers for them, all or nothing. Drafts
   * stored before, under the same id by the same writer, are left out. Throws when storage refuses; then nothing has
   * changed. Synchronous from the first look to the last write.
   *
   * @param rewritten earlier events that read otherwise from now on; the state is folded anew from them.
   */
  commit(
    drafts: readonly EventDraft[],
    now: number,
    follow: (events: readonly SessionEvent[], after: SessionState) => (() => void) | null,
    rewritten: readonly SessionEvent[] = [],
  ): Committed[] {
    const { committed, fresh, state } = this.#numbered(drafts, now, this.reworded(rewritten))
    const rest = follow(
      committed.map(({ event }) => event),
      state,
    )
    // The saved state may hold what the events no longer do.
    const isCheckpoint = rewritten.length > 0 || this.#recent.size + fresh.size >= CHECKPOINT_EVENTS
    const write = (): void => {
      for (const event of rewritten) this.log.rewrite(event)
      for (const { event, json } of committed) this.log.append(event, json)
      if (isCheckpoint) {
        this.store.saveState(state)
        this.log.index(state.head - this.#recent.size - fresh.size)
      }
      rest?.()
    }
    // One row is a transaction of its own, and it is what most messages are.
    if (committed.length > 1 || isCheckpoint || rest) this.#storage.transactionSync(write)
    else write()
    this.#state = state
    this.#missing = null
    if (rewritten.length > 0) this.#said.clear()
    for (const { event } of committed) {
      const said = this.#said.get(writerOf(event.by))
      if (said) this.#said.set(writerOf(event.by), windowAfter(said, event))
    }
    if (isCheckpoint) this.#recent.clear()
    else for (const [key, seq] of fresh) this.#recent.set(key, seq)
    return committed
  }

  /** Removes what is written up to `seq`, which is before the head. The state stands, but for what it says of a case that is gone. */
  cut(seq: number, now: number): void {
    this.#state = afterCut(this.#state, this.log.timeFrom(seq + 1))
    this.#storage.transactionSync(() => {
      this.store.saveState(this.#state)
      this.log.index(this.#state.head - this.#recent.size)
      this.log.cut(seq, now)
    })
    this.#recent.clear()
    this.#said.clear()
  }

  #numbered(
    drafts: readonly EventDraft[],
    now: number,
    base: SessionState,
  ): { committed: Committed[]; fresh: Map<string, number>; state: SessionState } {
    let state = base
    const committed: Committed[] = []
    const fresh = new Map<string, number>()
    for (const draft of drafts) {
      const key = keyOf(draft.by, draft.id)
      if (fresh.has(key) || (key !== this.#missing && this.find(draft.by, draft.id))) continue
      const event = numbered(draft, state.head + 1, now)
      fresh.set(key, event.seq)
      committed.push({
        event,
        json: JSON.stringify(event),
        prev: { customer: state.publicHead, agent: state.head },
      })
      state = fold(state, event)
    }
    return { committed, fresh, state }
  }
}

const keyOf = (by: Party, id: string): string => `${writerOf(by)} ${id}`
