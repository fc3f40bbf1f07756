import { type ClientFrame, LIMITS, type SessionEvent } from '@baton/protocol'
import { redact } from '@baton/relay/masking'
import { type Actor, partyOf, prepare, type Saying } from '@baton/relay/session'
import { Line } from '../durable/line.ts'
import { Rate } from '../durable/rate.ts'
import { isStorageFull } from '../durable/storage-full.ts'
import { warn } from '../log.ts'
import { askedFor } from './asked-for.ts'
import type { Core } from './core.ts'
import { type Answer, Originals } from './originals.ts'
import { isSealed, type Plan, planOf } from './plan.ts'
import type { Sealed } from './seals.ts'

/** While an original is being sealed the log may go on, and it is sealed again for where it stands then. */
const SEAL_TRIES = 5

type Send = Extract<ClientFrame, { type: 'send' }>
type StorePlan = Extract<Plan, { do: 'store' }>

/** The commands of participants. They stand in one line, so that one is answered before the next begins. */
export class Commands {
  readonly #core: Core
  readonly #line = new Line()
  readonly #rates = new Map<string, Rate>()

  constructor(core: Core) {
    this.#core = core
  }

  take(ws: WebSocket, frame: Send): Promise<void> {
    return this.#line.run(() => this.#run(ws, frame))
  }

  async #run(ws: WebSocket, { id, body }: Send): Promise<void> {
    const { sockets } = this.#core
    const { actor } = sockets.of(ws)
    const wait = actor.role === 'customer' ? this.#rateOf(actor).take(Date.now()) : 0
    if (wait > 0) return sockets.nack(ws, id, 'rate_limited', wait)
    try {
      switch (body.kind) {
        case 'reveal':
          return this.#answer(ws, id, await new Originals(this.#core).reveal(id, body, actor))
        case 'redact':
          return this.#answer(ws, id, await new Originals(this.#core).redact(id, body, actor))
        default:
          return await this.#say(ws, id, body, actor)
      }
    } catch (error) {
      warn('session.send', error)
      sockets.nack(ws, id, isStorageFull(error) ? 'storage_full' : 'unavailable')
    }
  }

  /** Prepare (may await) → plan and commit (synchronous) → effects. */
  async #say(ws: WebSocket, id: string, body: Saying, actor: Actor): Promise<void> {
    const { files, ledger, seals, sockets } = this.#core
    const { exempt, config, snapshot } = await this.#core.knowhow()
    const hints = askedFor(ledger.state, snapshot.pack)
    const window = () => ledger.saidBy(partyOf(actor))
    const prepared = prepare(body, actor, exempt, window, Date.now(), hints)
    const locale = ledger.state.case?.locale ?? config.locale
    const handedBack = body.kind === 'handback' ? redact(snapshot.pack.wording.handedBack[locale], []).text : null
    const fileOf = (file: string) => files.unsent(actor, file)
    const plan = () =>
      planOf(ledger, id, prepared, actor, { now: Date.now(), settings: config.settings, handedBack, fileOf })
    let planned = plan()
    let sealed: Sealed[] = []
    for (let tries = 0; planned.do === 'store' && !isSealed(planned.toSeal, sealed); tries++) {
      if (tries === SEAL_TRIES) throw new Error('the log went on faster than an original was sealed')
      sealed = await seals.seal(planned.toSeal)
      planned = plan()
    }
    // From the last look at the log on nothing is awaited, so that what is decided on is what is written to.
    if (planned.do === 'acknowledge') return sockets.ack(ws, id, planned.known)
    if (planned.do === 'refuse') return sockets.nack(ws, id, planned.code)
    this.#store(id, body, planned, sealed, (own) => {
      const { handles } = prepared
      if (handles.length > 0 && ledger.store.turn()?.seqs.includes(own.seq)) this.#core.handles.set(own.seq, handles)
      sockets.ack(ws, id, own)
    })
  }

  /** `stored` is told of the command's own event, before anyone sees it. */
  #store(id: string, body: Saying, plan: StorePlan, sealed: Sealed[], stored: (own: SessionEvent) => void): void {
    const { drafts, redacted, seq } = plan
    const { files, seals } = this.#core
    const carried = body.kind === 'message' ? body.files : undefined
    const within = () => {
      if (carried) files.sent(carried, seq)
      seals.put(sealed)
    }
    this.#core.commit(drafts, {
      redacted,
      ...((carried || sealed.length > 0) && { within }),
      stored: (committed) => {
        const own = committed.find(({ event }) => event.id === id)?.event
        if (own) stored(own)
      },
    })
  }

  #answer(ws: WebSocket, id: string, answer: Answer): void {
    const { sockets } = this.#core
    if (!answer.ok) return sockets.nack(ws, id, answer.code)
    sockets.ack(ws, id, answer.event)
    if (answer.original) sockets.send(ws, { type: 'revealed', id, ...answer.original })
  }

  #rateOf(actor: Actor): Rate {
    const rate = this.#rates.get(actor.id) ?? new Rate(LIMITS.sendsPerWindow, LIMITS.sendWindowMs)
    this.#rates.set(actor.id, rate)
    return rate
  }
}
