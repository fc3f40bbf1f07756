import { CALL_LIMITS, type CallView, type ClientFrame, type Command, type ErrorCode, type Role } from '@baton/protocol'
import {
  type Actor,
  type CallCommand,
  callEnded,
  decideCall,
  type EventDraft,
  partyOf,
  SYSTEM,
  startCall,
} from '@baton/relay/session'
import { opaque } from '../http/secrets.ts'
import { mintTicket } from '../http/tickets.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'
import { mayRecord } from './recordings.ts'
import { say } from './saying.ts'
import { Telephoning } from './telephoning.ts'
import { wakeBot } from './wake-bot.ts'

type Asked = Extract<ClientFrame, { type: 'call' }>
type Utterance = Extract<Command, { kind: 'utterance' }>
export type CallTimer = 'call' | 'call_gone' | 'ring'

/** While a call goes on it is looked after this often, should nobody have heard that its line is gone. */
const LOOK_MS = 60_000

/** The session's side of its call: who gets a ticket for it, what its own socket may say, and when it is over by itself. */
export class Calls {
  readonly phone: Telephoning
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
    this.phone = new Telephoning(core)
  }

  /** Answers `call`: begins one where there is none, or lets in to the one there is. */
  answer(ws: WebSocket, { req, do: what }: Asked): Promise<void> {
    const { line, sockets } = this.#core
    return line.run(async () => {
      const { actor } = sockets.of(ws)
      try {
        const refused = what === 'start' ? await this.#start(actor) : this.#refusedToJoin(actor)
        if (refused) return sockets.fault(ws, refused, 'call', req)
        const { call } = this.#core.ledger.state
        if (!call) return sockets.fault(ws, 'no_call', 'call', req)
        sockets.send(ws, { type: 'call', req, call: call.id, ticket: await this.#ticket(ws, call) })
      } catch (error) {
        warn('session.call', error)
        sockets.fault(ws, 'unavailable', 'call', req)
      }
    })
  }

  async #start(actor: Actor): Promise<ErrorCode | null> {
    const knowhow = await this.#core.knowhow()
    if (knowhow.config.settings.calls !== true) return 'calls_off'
    const call = opaque()
    const way = actor.role === 'agent' ? await this.phone.way() : null
    const begun = { id: `call:${call}`, call, channel: way ? 'phone' : 'widget' } as const
    const verdict = startCall(this.#core.ledger.state, begun, actor)
    if (!verdict.ok) return verdict.code
    this.#core.commit(verdict.drafts)
    const { call: view } = this.#core.ledger.state
    if (way && view) this.#core.ctx.waitUntil(this.phone.dial(way, view))
    if (actor.role === 'customer') wakeBot(knowhow)
    return null
  }

  #refusedToJoin(actor: Actor): ErrorCode | null {
    const { call, holder } = this.#core.ledger.state
    if (!call) return 'no_call'
    return actor.role === 'customer' || holder === `agent:${actor.id}` ? null : 'forbidden'
  }

  async #ticket(ws: WebSocket, { id: call, direction }: CallView): Promise<string> {
    const { env, ledger, sockets } = this.#core
    const { workspace, session } = this.#core.identity()
    const { actor, origin, page = '' } = sockets.of(ws)
    const { profile, case: it } = ledger.state
    return mintTicket(env, {
      room: 'call',
      workspace,
      origin: page,
      session,
      call,
      direction,
      role: actor.role,
      participant: actor.id,
      name: actor.name,
      customer: actor.role === 'customer' ? actor.id : (profile?.id ?? ''),
      ...((await mayRecord(this.#core)) && { recording: 'ask' as const }),
      locale: it?.locale ?? profile?.locale ?? this.#core.locale,
      ...(actor.role === 'customer' && origin?.device !== undefined && { device: origin.device }),
      ...(actor.role === 'customer' && origin?.grant !== undefined && { grant: origin.grant }),
    })
  }

  /** What is done to the call, or by it. Stands in the session's line already. */
  async take(ws: WebSocket, id: string, body: CallCommand | Utterance): Promise<void> {
    const { ledger, sockets } = this.#core
    const { actor } = sockets.of(ws)
    if (body.kind === 'utterance') return this.#utter(ws, id, body, actor)
    const known = this.#known(id, actor)
    if (known) return sockets.ack(ws, id, known)
    const isAllowed = body.kind !== 'call.consent' || !body.granted || (await mayRecord(this.#core))
    const verdict = decideCall(ledger.state, id, body, { actor, speaksAs: actor.call, now: Date.now() })
    if (!verdict.ok) return sockets.nack(ws, id, verdict.code)
    if (!isAllowed) return sockets.nack(ws, id, 'forbidden')
    const { call } = ledger.state
    if (body.kind === 'call.end' && call?.channel === 'phone') this.#core.ctx.waitUntil(this.phone.ended(call))
    const isTakenBack = body.kind === 'call.consent' && !body.granted
    this.#core.commit(verdict.drafts, {
      ...(isTakenBack && { within: () => this.#core.files.forgetCall(body.call, Date.now()) }),
      stored: (committed) => {
        const own = committed.find(({ event }) => event.id === id)
        if (own) sockets.ack(ws, id, own.event)
      },
    })
  }

  /** The call writes in more than one name; its ids are its own in all of them. */
  #known(id: string, actor: Actor) {
    const { ledger } = this.#core
    const { agent } = ledger.state
    const known = ledger.find(partyOf(actor), id)
    if (known || !actor.call) return known
    return ledger.find(SYSTEM, id) ?? (agent && ledger.find({ role: 'agent', id: agent.id }, id))
  }

  async #utter(
    ws: WebSocket,
    id: string,
    { track, text, locale, spoken, agent: said }: Utterance,
    actor: Actor,
  ): Promise<void> {
    const { ledger, sockets } = this.#core
    const { agent, call, holder } = ledger.state
    if (!call || call.id !== spoken.call) return sockets.nack(ws, id, 'no_call')
    if (actor.call !== call.id) return sockets.nack(ws, id, 'forbidden')
    const speaker = track === 'customer' ? actor : agent && holder === `agent:${agent.id}` && speaksFor(said ?? agent)
    if (!speaker) return sockets.nack(ws, id, 'not_holder')
    const words = { kind: 'message', text, spoken, ...(locale && { locale }) } as const
    const answer = await say(this.#core, id, words, speaker, { stored: (own) => sockets.ack(ws, id, own) })
    if (answer.as === 'known') sockets.ack(ws, id, answer.event)
    if (answer.as === 'refused') sockets.nack(ws, id, answer.code)
  }

  /** Timers of a call that begins, inside its transaction: somebody has to come, and somebody has to answer. */
  begin(call: string, rings: boolean, now: number): void {
    const { timers } = this.#core
    timers.set('call', call, now + LOOK_MS)
    timers.set('call_gone', call, now + CALL_LIMITS.resumeMs)
    if (rings) timers.set('ring', call, now + CALL_LIMITS.ringMs)
  }

  /** The call's own socket is here. */
  came(call: string): void {
    this.#core.timers.clear('call_gone', call)
  }

  /** It is gone, and may come again. */
  left(call: string, leaving: WebSocket): void {
    const { ledger, timers } = this.#core
    if (ledger.state.call?.id !== call || this.#isHere(call, leaving)) return
    timers.setEarlier('call_gone', call, Date.now() + CALL_LIMITS.resumeMs)
    timers.arm()
  }

  goOff(kind: CallTimer, key: string, now: number): void {
    const { ledger, timers } = this.#core
    const { call } = ledger.state
    if (call?.id !== key) return
    switch (kind) {
      case 'ring':
        if (call.status === 'ringing') this.#core.commit(this.over('missed', `call:${key}:missed`, now))
        return
      case 'call_gone':
        if (!this.#isHere(key)) this.#core.commit(this.over('lost', `call:${key}:lost`, now))
        return
      case 'call':
        // After a crash nobody has told that the line is gone.
        if (!this.#isHere(key)) timers.setEarlier('call_gone', key, now + CALL_LIMITS.resumeMs)
        return timers.set('call', key, now + LOOK_MS)
    }
  }

  /** What ends the call that there is; nothing when there is none. */
  over(reason: 'missed' | 'lost' | 'failed', id: string, now: number): EventDraft[] {
    const { call } = this.#core.ledger.state
    return call ? [callEnded(call, { id, by: SYSTEM, reason }, now)] : []
  }

  #isHere(call: string, leaving?: WebSocket): boolean {
    return [...this.#core.sockets.open('customer')].some(([ws, { actor }]) => actor.call === call && ws !== leaving)
  }
}

const speaksFor = ({ id, name }: { id: string; name: string }): Actor => ({
  role: 'agent' satisfies Role,
  id,
  name,
  rank: 'agent',
})
