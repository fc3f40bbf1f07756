import { phrase } from '@baton/bot'
import {
  type Action,
  type ActionResult,
  type BotContext,
  type ChatProvider,
  type Decision,
  isBuiltIn,
  type Locale,
  type Phase,
  type Prescreen,
  type Reading,
  type Rule,
} from '@baton/protocol'
import { DETECTORS, type Handle, type Redacted, redact, redactJson } from '@baton/relay/masking'
import type { Fired, Verdict } from '@baton/relay/rules'
import {
  actionFinished,
  actionStarted,
  botContext,
  botDecided,
  botSays,
  type EventDraft,
  endPrescreen,
  escalate,
  type Failure,
  firingOf,
  foldDrafts,
  hasProved,
  isCurrent,
  type Look,
  personOffered,
  prescreenAsked,
  prescreenBefore,
  prescreenEnded,
  ruleOn,
  type SessionState,
  STANDING,
  type Turn,
  weightier,
} from '@baton/relay/session'
import { warn } from '../log.ts'
import type { Hired } from '../providers/providers.ts'
import { type BusinessCall, callBusiness } from './business.ts'
import { type Drafting, draft, isDraftable } from './drafting.ts'
import type { Knowhow } from './knowhow.ts'
import { type Heard, openerOf } from './opened.ts'
import { BOT_FAILS, botFailed, FLOW_ENDED, FLOW_ENDS } from './own-rules.ts'
import { handoffWords, inPlace, personOption } from './rule-words.ts'
import { secondLook } from './second-look.ts'
import type { StepUp, StepUpCall } from './step-up.ts'

/** Business actions one turn may make: a flow that asks for more is broken. */
const MAX_ACTIONS = 6

/** Past its deadline a turn waits this much longer for the words in which the customer is told. */
const WORDS_MS = 3_000

export type { Knowhow } from './knowhow.ts'

/** What a turn needs of the session it runs in. */
export interface TurnHost {
  /** Id of the session: makes idempotency keys unique beyond it. */
  session(): string
  now(): number
  state(): SessionState
  /** The live turn, as stored. */
  turn(): Turn | null
  /** A stored message: its text, how many files came with it, and kinds of sensitive data masked in it. */
  said(seq: number): { text: string; files: number; marks: readonly string[] }
  /** Whether the bot has stored an event under this id. */
  isStored(id: string): boolean
  /** Does one of the gateway's own actions. */
  stepUp(knowhow: Knowhow, call: StepUpCall): Promise<StepUp>
  /** Originals of what is masked in a message of the live turn. */
  handlesOf(seq: number): readonly Handle[]
  knowhow(): Promise<Knowhow>
  /** Stores events of this turn, unless the baton has moved on or, when it ends the turn, more messages have joined. */
  commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean
  endTurn(): void
  /** Has an offer made when its time comes, unless one waits already. */
  offerLater(rule: Rule): void
  /** What stands in the pictures that came with the turn, masked; null where nobody reads them. Noted for staff. */
  picture(turn: Turn, knowhow: Knowhow): Promise<Redacted | null>
  /** What is nearest by meaning; null where nobody tells. */
  nearest(knowhow: Knowhow, reading: Reading, context: BotContext): Promise<BotContext['nearest'] | null>
  /** The model that may put answers, if the workspace has one. */
  model(knowhow: Knowhow): Hired<ChatProvider> | null
  /** Shows that the bot is busy with the business system. */
  busy(): void
  /** Shows the answer so far to whoever is live. */
  stream(turn: Turn, n: number, text: Redacted): void
}

/** Gives the sentences of an answer as they become ready. The embedded bot has them all at once. */
export type Voice = (sentences: readonly string[]) => AsyncIterable<string>

async function* atOnce(sentences: readonly string[]): AsyncIterable<string> {
  yield* sentences
}

type Spoken = Exclude<Decision, { do: 'act' | 'handoff' }>

/** A draft, and how often something of it was shown. */
type ShownDrafting = Drafting & { shown: number }
const NOT_DRAFTED: ShownDrafting = { drafted: null, why: [], shown: 0 }

/** So much of a turn's time is left when a model has to be done, for the answer of our own. */
const SPARE_MS = 1_500

/** An action of the live turn, with what the customer said in it, and what its flow was told before. */
interface ActCall extends Pick<BusinessCall, 'input' | 'key' | 'customer'> {
  heard: readonly Heard[]
  before: readonly string[]
}

