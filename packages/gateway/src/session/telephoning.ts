import { CALL_LIMITS, type CallEnd, type CallView } from '@baton/protocol'
import { type Actor, callEnded, partyOf, SYSTEM, startCall } from '@baton/relay/session'
import { type Carrier, carrierOf } from '../call/carrier/carrier.ts'
import type { CallProgress, CarrierRequest } from '../call/carrier/carrier-call.ts'
import { E164 } from '../call/carrier/e164.ts'
import type { CallIn, CallInAnswer } from '../call/carrier/phone-session.ts'
import { vendorUrl } from '../channels/hosts.ts'
import { openAccount } from '../channels/open-account.ts'
import type { OpenAccount } from '../channels/rooms.ts'
import { parseJson } from '../durable/parse-json.ts'
import { mintTicket } from '../http/tickets.ts'
import { log, warn } from '../log.ts'
import { fetchOutside } from '../net/outside.ts'
import { within } from '../net/within.ts'
import type { Core } from './core.ts'
import { mayRecord } from './recordings.ts'
import { wakeBot } from './wake-bot.ts'

/** As long as a stream takes to be opened after a webhook was answered. */
const OPENS_MS = 60_000
/** After a telephone has rung: somebody says how it went. */
const TELLS_MS = 30_000
const API_MS = 15_000

/** A way by which a customer can be called, with their number in the clear: in memory only. */
export interface PhoneWay {
  account: string
  number: string
}

const ENDS: Partial<Record<CallProgress, CallEnd>> = {
  busy: 'declined',
  missed: 'missed',
  ended: 'missed',
  failed: 'failed',
}

/** The session's side of telephone calls: those that come in, and those an agent makes. */
export class Telephoning {
  readonly #core: Core
  /** What the carrier calls those that ring. Whoever forgets it lets them ring until their time is over. */
  readonly #ringing = new Map<string, { account: string; sid: string }>()

  constructor(core: Core) {
    this.#core = core
  }

