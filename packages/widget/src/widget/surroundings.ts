import type { ReactiveController, ReactiveControllerHost } from 'lit'

const PHONE = '(max-width: 480px)'

/** What the widget needs to know of the page around it: is the tab looked at, is it a phone, where the keyboard stands. */
export class Surroundings implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #phone = matchMedia(PHONE)
  #aborter: AbortController | null = null

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get visible(): boolean {
    return document.visibilityState === 'visible'
  }

  get phone(): boolean {
    return this.#phone.matches
  }

  /** The part of the page that the on-screen keyboard leaves free, in CSS pixels. */
  get free(): { top: number; height: number } {
    const viewport = window.visualViewport
    return { top: viewport?.offsetTop ?? 0, height: viewport?.height ?? window.innerHeight }
  }

  hostConnected(): void {
    this.#aborter = new AbortController()
    const { signal } = this.#aborter
    const changed = (): void => this.#host.requestUpdate()
    document.addEventListener('visibilitychange', changed, { signal })
    this.#phone.addEventListener('change', changed, { signal })
    window.visualViewport?.addEventListener('resize', changed, { signal })
    window.visualViewport?.addEventListener('scroll', changed, { signal })
  }

  hostDisconnected(): void {
    this.#aborter?.abort()
  }
}