/** Runs the bot's live turn to its end. A crash anywhere is harmless: the stored turn runs again and its ids are the same. */
export class Turns {
  readonly #host: TurnHost
  /** Which run is under way. A run that was given up on ends at its next look. */
  #run: symbol | null = null
  /** As last seen, for a turn that has to end at once. */
  #knowhow: Knowhow | null = null
  voice: Voice = atOnce

  constructor(host: TurnHost) {
    this.#host = host
  }

  async run(): Promise<void> {
    if (this.#run) return
    const run = Symbol('run')
    this.#run = run
    try {
      for (let turn = this.#host.turn(); turn && this.#run === run; turn = this.#host.turn()) await this.#pass(turn)
    } catch (error) {
      // The row stays: the watch over it runs the turn again, and past its deadline a person is asked for.
      warn('session.turn', error)
    } finally {
      if (this.#run === run) this.#run = null
    }
  }

  /** Past its deadline a turn ends with a person, whatever an attempt at it still waits for; the fence drops that. */
  async endOverdue(): Promise<void> {
    const host = this.#host
    const turn = host.turn()
    if (!turn || host.now() < turn.deadline) return
    this.#run = null
    if (!isCurrent(turn, host.state())) return host.endTurn()
    // After a crash nothing is known yet. Words are worth a moment; whoever watches the turn comes back.
    if (!this.#knowhow && host.now() < turn.deadline + WORDS_MS) {
      this.#knowhow = await host.knowhow()
      return this.endOverdue()
    }
    this.#fail(turn, 'timeout')
  }

  /** One attempt over the messages that have joined so far. Leaves the turn live when more joined meanwhile. */
  async #pass(turn: Turn): Promise<void> {
    const host = this.#host
    if (!isCurrent(turn, host.state())) return host.endTurn()

    const knowhow = await host.knowhow()
    this.#knowhow = knowhow
    const said = turn.seqs.map((seq) => host.said(seq))
    const files = said.reduce((count, each) => count + each.files, 0)
    const words = said.map(({ text }) => text).join('\n')
    const heard = { ...botContext(host.state(), turn, host.now()), ...(files > 0 && { files }) }
    const own = knowhow.brain().understand(words, heard)
    const marks = [...new Set(said.flatMap((each) => each.marks))]
    const look: Look = { reading: own, messages: said.length, files, marks, outcome: null }

    const { fired: atReading, later } = this.#rules(knowhow, 'reading', look)
    if (atReading?.rule.mode === 'immediate')
      return this.#handOff(turn, knowhow, { reading: own, context: heard }, null, atReading)
    for (const rule of later) host.offerLater(rule)
    // A topic that is not the bot's: no answer is even drafted.
    if (atReading?.rule.say) return this.#answer(turn, knowhow, own, inPlace(atReading, heard), atReading)

    const { reading, context, picture } = await secondLook(host, turn, knowhow, words, { reading: own, context: heard })
    if (!isCurrent(turn, host.state())) return host.endTurn()
    const decision = await this.#decide(turn, knowhow, reading, context)
    if (!decision) return
    const { fired: atAnswer } = this.#rules(knowhow, 'answer', { ...look, reading, outcome: decision.do })
    const escalation = atAnswer?.rule.mode === 'immediate' ? atAnswer : null
    if (decision.do === 'handoff' || escalation)
      return this.#handOff(turn, knowhow, { reading, context }, decision, escalation)
    if (host.state().case?.prescreen && hasLeftPrescreen(decision, context))
      return this.#endPrescreen(turn, knowhow, reading, decision)
    const offer = weightier(atReading, atAnswer)
    if (offer?.rule.say) return this.#answer(turn, knowhow, reading, inPlace(offer, context), offer)
    const drafting = await this.#draft(turn, knowhow, { reading, decision, context, picture })
    // It may have failed, and so may what was looked up for it: the rules see that too. What they saw before stays as it was.
    const failure = drafting.failed ? { failure: 'provider' as const } : {}
    const { fired: atDraft } = this.#rules(knowhow, 'answer', { ...look, ...failure, reading, outcome: decision.do })
    if (atDraft?.rule.mode === 'immediate') return this.#handOff(turn, knowhow, { reading, context }, decision, atDraft)
    await this.#answer(turn, knowhow, reading, decision, offer, drafting)
  }

  /** Has a model put the answer, where there is one and it may. */
  async #draft(
    turn: Turn,
    knowhow: Knowhow,
    asking: { reading: Reading; decision: Spoken; context: BotContext; picture?: string | undefined },
  ): Promise<ShownDrafting> {
    const host = this.#host
    const model = isDraftable(asking.decision) ? host.model(knowhow) : null
    if (!model) return NOT_DRAFTED
    const { exempt } = knowhow
    host.busy()
    const { sentences: ours } = asking.decision
    const sorry = ours.slice(0, ours[0]?.startsWith(knowhow.snapshot.pack.wording.sorry[asking.reading.locale]) ? 1 : 0)
    let shown = 0
    const { drafted, ...rest } = await draft(model, knowhow, asking, {
      withinMs: () => turn.deadline - host.now() - SPARE_MS,
      isWanted: () => isCurrent(turn, host.state()) && host.turn()?.seqs.length === turn.seqs.length,
      customer: () => host.state().profile?.hostId ?? null,
      look: (action, input) => this.#look(turn, knowhow, action, input),
      show: (sentences) => {
        shown += 1
        host.stream(turn, shown, redact([...sorry, ...sentences].join(''), DETECTORS, exempt).text)
      },
    })
    return { drafted: drafted && { ...drafted, sentences: [...sorry, ...drafted.sentences] }, ...rest, shown }
  }

  /** An action that only reads, at a model's word; logged like any. Null when the turn is over. */
  async #look(
    turn: Turn,
    { config, exempt }: Knowhow,
    action: Action,
    input: Record<string, string>,
  ): Promise<ActionResult | null> {
    const host = this.#host
    const key = `${host.session()}:${turn.id}:look:${await digest(`${action.id} ${JSON.stringify(input)}`)}`
    if (!host.commit(turn, [actionStarted(turn, action.id, key, redactJson(input, DETECTORS, exempt))], false))
      return null
    const customer = host.state().profile?.hostId ?? null
    const result = await callBusiness(config.businessApi, action, { by: 'bot', input, key, customer })
    const code = result.ok ? 'ok' : result.code
    return host.commit(turn, [actionFinished(turn, action.id, key, code)], false) ? result : null
  }