  callIn(request: CallIn): Promise<CallInAnswer> {
    return this.#core.line.run(async () => {
      try {
        return await this.#begin(request)
      } catch (error) {
        if (this.#core.isOver) return { refused: 'erased' }
        warn('session.call_in', error)
        return { refused: 'unavailable' }
      }
    })
  }

  async #begin(request: CallIn): Promise<CallInAnswer> {
    const { ledger, routes } = this.#core
    if (ledger.state.linkedTo !== null) return { refused: 'linked' }
    const knowhow = await this.#core.knowhow()
    if (knowhow.config.settings.calls !== true) return { refused: 'off' }
    const id = `call:${request.call}`
    await routes.meet({ ...request, id })
    const { profile } = ledger.state
    const actor: Actor = {
      role: 'customer',
      id: profile?.id ?? request.profile.id,
      name: profile?.name ?? null,
      verified: profile?.verified ?? false,
    }
    const party = partyOf(actor)
    if (!ledger.find(party, id)) {
      const verdict = startCall(ledger.state, { id, call: request.call, channel: 'phone' }, actor)
      if (!verdict.ok) return { refused: verdict.code === 'session_linked' ? 'linked' : 'busy' }
      this.#core.commit(verdict.drafts)
      wakeBot(knowhow)
    }
    const { call } = ledger.state
    const begun = ledger.find(party, id)
    if (!begun || call?.id !== request.call) return { refused: 'over' }
    // Whoever tells of it again is given a ticket of the same id and end, which is good once.
    return { ticket: await this.#ticket(call, actor, begun.at + OPENS_MS) }
  }

  async #ticket(call: CallView, { id, name }: Actor, expiresAt: number): Promise<string> {
    const { env, ledger } = this.#core
    const { workspace, session } = this.#core.identity()
    const { profile, case: it } = ledger.state
    return mintTicket(env, {
      room: 'call',
      workspace,
      origin: '',
      session,
      call: call.id,
      direction: call.direction,
      role: 'customer',
      participant: id,
      name,
      customer: id,
      ...((await mayRecord(this.#core)) && { recording: 'ask' as const }),
      locale: it?.locale ?? profile?.locale ?? this.#core.locale,
      jti: `phone-${call.id}`,
      expiresAt,
    })
  }

  /** The telephone a customer is called at who is not on a page; null where there is none. */
  async way(): Promise<PhoneWay | null> {
    const { ledger, routes, sockets } = this.#core
    if ([...sockets.open('customer')].some(([, { actor }]) => actor.call === undefined)) return null
    const open = (ledger.state.routes ?? []).filter(
      ({ channel, standing }) => channel === 'phone' && standing === 'open',
    )
    for (const { id } of open.toReversed()) {
      const row = routes.row(id)
      if (!row || row.given !== null) continue
      const { address } = await routes.addressOf(row)
      if (E164.test(address)) return { account: row.account, number: address }
    }
    return null
  }

  /**
   * Calls them. Told to the carrier once and never again: nobody wants to be called when it is too late, and a call that is
   * lost in between ends by its own time.
   */
  async dial({ account: id, number }: PhoneWay, call: CallView): Promise<void> {
    try {
      const sid = await this.#dialled(id, number, call)
      if (this.#core.ledger.state.call?.id === call.id) this.#ringing.set(call.id, { account: id, sid })
      else await this.#tell(id, (carrier) => carrier.cancel(sid))
    } catch (error) {
      warn('session.dial', error, { account: id })
      this.#over(call.id, 'failed')
    }
  }

  async #dialled(id: string, number: string, call: CallView): Promise<string> {
    const { env, ledger } = this.#core
    const { workspace } = this.#core.identity()
    // An object is not asked at an address of its own, so it knows none.
    if (!env.PUBLIC_ORIGIN) throw new Error('PUBLIC_ORIGIN: is not set')
    const { profile } = ledger.state
    const customer: Actor = { role: 'customer', id: profile?.id ?? '', name: profile?.name ?? null }
    const ticket = await this.#ticket(call, customer, Date.now() + CALL_LIMITS.ringMs + TELLS_MS)
    const hook = new URL(`/v1/hooks/${workspace}/${id}`, env.PUBLIC_ORIGIN).href
    const answer = await this.#tell(id, (carrier, account) =>
      carrier.dial({
        from: account.settings.number ?? '',
        to: number,
        voiceUrl: `${hook}?voice=${ticket}`,
        statusUrl: `${hook}?status=${ticket}`,
        ringSeconds: CALL_LIMITS.ringMs / 1_000,
      }),
    )
    const sid = (parseJson(answer) as { sid?: unknown } | null)?.sid
    if (typeof sid !== 'string') throw new Error('the carrier did not say what it calls the call')
    return sid
  }

  /** The call is over before it was answered: nobody's telephone rings on. */
  async ended(call: CallView): Promise<void> {
    const ringing = this.#ringing.get(call.id)
    this.#ringing.delete(call.id)
    if (!ringing || call.status !== 'ringing') return
    await this.#tell(ringing.account, (carrier) => carrier.cancel(ringing.sid)).catch((error) =>
      warn('session.cancel', error, { account: ringing.account }),
    )
  }

  progress({ call, progress }: { call: string; progress: CallProgress }): void {
    const reason = ENDS[progress]
    if (reason) this.#over(call, reason)
  }

  /** Only of one that still rings: once it is answered its line says how it goes on. */
  #over(id: string, reason: CallEnd): void {
    const { call } = this.#core.ledger.state
    this.#ringing.delete(id)
    if (call?.id !== id || call.status !== 'ringing') return
    this.#core.commit([callEnded(call, { id: `call:${id}:${reason}`, by: SYSTEM, reason }, Date.now())])
  }

  /** @throws when the carrier does not do it. */
  async #tell(id: string, of: (carrier: Carrier, account: OpenAccount) => CarrierRequest): Promise<string> {
    const { env } = this.#core
    const account = await openAccount(env, this.#core.identity().workspace, id)
    const carrier = account?.isOn ? carrierOf(account) : null
    if (!account || !carrier) throw new Error('there is no such account')
    const { path, init } = of(carrier, account)
    const { apiUrl } = account.settings
    const answer = apiUrl
      ? await fetchOutside(env, `${apiUrl.replace(/\/$/, '')}${path}`, init)
      : await within(API_MS, (signal) =>
          fetch(vendorUrl(env, carrier.host, path), { ...init, redirect: 'manual', signal }),
        )
    if (!answer.ok) {
      log('warn', 'phone.refused', { account: id, status: String(answer.status) })
      throw new Error(`the carrier answers ${answer.status}`)
    }
    return answer.text()
  }
}
