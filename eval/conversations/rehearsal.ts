import type { Brain } from '@baton/bot'
import { businessService, type CallAction, callService, type Knowhow, type TurnHost, Turns } from '@baton/gateway/turns'
import {
  CODE_PLACEHOLDER,
  type Locale,
  ONE_TIME_CODE,
  type Pack,
  type Rule,
  type SentFile,
  type SessionEvent,
  settings as settingsSchema,
} from '@baton/protocol'
import { DETECTORS, fromLog, type Handle, ownContacts, redact, redactJson } from '@baton/relay/masking'
import {
  type Actor,
  decide,
  decidePass,
  type EventDraft,
  effectsOf,
  fold,
  initialState,
  isCurrent,
  joinTurn,
  numbered,
  offerUnasked,
  prepare,
  ruleOn,
  type Saying,
  type SessionState,
  STANDING,
  SYSTEM,
  type Turn,
} from '@baton/relay/session'

/** A customer takes about so long to read and to write. */
const PACE_MS = 20_000
const PROOF_MS = 10 * 60_000
const AGENT = { role: 'agent', id: 'lin', name: 'Lin', face: { id: 'lin', name: 'Lin' } } as const
const PHOTO: SentFile = { id: 'f_photo', name: 'photo.jpg', type: 'image/jpeg', bytes: 90_000, width: 800, height: 600 }
const settings = settingsSchema.parse({})

export interface Customer {
  /** On the shop's site; null for a guest. */
  id: string | null
  name?: string
  tier?: string
  vip?: boolean
}

/** What a conversation is held with: the shop's pack, what the bot has learnt from it, and the shop's own system. */
export interface Stage {
  pack: Pack
  brain: Brain
  businessApi: { url: string; token: string }
}

/**
 * One conversation, through the gateway's own turns and the relay's own log, with everything but a gateway around it: no
 * sockets, no storage, and a clock that goes on by itself.
 */
export class Rehearsal implements TurnHost {
  readonly log: SessionEvent[] = []
  readonly #stage: Stage
  readonly #actor: Actor
  readonly #turns: Turns
  readonly #knowhow: Knowhow
  readonly #handles = new Map<number, readonly Handle[]>()
  readonly #id: string
  /** Offers whose time has not come. */
  readonly #later = new Map<string, number>()
  #state: SessionState
  #turn: Turn | null = null
  #now = Date.now()
  #said = 0

  constructor(stage: Stage, id: string, customer: Customer, locale: Locale) {
    const { pack, brain, businessApi } = stage
    this.#stage = stage
    this.#id = id
    const { id: hostId, name = null, tier = null, vip } = customer
    const verified = hostId !== null
    const attributes = vip ? { vip } : {}
    const profile = { id: 'c_1', hostId, name, verified, locale, tier, attributes }
    this.#state = { ...initialState, profile }
    this.#actor = { role: 'customer', id: profile.id, name, verified }
    const exempt = [...pack.entities.map(({ pattern }) => new RegExp(pattern, 'giu')), ...ownContacts(pack)]
    const config = {
      workspace: 'demo',
      business: 'Harbour & Pine',
      locale,
      origins: [],
      hostKey: null,
      businessApi,
      settings,
    }
    const call: CallAction = (action, what) => callService(businessService(businessApi), action, what)
    this.#knowhow = { brain: () => brain, snapshot: { version: 'rehearsed', pack }, exempt, config, wanted: null, call }
    this.#turns = new Turns(this)
  }

  /** The customer writes, and the bot answers if it holds the session. */
  async say(text: string, photo = false): Promise<void> {
    this.wait(PACE_MS)
    await this.#send({ kind: 'message', text, ...(photo && { files: [PHOTO.id] }) })
  }

  /** The customer presses a button: a person, please, or not any more. */
  press(kind: 'handoff.request' | 'handoff.cancel'): Promise<void> {
    return this.#send({ kind })
  }

  rate(score: number): Promise<void> {
    return this.#send({ kind: 'rate', score, tags: [], comment: '' })
  }

