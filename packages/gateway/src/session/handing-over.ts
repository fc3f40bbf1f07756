import { phrase } from '@baton/bot'
import type { Decision, Prescreen, Reading } from '@baton/protocol'
import { DETECTORS, type Redacted, redact, redactJson } from '@baton/relay/masking'
import type { Fired } from '@baton/relay/rules'
import {
  botDecided,
  botSays,
  type EventDraft,
  endPrescreen,
  escalate,
  type Failure,
  firingOf,
  foldDrafts,
  prescreenAsked,
  prescreenBefore,
  prescreenEnded,
  ruleOn,
  STANDING,
  type Turn,
} from '@baton/relay/session'
import type { Decided } from './deciding.ts'
import type { Knowhow } from './knowhow.ts'
import { BOT_FAILS, botFailed, FLOW_ENDED, FLOW_ENDS } from './own-rules.ts'
import { handoffWords } from './rule-words.ts'
import type { Heading, TurnHost } from './turn-host.ts'

/** How a turn asks the bot, and says what it answers. Null when the turn is over. */
interface Asking {
  decide(turn: Turn, knowhow: Knowhow, heading: Heading, first: Decision): Promise<Decided | null>
  speak(turn: Turn, sentences: readonly string[], exempt: readonly RegExp[]): Promise<Redacted | null>
}

/** Ends turns with a person: because a rule or a flow says so, or because the bot did not manage. */
export class HandingOver {
  readonly #host: TurnHost
  readonly #asking: Asking

  constructor(host: TurnHost, asking: Asking) {
    this.#host = host
    this.#asking = asking
  }

  /** Passes the baton, after questions where the pack asks some. */
  async pass(
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
    const decision = await this.#asking.decide(turn, knowhow, { reading, context }, first)
    if (!decision) return true
    if (decision.do !== 'ask') return false
    const text = await this.#asking.speak(turn, decision.sentences, exempt)
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
  async endPrescreen(
    turn: Turn,
    knowhow: Knowhow,
    reading: Reading,
    decision: Exclude<Decided, { do: 'handoff' }>,
  ): Promise<void> {
    const { snapshot, exempt } = knowhow
    const text = await this.#asking.speak(turn, decision.sentences, exempt)
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
  fail(turn: Turn, knowhow: Knowhow | null, failure: Failure): void {
    if (!knowhow) return this.#escalate(turn, [], { ...BOT_FAILS, firing: botFailed(failure) })
    const host = this.#host
    const { snapshot, exempt } = knowhow
    const { fired } = ruleOn(host.state(), snapshot.pack, 'failure', { ...STANDING, failure }, host.now())
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

const isCalledOff = ({ why }: Decision): boolean =>
  why.some(({ step, code }) => step === 'flow' && code === 'called-off')
