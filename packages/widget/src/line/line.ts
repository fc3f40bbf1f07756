import {
  type ClientProblem,
  idleSnapshot,
  type SessionClient,
  type SessionEvent,
  type SessionSnapshot,
  type SiteOptions,
} from '@baton/client'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Dial, Dialled } from './dial.ts'

export interface LineListener {
  heard(event: SessionEvent): void
  refused(problem: ClientProblem): void
}

/** The element's one connection: holds the client and the newest snapshot. */
export class Line implements ReactiveController {
  snapshot: SessionSnapshot = idleSnapshot
  /** Name of the business, once joined. */
  business = ''
  readonly #host: ReactiveControllerHost
  readonly #listener: LineListener
  #dialled: Dialled | null = null
  #stops: (() => void)[] = []

  constructor(host: ReactiveControllerHost, listener: LineListener) {
    this.#host = host
    this.#listener = listener
    host.addController(this)
  }

  // The widget decides when to hang up: a move in the document disconnects and reconnects it.
  hostConnected(): void {}

  get client(): SessionClient | null {
    return this.#dialled?.client ?? null
  }

  open(dial: Dial, options: SiteOptions): void {
    if (this.#dialled) return
    const dialled = dial(options, ({ business }) => {
      this.business = business
      this.#host.requestUpdate()
    })
    const { client } = dialled
    this.#dialled = dialled
    this.snapshot = client.snapshot
    this.#stops = [
      client.on('change', (snapshot) => this.#changed(snapshot)),
      client.on('event', (event) => this.#listener.heard(event)),
      client.on('refused', ({ id, command, problem }) => {
        // A message waits for its writer's word; a wish that was refused has nothing to show for it.
        if (command.kind.startsWith('handoff.')) client.discard(id)
        if (problem) this.#listener.refused(problem)
      }),
    ]
    client.connect()
    this.#host.requestUpdate()
  }

  /** Closes the socket and lets go of the client; its outbox stays on the device. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#dialled?.client.close()
    this.#dialled = null
    this.snapshot = idleSnapshot
    this.#host.requestUpdate()
  }

  /** Closes, and forgets this device, also when nothing was opened on it yet. */
  async forget(dial: Dial, options: SiteOptions): Promise<void> {
    const dialled = this.#dialled ?? dial(options, () => {})
    this.close()
    this.business = ''
    await dialled.reset()
  }

  #changed(snapshot: SessionSnapshot): void {
    const before = this.snapshot
    this.snapshot = snapshot
    const { problem } = snapshot
    const isRefused = snapshot.connection === 'refused' && before.connection !== 'refused'
    // The page's callback failed: it is asked again, and the page should know.
    const hasNoToken = problem?.code === 'unauthenticated' && before.problem?.code !== 'unauthenticated'
    if (problem && (isRefused || hasNoToken)) this.#listener.refused(problem)
    this.#host.requestUpdate()
  }
}