  /** An agent takes the session from the queue, says this, and gives it back or settles it. */
  async agent(text: string, end: 'handback' | 'resolve'): Promise<void> {
    const { handoff, fence } = this.#state
    if (!handoff) throw new Error('nobody has asked for a person')
    const accepted = decidePass(this.#state, {
      handoffId: handoff.id,
      expectedFence: fence,
      to: { agent: AGENT.face },
      reason: 'accepted',
    })
    if (accepted.answer !== 'pass') throw new Error('the session does not wait for an agent')
    this.#append(accepted.drafts)
    await this.#send({ kind: 'message', text }, AGENT)
    await this.#send(end === 'handback' ? { kind: end, note: '' } : { kind: end, resolution: text }, AGENT)
  }

  /** Time passes, and offers that waited for it are made. */
  wait(ms: number): void {
    const until = this.#now + ms
    for (const [id, due] of [...this.#later].sort(([, left], [, right]) => left - right)) {
      if (due > until) continue
      this.#later.delete(id)
      this.#now = due
      this.#offer(({ id: each, delayS }) => each === id && delayS !== undefined)
    }
    this.#now = until
  }

  async #send(body: Saying, actor: Actor = this.#actor): Promise<void> {
    this.#said += 1
    const id = `m${this.#said}`
    const { snapshot, exempt } = this.#knowhow
    const hints = this.#asksForCode() ? ({ asking: 'code' } as const) : {}
    const prepared = prepare(body, actor, exempt, () => [], this.#now, hints)
    const handedBack = redact(snapshot.pack.wording.handedBack[this.#locale], []).text
    const context = { now: this.#now, settings, handedBack, fileOf: () => fromLog(PHOTO) }
    const verdict = decide(this.#state, id, prepared.command, actor, context)
    if (!verdict.ok) throw new Error(`${body.kind} is refused: ${verdict.code}`)
    this.#append(verdict.drafts, prepared.handles)
    await this.#turns.run()
    if (this.#turn) throw new Error('the bot has not answered')
  }

  get #locale(): Locale {
    return this.#state.case?.locale ?? this.#knowhow.config.locale
  }

  #asksForCode(): boolean {
    const { flow } = this.#state.case ?? {}
    const step =
      flow && this.#stage.pack.flows.find(({ id }) => id === flow.flow)?.steps.find(({ id }) => id === flow.step)
    return step?.do === 'ask' && step.entity === ONE_TIME_CODE
  }

  #append(drafts: readonly EventDraft[], handles: readonly Handle[] = []): void {
    const events = drafts.map((draft, index) => numbered(draft, this.#state.head + 1 + index, this.#now))
    for (const event of events) {
      this.log.push(event)
      this.#state = fold(this.#state, event)
    }
    for (const effect of events.flatMap((event) => effectsOf(event, this.#state))) {
      if (effect.do === 'turn') {
        this.#handles.set(effect.seq, handles)
        this.#turn = joinTurn(this.#turn, effect.seq, this.#state, settings, this.#now)
      }
      if (effect.do === 'rated') this.#offer(({ at }) => at === 'rating')
    }
  }

  #offer(isMeant: (rule: Rule) => boolean): void {
    const { snapshot, exempt } = this.#knowhow
    if (this.#state.holder !== 'bot' || this.#state.case?.prescreen) return
    const rules = snapshot.pack.rules
      .filter(isMeant)
      .map((rule): Rule => ({ ...rule, at: 'rating', delayS: undefined }))
    const pack = { ...snapshot.pack, rules }
    const { fired } = ruleOn(this.#state, pack, 'rating', STANDING, this.#now)
    if (!fired) return
    const button = pack.wording.personButton[this.#locale]
    const words = {
      text: redact((fired.rule.say ?? pack.wording.offerPerson)[this.#locale], DETECTORS, exempt).text,
      locale: this.#locale,
      options: redactJson([{ label: button, text: button }], DETECTORS, exempt),
    }
    this.#append(offerUnasked(this.#state, snapshot.version, fired, exempt, words))
  }

  // What the bot's turn needs of its session.

  session = () => this.#id
  now = () => this.#now
  state = () => this.#state
  turn = () => this.#turn
  knowhow = async () => this.#knowhow
  model = () => null
  picture = async () => null
  nearest = async () => null
  handlesOf = (seq: number) => this.#handles.get(seq) ?? []
  isStored = (id: string) => this.log.some((event) => event.id === id)
  busy(): void {}
  stream(): void {}

  said(seq: number) {
    const event = this.log.find((each) => each.seq === seq)
    if (event?.kind !== 'message') throw new Error(`no message ${seq}`)
    const { text, files = [], marks = [] } = event.body
    return { text, files: files.length, marks: marks.map(({ kind }) => kind) }
  }

  commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean {
    if (!isCurrent(turn, this.#state)) return false
    if (end) this.#turn = null
    this.#append(drafts)
    return true
  }

  endTurn(): void {
    this.#turn = null
  }

  offerLater({ id, delayS = 0 }: Rule): void {
    if (!this.#later.has(id)) this.#later.set(id, this.#now + delayS * 1_000)
  }

  /** Codes reach nobody here: any code in the right form is the one that was sent. */
  async stepUp(_: Knowhow, { action, input, customer, key, now }: Parameters<TurnHost['stepUp']>[1]) {
    const no = (code: string) => ({ result: { action, ok: false as const, code }, drafts: [] })
    const yes = (drafts: EventDraft[]) => ({ result: { action, ok: true as const, data: {} }, drafts })
    if (customer === null) return no('not_signed_in')
    if (action === 'baton.code.send') return yes([])
    if (input.code !== CODE_PLACEHOLDER) return no('wrong')
    const body = { method: 'code', purpose: input.purpose ?? '', expiresAt: now + PROOF_MS } as const
    return yes([{ kind: 'identity.verified', id: `${key}:proved`, by: SYSTEM, audience: 'staff', body }])
  }
}
