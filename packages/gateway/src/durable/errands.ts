import { type Deliver, Outbox } from './outbox.ts'
import type { Timers } from './timers.ts'

/** Calls to other rooms are looked after from the moment they are stored. */
const WATCH_MS = 1_000

/**
 * An object's outbox together with the timer that looks after it: what was put is delivered, also after a crash. The
 * object runs it when a timer of kind `outbox` goes off.
 */
export class Errands<Message> {
  readonly #outbox: Outbox<Message>
  readonly #timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>
  /** When the timer goes off, as far as this instance knows. */
  #due = 0

  constructor(
    storage: DurableObjectStorage,
    timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>,
    deliver: Deliver<Message>,
  ) {
    this.#outbox = new Outbox(storage, deliver)
    this.#timers = timers
  }

  /** Inside the transaction of what causes it. */
  put(target: string, message: Message, now: number): void {
    this.#outbox.put(target, message)
    this.#timers.set('outbox', '', now + WATCH_MS)
    this.#due = now + WATCH_MS
  }

  /** Changes what waits, inside a transaction. What is on its way arrives as it was. */
  rewrite(change: (message: Message) => Message): void {
    this.#outbox.rewrite(change)
  }

  /** Whether something still waits for this target. */
  has(target: string): boolean {
    return this.#outbox.has(target)
  }

  /** Drops what is not delivered yet, to one target only or to all but one: its cause is no longer true. */
  clear(which: { only: string } | { but: string }): void {
    this.#outbox.clear(which)
  }

  /** What waits for this target, in order. */
  waiting(target: string): Message[] {
    return this.#outbox.waiting(target)
  }

  /**
   * Delivers what is due, and sees to it that the rest is tried again. Never throws for a call that failed. The alarm is
   * armed first: should this object go down meanwhile, somebody looks.
   */
  async run(): Promise<void> {
    this.#watch()
    // For the object's other timers too: whoever wakes it runs its errands last.
    this.#timers.arm()
    await this.#outbox.drain(Date.now, () => this.#watch())
  }

  /** What is due is under way, and looked after; what is due later is waited for. */
  #watch(): void {
    const next = this.#outbox.nextDue()
    if (next === null) {
      this.#due = 0
      return this.#timers.clear('outbox', '')
    }
    const now = Date.now()
    this.#set(next > now ? next : now + WATCH_MS, now)
    this.#timers.arm()
  }

  /** One that goes off before then stays: a row that is written for nothing costs as much as another. */
  #set(due: number, now: number): void {
    if (this.#due > now && this.#due <= due) return
    this.#timers.set('outbox', '', due)
    this.#due = due
  }
}
