import { CHANNELS, type ClientFrame, LIMITS } from '@baton/protocol'
import { type Actor, routeOf, type Saying } from '@baton/relay/session'
import { openAccount } from '../channels/open-account.ts'
import { Rate } from '../durable/rate.ts'
import { isStorageFull } from '../durable/storage-full.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'
import { type Answer, Originals } from './originals.ts'
import { say } from './saying.ts'

type Send = Extract<ClientFrame, { type: 'send' }>

/** The commands of participants. They stand in one line, so that one is answered before the next begins. */
export class Commands {
  readonly #core: Core
  readonly #rates = new Map<string, Rate>()

  constructor(core: Core) {
    this.#core = core
  }

  take(ws: WebSocket, frame: Send): Promise<void> {
    return this.#core.line.run(() => this.#run(ws, frame))
  }

  async #run(ws: WebSocket, { id, body }: Send): Promise<void> {
    const { sockets } = this.#core
    const { actor } = sockets.of(ws)
    // A call says what was said: people speak faster than a script may write.
    const wait = actor.role === 'customer' && actor.call === undefined ? this.#rateOf(actor).take(Date.now()) : 0
    if (wait > 0) return sockets.nack(ws, id, 'rate_limited', wait)
    try {
      switch (body.kind) {
        case 'reveal':
          return this.#answer(ws, id, await new Originals(this.#core).reveal(id, body, actor))
        case 'redact':
          return this.#answer(ws, id, await new Originals(this.#core).redact(id, body, actor))
        case 'utterance':
        case 'call.end':
        case 'call.answer':
        case 'call.bridge':
        case 'call.cut':
        case 'call.consent':
          return await this.#core.calls.take(ws, id, body)
        default:
          return await this.#say(ws, id, body, actor)
      }
    } catch (error) {
      warn('session.send', error)
      sockets.nack(ws, id, isStorageFull(error) ? 'storage_full' : 'unavailable')
    }
  }

  async #say(ws: WebSocket, id: string, body: Saying, actor: Actor): Promise<void> {
    const { sockets } = this.#core
    const words = actor.role === 'agent' ? await this.#withTemplate(body) : body
    const said = await say(this.#core, id, words, actor, { stored: (own) => sockets.ack(ws, id, own) })
    if (said.as === 'known') sockets.ack(ws, id, said.event)
    if (said.as === 'refused') sockets.nack(ws, id, said.code)
  }

  /** The words of the template a message asks for, where its way has it. */
  async #withTemplate(body: Saying): Promise<Saying> {
    if (body.kind !== 'message' || !body.to?.template) return body
    const { name, language } = body.to.template
    const route = routeOf(this.#core.ledger.state, body.to.route)
    if (!route || !CHANNELS[route.channel].hasTemplates) return body
    const account = await openAccount(this.#core.env, this.#core.identity().workspace, route.account)
    const known = account?.templates.find((each) => each.name === name && each.language === language)
    return known ? { ...body, approved: known.text } : body
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
