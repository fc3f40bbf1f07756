import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { LiveCall } from './model.ts'

interface Host extends ReactiveControllerHost {
  readonly live: LiveCall | null
  readonly ring: HTMLElement | null
}

/** A level is heard as often as this is drawn; what lies between is the style's transition. */
const EVERY_MS = 100

/** Moves the ring by how loud both ends are. By custom properties, so that a word said renders nothing. */
export class LevelLoop implements ReactiveController {
  readonly #host: Host
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      const { live, ring } = this.#host
      if (live && ring)
        for (const of of ['own', 'other'] as const) ring.style.setProperty(`--${of}`, live.level(of).toFixed(2))
    }, EVERY_MS)
  }

  hostDisconnected(): void {
    clearInterval(this.#timer)
  }
}
