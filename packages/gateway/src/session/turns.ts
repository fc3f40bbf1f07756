import type { BotContext, Decision, Phase, Reading } from '@baton/protocol'
import { DETECTORS, type Redacted, redact, redactJson } from '@baton/relay/masking'
import type { Fired, Verdict } from '@baton/relay/rules'
import {
  botContext,
  botDecided,
  botSays,
  heardOf,
  isCurrent,
  type Look,
  personOffered,
  ruleOn,
  type Turn,
  weightier,
} from '@baton/relay/session'
import { warn } from '../log.ts'
import { type Decided, decide, lookUp } from './deciding.ts'
import { type Drafting, draft, isDraftable } from './drafting.ts'
import { HandingOver } from './handing-over.ts'
import type { Knowhow } from './knowhow.ts'
import { inPlace, personOption } from './rule-words.ts'
import { secondLook } from './second-look.ts'
import type { Heading, TurnHost } from './turn-host.ts'

/** Past its deadline a turn waits this much longer for the words in which the customer is told. */
const WORDS_MS = 3_000

export { businessService } from '../connectors/service.ts'
export { type CallAction, callService } from './business.ts'
export type { Knowhow } from './knowhow.ts'
export type { TurnHost } from './turn-host.ts'

/** Gives the sentences of an answer as they become ready. The embedded bot has them all at once. */
export type Voice = (sentences: readonly string[]) => AsyncIterable<string>

async function* atOnce(sentences: readonly string[]): AsyncIterable<string> {
  yield* sentences
}

type Spoken = Exclude<Decided, { do: 'handoff' }>

/** A draft, and how often something of it was shown. */
type ShownDrafting = Drafting & { shown: number }
const NOT_DRAFTED: ShownDrafting = { drafted: null, why: [], shown: 0 }

/** So much of a turn's time is left when a model has to be done, for the answer of our own. */
const SPARE_MS = 1_500

/** Runs the bot's live turn to its end. A crash anywhere is harmless: the stored turn runs again and its ids are the same. */
export class Turns {
  readonly #host: TurnHost
  readonly #handingOver: HandingOver
  /** Which run is under way. A run that was given up on ends at its next look. */
  #run: symbol | null = null
  /** As last seen, for a turn that has to end at once. */
  #knowhow: Knowhow | null = null
  voice: Voice = atOnce

  constructor(host: TurnHost) {
    this.#host = host
    this.#handingOver = new HandingOver(host, {
      decide: (...asked) => this.#decide(...asked),
      speak: (...said) => this.#speak(...said),
    })
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
    this.#handingOver.fail(turn, this.#knowhow, 'timeout')
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
    const { context: sound, voice } = heardOf(
      host.state(),
      said.flatMap(({ spoken }) => spoken ?? []),
    )
    const heard = { ...botContext(host.state(), turn, host.now()), ...(files > 0 && { files }), ...sound }
    const own = knowhow.brain().understand(words, heard)
    const marks = [...new Set(said.flatMap((each) => each.marks))]
    const look: Look = { reading: own, messages: said.length, files, marks, outcome: null, ...(voice && { voice }) }

    const { fired: atReading, later } = this.#rules(knowhow, 'reading', look)
    if (atReading?.rule.mode === 'immediate')
      return this.#handingOver.pass(turn, knowhow, { reading: own, context: heard }, null, atReading)
    for (const rule of later) host.offerLater(rule)
    // A topic that is not the bot's: no answer is even drafted.
    if (atReading?.rule.say) return this.#answer(turn, knowhow, own, inPlace(atReading, heard), atReading)

    const { reading, context, picture } = await secondLook(host, turn, knowhow, words, { reading: own, context: heard })
    if (!isCurrent(turn, host.state())) return host.endTurn()
    const decision = await this.#decide(turn, knowhow, { reading, context })
    if (!decision) return
    const { fired: atAnswer } = this.#rules(knowhow, 'answer', { ...look, reading, outcome: decision.do })
    const escalation = atAnswer?.rule.mode === 'immediate' ? atAnswer : null
    if (decision.do === 'handoff' || escalation)
      return this.#handingOver.pass(turn, knowhow, { reading, context }, decision, escalation)
    if (host.state().case?.prescreen && hasLeftPrescreen(decision, context))
      return this.#handingOver.endPrescreen(turn, knowhow, reading, decision)
    // Who is asked before a person comes needs no offer of one.
    const offer = host.state().case?.prescreen ? null : weightier(atReading, atAnswer)
    if (offer?.rule.say) return this.#answer(turn, knowhow, reading, inPlace(offer, context), offer)
    const drafting = await this.#draft(turn, knowhow, { reading, decision, context, picture })
    // It may have failed, and so may what was looked up for it: the rules see that too. What they saw before stays as it was.
    const failure = drafting.failed ? { failure: 'provider' as const } : {}
    const { fired: atDraft } = this.#rules(knowhow, 'answer', { ...look, ...failure, reading, outcome: decision.do })
    if (atDraft?.rule.mode === 'immediate')
      return this.#handingOver.pass(turn, knowhow, { reading, context }, decision, atDraft)
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
      look: (action, input) => lookUp(host, turn, knowhow, action, input),
      show: (sentences) => {
        shown += 1
        host.stream(turn, shown, redact([...sorry, ...sentences].join(''), DETECTORS, exempt).text)
      },
    })
    return { drafted: drafted && { ...drafted, sentences: [...sorry, ...drafted.sentences] }, ...rest, shown }
  }

  #rules({ snapshot }: Knowhow, at: Phase, look: Look): Verdict {
    return ruleOn(this.#host.state(), snapshot.pack, at, look, this.#host.now())
  }

  /** Null when the turn is over, also because only a person can settle it. */
  async #decide(turn: Turn, knowhow: Knowhow, heading: Heading, first?: Decision): Promise<Decided | null> {
    const decision = await decide(this.#host, turn, knowhow, heading, first)
    if (decision !== 'unsettled') return decision
    this.#handingOver.fail(turn, knowhow, 'action')
    return null
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
}

/** Whether the bot would say anything but the next of its questions. */
const hasLeftPrescreen = ({ do: what, flow }: Decision, { flow: before }: BotContext): boolean =>
  what !== 'ask' || flow?.flow !== before?.flow
