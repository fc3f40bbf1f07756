import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** A region that changes at once is often missed: readers need to see it empty first. */
const DELAY_MS = 250
const NEWEST = 3

/** Texts for the live regions. What arrives within the delay is read together, newest three at most. */
export class Announcer implements ReactiveController {
  polite = ''
  assertive = ''
  readonly #host: ReactiveControllerHost
  #waiting: string[] = []
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  say(text: string): void {
    this.#waiting.push(text)
    this.#schedule()
  }

  interrupt(text: string): void {
    this.assertive = text
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = []
  }

  #schedule(): void {
    if (this.#timer !== null) return
    this.polite = ''
    this.#host.requestUpdate()
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.polite = this.#waiting.slice(-NEWEST).join('\n')
      this.#waiting = []
      this.#host.requestUpdate()
    }, DELAY_MS)
  }
}
