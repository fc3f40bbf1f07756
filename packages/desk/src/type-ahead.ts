import { isWriting } from './shortcut.ts'

/** After the accept is confirmed, single letters mean nothing for this long, unless the composer has the focus before. */
const QUIET_MS = 1500

/**
 * Keeps what an agent types between an accept and the composer that comes with it: it is meant for the customer, not for
 * the letter shortcuts. `deliver` gets the text once, when `end` is called or the time is over.
 */
export class TypeAhead {
  readonly #deliver: (text: string) => void
  #active = false
  #text = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deliver: (text: string) => void) {
    this.#deliver = deliver
  }

  begin(): void {
    clearTimeout(this.#timer)
    this.#active = true
  }

  /** The accept was confirmed: the composer is about to come. */
  confirmed(): void {
    if (this.#active) this.#timer = setTimeout(() => this.end(), QUIET_MS)
  }

  /** True when the key was taken, and is nobody else's. */
  take(event: KeyboardEvent): boolean {
    const { key, altKey, ctrlKey, metaKey } = event
    if (!this.#active || key.length !== 1 || altKey || ctrlKey || metaKey || event.isComposing) return false
    if (isWriting(event.composedPath()[0])) return false
    event.preventDefault()
    // The letter that accepted repeats while it is held down; nobody wrote that.
    if (!event.repeat) this.#text += key
    return true
  }

  end(): void {
    this.#deliver(this.#stop())
  }

  /** The accept was refused: there is nobody to write to. */
  drop(): void {
    this.#stop()
  }

  #stop(): string {
    clearTimeout(this.#timer)
    const text = this.#text
    this.#active = false
    this.#text = ''
    return text
  }
}
