import { type SessionView, type Settings, settings } from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import { type Actor, type EventDraft, effectsOf, type Live, mayRead } from '@baton/relay/session'
import type { Env } from '../env.ts'
import { Duties } from './duties.ts'
import { type Knowhow, knowhowOf } from './knowhow.ts'
import { type Committed, Ledger } from './ledger.ts'
import { Sockets } from './sockets.ts'
import type { Identity } from './store.ts'

interface Alongside {
  /** Written in the same transaction, before the effects. */
  within?: () => void
  /** Told once the events are stored, before anyone sees them. */
  stored?: (committed: readonly Committed[]) => void
}

/** What the parts of a session share: its ledger, its sockets, its duties, and the one way to commit. */
export class Core {
  readonly ctx: DurableObjectState
  readonly env: Env
  readonly ledger: Ledger
  readonly sockets: Sockets
  readonly duties: Duties
  /** Originals of masked data, for the live turn's actions only. Never stored. */
  readonly handles = new Map<number, readonly Handle[]>()
  stream: SessionView['stream']
  #settings: Settings = settings.parse({})

  constructor(ctx: DurableObjectState, env: Env) {
    this.ctx = ctx
    this.env = env
    this.ledger = new Ledger(ctx.storage)
    this.sockets = new Sockets(ctx)
    this.stream = this.ledger.store.stream()
    this.duties = new Duties(this)
  }

  /** Stores events together with what must follow from them, shows them, and lets it follow. Throws when storage is full. */
  commit(drafts: readonly EventDraft[], { within, stored }: Alongside = {}): void {
    const now = Date.now()
    const { fence } = this.ledger.state
    const committed = this.ledger.commit(drafts, now, (events, after) => {
      within?.()
      for (const event of events) {
        for (const effect of effectsOf(event, after)) this.duties.record(effect, after, now)
      }
    })
    if (this.ledger.state.fence !== fence) this.stream = null
    stored?.(committed)
    for (const { event, prev } of committed) this.sockets.publish(event, prev, now)
    this.duties.wake()
  }

  async knowhow(): Promise<Knowhow> {
    const knowhow = await knowhowOf(this.env, this.identity().workspace)
    this.#settings = knowhow.config.settings
    return knowhow
  }

  /** As last seen by this instance: every command asks for the workspace's before it commits. */
  get settings(): Settings {
    return this.#settings
  }

  identity(): Identity {
    const identity = this.ledger.store.identity()
    if (!identity) throw new Error('a session is opened by a ticket first')
    return identity
  }

  mayRead(actor: Actor): boolean {
    return mayRead(actor, this.ledger.state, this.duties.isWrappingUp())
  }

  live(): Live {
    return { reads: this.ledger.store.reads(), queue: this.ledger.store.queue(), stream: this.stream }
  }
}
