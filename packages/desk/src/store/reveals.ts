import type { ClientProblem, RevealedOriginal, RevealRequest } from '@baton/client'
import { problemOf } from './problem.ts'

/** What became of an original that was asked for. It is shown for a while only, and kept nowhere else. */
export type Reveal =
  | { state: 'asked' }
  | { state: 'shown'; text: string }
  | { state: 'refused'; problem: ClientProblem }

/** By event and number. */
export type Reveals = Readonly<Record<string, Reveal>>

export const revealKey = ({ seq, original }: Pick<RevealRequest, 'seq' | 'original'>): string => `${seq}:${original}`

/** The originals one session shows. `changed` gets them whole. */
export class Revealing {
  readonly #changed: (reveals: Reveals) => void
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #reveals: Reveals = {}

  constructor(changed: (reveals: Reveals) => void) {
    this.#changed = changed
  }

  async ask(request: RevealRequest, answer: Promise<RevealedOriginal>): Promise<void> {
    const key = revealKey(request)
    this.#set(key, { state: 'asked' })
    try {
      const { text, hideAfterMs } = await answer
      this.#set(key, { state: 'shown', text })
      this.#timers.set(
        key,
        setTimeout(() => this.hide(request), hideAfterMs),
      )
    } catch (error) {
      this.#set(key, { state: 'refused', problem: problemOf(error) })
    }
  }

  hide(request: Pick<RevealRequest, 'seq' | 'original'>): void {
    this.#set(revealKey(request), null)
  }

  hideAll(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#reveals = {}
  }

  #set(key: string, reveal: Reveal | null): void {
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    const { [key]: _before, ...others } = this.#reveals
    this.#reveals = reveal ? { ...others, [key]: reveal } : others
    this.#changed(this.#reveals)
  }
}
