import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { LiveCall } from './model.ts'

interface Host extends ReactiveControllerHost {
  readonly live: LiveCall | null
  readonly ring: HTMLElement | null
}

/** Moves the ring by how loud both ends are. By custom properties, so that a word said renders nothing. */
export class LevelLoop implements ReactiveController {
  readonly #host: Host
  #frame = 0

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    const step = (): void => {
      const { live, ring } = this.#host
      if (live && ring)
        for (const of of ['own', 'other'] as const) ring.style.setProperty(`--${of}`, live.level(of).toFixed(2))
      this.#frame = requestAnimationFrame(step)
    }
    // Not before the first render.
    this.#frame = requestAnimationFrame(step)
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame)
  }
}