  #rules({ snapshot }: Knowhow, at: Phase, look: Look): Verdict {
    return ruleOn(this.#host.state(), snapshot.pack, at, look, this.#host.now())
  }

  /** Asks the bot, and the business system where the flow needs it. Null when the turn is over for another reason. */
  async #decide(
    turn: Turn,
    knowhow: Knowhow,
    reading: Reading,
    context: BotContext,
    first: Decision = knowhow.brain().answer(reading, context),
  ): Promise<Exclude<Decision, { do: 'act' }> | null> {
    const host = this.#host
    const { brain, snapshot, exempt } = knowhow
    let decision = first
    for (let n = 1; decision.do === 'act'; n++) {
      const { action: id, input, flow } = decision
      const action = snapshot.pack.actions.find((each) => each.id === id)
      if ((!action && !isBuiltIn(id)) || n > MAX_ACTIONS)
        throw new Error(`the flow asked for an action it may not have: ${id}`)
      const key = `${host.session()}:${turn.id}:${n}:${await digest(`${id} ${JSON.stringify(input)}`)}`
      // Begun before a crash, and nobody knows how it ended: what is not safe to repeat is a person's to settle.
      if (action && !action.safe && host.isStored(key)) {
        this.#fail(turn, 'action')
        return null
      }
      host.busy()
      if (!host.commit(turn, [actionStarted(turn, id, key, redactJson(input, DETECTORS, exempt))], false)) return null
      const customer = host.state().profile?.hostId ?? null
      const heard = turn.seqs.map((seq) => ({ text: host.said(seq).text, handles: host.handlesOf(seq) }))
      const call = { input, key, customer, heard, before: Object.values(context.flow?.slots ?? {}) }
      const { result, drafts } = await this.#act(knowhow, id, call, reading.locale)
      const code = result.ok ? 'ok' : result.code
      if (!host.commit(turn, [actionFinished(turn, id, key, code), ...drafts], false)) return null
      decision = brain().answer(reading, { ...context, flow }, result)
    }
    return decision
  }

  async #act(knowhow: Knowhow, id: string, { heard, before, ...call }: ActCall, locale: Locale): Promise<StepUp> {
    if (isBuiltIn(id)) {
      const handles = heard.flatMap((each) => each.handles)
      return this.#host.stepUp(knowhow, { ...call, handles, action: id, locale, now: this.#host.now() })
    }
    const action = knowhow.snapshot.pack.actions.find((each) => each.id === id)
    if (!action) throw new Error(`the flow asked for an action it may not have: ${id}`)
    // Whatever a flow says: what needs a proof is done for nobody else.
    if (action.proof !== undefined && !hasProved(this.#host.state(), this.#host.now(), action.proof))
      return { result: { action: id, ok: false, code: 'not_proved' }, drafts: [] }
    const open = openerOf(heard, before)
    return { result: await callBusiness(knowhow.config.businessApi, action, { ...call, by: 'bot', open }), drafts: [] }
  }

  async #answer(
    turn: Turn,
    knowhow: Knowhow,
    reading: Reading,
    decision: Spoken,
    offer: Fired | null,
    { drafted, why, shown }: ShownDrafting = NOT_DRAFTED,
  ): Promise<void> {
    const { snapshot, exempt } = knowhow
    const { wording } = snapshot.pack
    const offered = [...decision.options, ...(drafted?.options ?? [])]
    const button = personOption(wording, reading.locale)
    const isOffered = offered.some(({ text }) => text === button.text)
    // A rule with words of its own has offered in them, and so has an answer that ends with the button.
    const offering = offer && !offer.rule.say && !isOffered ? [`\n${wording.offerPerson[reading.locale]}`] : []
    // What a model has written was shown sentence by sentence.
    const own = drafted ? drafted.sentences : decision.sentences
    const whole = [...own, ...offering]
    const text = drafted
      ? redact(whole.join(''), DETECTORS, exempt).text
      : await this.#speak(turn, whole, exempt, shown)
    if (text === null) return
    const options = offer && !isOffered ? [...offered, button] : offered
    const citations = drafted?.citations ?? (decision.do === 'answer' ? decision.citations : [])
    const drafts = [
      // Whether it was understood stays our own reading of it: no model talks a rule out of its count.
      botDecided(turn, snapshot, reading, decision.do, { ...decision, why: [...decision.why, ...why] }, exempt),
      ...(offer ? personOffered(turn.id, snapshot.version, offer, exempt) : []),
      botSays(turn, text, reading.locale, { citations, options: redactJson(options, DETECTORS, exempt) }),
    ]
    this.#host.commit(turn, drafts, true)
  }

  /**
   * The whole text, masked, once every sentence is out; null when the baton moved on before. `shown` is how often something
   * was shown in this turn already: what is said here takes its place.
   */
  async #speak(
    turn: Turn,
    sentences: readonly string[],
    exempt: readonly RegExp[],
    shown = 0,
  ): Promise<Redacted | null> {
    let raw = ''
    let n = 0
    for await (const sentence of this.voice(sentences)) {
      if (!isCurrent(turn, this.#host.state())) return null
      raw += sentence
      n += 1
      if (n < sentences.length) this.#host.stream(turn, shown + n, redact(raw, DETECTORS, exempt).text)
    }
    return redact(raw, DETECTORS, exempt).text
  }

  async #handOff(
    turn: Turn,
    knowhow: Knowhow,
    { reading, context }: Heading,
    decision: Decision | null,
    fired: Fired | null,
  ): Promise<void> {
    const { snapshot, exempt } = knowhow
    const state = this.#host.state()
    const { reason, priority, alert } = fired?.rule ?? FLOW_ENDS
    const firing = fired ? firingOf(fired, snapshot.version, exempt) : FLOW_ENDED
    const wanted = { handoffId: `h_${turn.id}`, reason, priority, firing, alert }
    const questions = prescreenBefore(state, snapshot.pack, reading, wanted)
    if (questions && (await this.#prescreen(turn, knowhow, { reading, context }, questions, wanted))) return
    const own = decision?.do === 'handoff' && !fired ? decision.sentences.join('') : null
    const { mood, locale } = reading
    const words =
      fired?.rule.say?.[locale] ?? phrase(snapshot.pack.wording, handoffWords(reason), locale, { mood, context })
    const text = redact(own ?? words, DETECTORS, exempt).text
    const spoken = [
      botDecided(turn, snapshot, reading, 'handoff', decision, exempt),
      botSays(turn, text, reading.locale),
    ]
    // The flow of the questions has come to its end, or something else would not wait for it.
    const outcome = decision?.do === 'handoff' && !fired ? 'answered' : 'skipped'
    if (state.case?.prescreen && outcome === 'answered') return this.#endWaiting(turn, spoken, outcome)
    this.#escalate(turn, spoken, wanted)
  }

  /** Asks before the person is asked for. False when there turns out to be nothing to ask. */
  async #prescreen(
    turn: Turn,
    knowhow: Knowhow,
    { reading, context }: Heading,
    questions: Prescreen,
    wanted: Parameters<typeof prescreenAsked>[1],
  ): Promise<boolean> {
    const { snapshot, exempt } = knowhow
    const first = knowhow.brain().begin(questions.flow, reading, context)
    const decision = await this.#decide(turn, knowhow, reading, context, first)
    if (!decision) return true
    if (decision.do !== 'ask') return false
    const text = await this.#speak(turn, decision.sentences, exempt)
    if (text === null) return true
    const options = redactJson(decision.options, DETECTORS, exempt)
    const asked = [
      prescreenAsked(questions, wanted),
      botDecided(turn, snapshot, reading, 'ask', decision, exempt),
      botSays(turn, text, reading.locale, { options }),
    ]
    this.#host.commit(turn, asked, true)
    return true
  }

  /** The customer says something else instead of answering: called off, it is off; else the person comes, unheld. */
  async #endPrescreen(
    turn: Turn,
    knowhow: Knowhow,
    reading: Reading,
    decision: Exclude<Decision, { do: 'act' | 'handoff' }>,
  ): Promise<void> {
    const { snapshot, exempt } = knowhow
    const text = await this.#speak(turn, decision.sentences, exempt)
    if (text === null) return
    const spoken = [
      botDecided(turn, snapshot, reading, decision.do, { ...decision, flow: null }, exempt),
      botSays(turn, text, reading.locale),
    ]
    if (!isCalledOff(decision)) return this.#endWaiting(turn, spoken, 'skipped')
    this.#host.commit(turn, [...spoken, ...prescreenEnded(this.#host.state(), 'skipped')], true)
  }

  #endWaiting(turn: Turn, spoken: readonly EventDraft[], outcome: 'answered' | 'skipped'): void {
    const now = this.#host.now()
    const state = foldDrafts(this.#host.state(), spoken, now)
    this.#host.commit(turn, [...spoken, ...endPrescreen(state, outcome, now)], true)
  }

  /** The bot did not manage: a person gets it, with what is known, and the customer is told. */
  #fail(turn: Turn, failure: Failure): void {
    const knowhow = this.#knowhow
    if (!knowhow) return this.#escalate(turn, [], { ...BOT_FAILS, firing: botFailed(failure) })
    const { snapshot, exempt } = knowhow
    const { fired } = this.#rules(knowhow, 'failure', { ...STANDING, failure })
    const { reason, priority, alert } = fired?.rule ?? BOT_FAILS
    const locale = this.#host.state().case?.locale ?? knowhow.config.locale
    const words = fired?.rule.say ?? snapshot.pack.wording[handoffWords(reason)]
    const spoken = [botSays(turn, redact(words[locale], DETECTORS, exempt).text, locale)]
    const firing = fired ? firingOf(fired, snapshot.version, exempt) : botFailed(failure)
    this.#escalate(turn, spoken, { reason, priority, firing, alert })
  }

  #escalate(
    turn: Turn,
    spoken: readonly EventDraft[],
    request: Pick<Parameters<typeof escalate>[1], 'reason' | 'priority' | 'firing' | 'alert'>,
  ): void {
    const now = this.#host.now()
    const state = foldDrafts(this.#host.state(), spoken, now)
    const escalation = escalate(state, { handoffId: `h_${turn.id}`, ...request }, now)
    // Whoever asks twice, or is upset, is not asked anything any more.
    this.#host.commit(turn, [...spoken, ...prescreenEnded(state, 'skipped'), ...escalation], true)
  }
}

/** A message as it was read, and what it was read with. */
interface Heading {
  reading: Reading
  context: BotContext
}

const isCalledOff = ({ why }: Decision): boolean =>
  why.some(({ step, code }) => step === 'flow' && code === 'called-off')

/** Whether the bot would say anything but the next of its questions. */
const hasLeftPrescreen = ({ do: what, flow }: Decision, { flow: before }: BotContext): boolean =>
  what !== 'ask' || flow?.flow !== before?.flow

/** Sixteen hex digits of SHA-256: tells one input of an action from another. */
async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
