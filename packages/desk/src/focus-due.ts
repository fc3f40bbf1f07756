import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Who waits longer than this for a place to appear has gone on without it. */
const PATIENCE_MS = 10_000

/** Moves the focus and says whether it got there. */
export type Go = () => Promise<boolean>

/**
 * Brings the focus to a place that is not on the screen yet: tries after every update of the host, until it got there,
 * the agent went elsewhere by pointer or keyboard, or the time is over. Letters do not count as going elsewhere.
 */
export class FocusDue implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #go: Go | null = null
  #until = 0

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener('pointerdown', this.#handlePointerDown, true)
    document.addEventListener('keydown', this.#handleKeyDown, true)
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#handlePointerDown, true)
    document.removeEventListener('keydown', this.#handleKeyDown, true)
    this.#go = null
  }

  hostUpdated(): void {
    void this.#try()
  }

  set(go: Go): void {
    this.#go = go
    this.#until = performance.now() + PATIENCE_MS
    this.#host.requestUpdate()
  }

  async #try(): Promise<void> {
    const go = this.#go
    if (!go) return
    if (performance.now() > this.#until) this.#go = null
    else if ((await go()) && this.#go === go) this.#go = null
  }

  readonly #handlePointerDown = (): void => {
    this.#go = null
  }

  readonly #handleKeyDown = ({ key }: KeyboardEvent): void => {
    if (key.length > 1) this.#go = null
  }
}
