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
import { loadDial } from './load.ts'

type Use = (client: SessionClient) => void

/** What dials is being loaded. */
interface Opening {
  /** What was asked for meanwhile. */
  waiting: Use[]
  /** It could not be loaded. */
  isStuck: boolean
}

export interface LineListener {
  heard(event: SessionEvent): void
  refused(problem: ClientProblem): void
}

/** The element's one connection: holds the client and the newest snapshot. */
export class Line implements ReactiveController {
  snapshot: SessionSnapshot = idleSnapshot
  /** Name of the business, once joined. */
  business = ''
  /** Whether the business speaks on other channels too. */
  hasWays = false
  /** Whether the customer may call. */
  hasCalls = false
  readonly #host: ReactiveControllerHost
  readonly #listener: LineListener
  #dialled: Dialled | null = null
  #opening: Opening | null = null
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

  /** Without a `dial` of the page's own, the gateway's is loaded first. */
  open(dial: Dial | null, options: SiteOptions): void {
    if (this.#dialled || this.#opening) return
    if (dial) return this.#connect(dial, options)
    const mine: Opening = { waiting: [], isStuck: false }
    this.#opening = mine
    const ifStillWanted = (then: () => void) => (): void => {
      if (this.#opening === mine) then()
    }
    const again = ifStillWanted(() => {
      this.#opening = null
      this.open(null, options)
    })
    const stuck = ifStillWanted(() => {
      mine.isStuck = true
      this.snapshot = { ...idleSnapshot, connection: 'offline' }
      this.#host.requestUpdate()
      window.addEventListener('online', again, { once: true })
    })
    loadDial().then(
      (loaded) =>
        ifStillWanted(() => {
          this.#opening = null
          this.#connect(loaded, options)
          for (const use of mine.waiting) this.use(use)
        })(),
      stuck,
    )
  }

  /** Has the client do something, now or when it is there. False when it cannot be had: whoever asked keeps what they have. */
  use(use: Use): boolean {
    if (this.#dialled) use(this.#dialled.client)
    else if (!this.#opening || this.#opening.isStuck) return false
    else this.#opening.waiting.push(use)
    return true
  }

  #connect(dial: Dial, options: SiteOptions): void {
    const dialled = dial(options, ({ business, ways = false, calls = false }) => {
      this.business = business
      this.hasWays = ways
      this.hasCalls = calls
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
        if (/^(handoff|call)\./.test(command.kind)) client.discard(id)
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
    this.#opening = null
    this.snapshot = idleSnapshot
    this.#host.requestUpdate()
  }

  /** Closes, and forgets this device, also when nothing was opened on it yet. */
  async forget(dial: Dial | null, options: SiteOptions): Promise<void> {
    const dialled = this.#dialled ?? (dial ?? (await loadDial()))(options, () => {})
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
