import type {
  BacktestRow,
  BotContext,
  Decision,
  Pack,
  Phase,
  Reading,
  Rule,
  Transcript,
  TranscriptLine,
} from '@baton/protocol'
import { settings as settingsSchema } from '@baton/protocol'
import { DETECTORS, fromLog, ownContacts, redact } from '../masking/index.ts'
import type { Fired } from '../rules/index.ts'
import {
  actionFinished,
  actionStarted,
  botContext,
  botDecided,
  botSays,
  offerUnasked,
  personOffered,
  soundOf,
} from '../session/bot-turn.ts'
import { openCase } from '../session/case.ts'
import { type EventDraft, numbered } from '../session/draft.ts'
import { type Look, STANDING } from '../session/facts.ts'
import { fold } from '../session/fold.ts'
import { ruleOn, weightier } from '../session/ruling.ts'
import { initialState, type SessionState } from '../session/state.ts'
import { joinTurn, type Turn } from '../session/turn.ts'

/** What the bot makes of a message. Without `answer`, what was recognised counts as answered. */
export interface Thinking {
  understand(text: string, context: BotContext): Reading
  answer?(reading: Reading, context: BotContext): Decision
}

type Firing = BacktestRow['offers'][number]

/** Lines without a time come so far apart, from this moment on; only differences matter. */
const PACE_MS = 10_000
const START = 1_700_000_000_000
const NO_ACTION = fromLog({})
const CUSTOMER = { role: 'customer', id: 'customer' } as const
const settings = settingsSchema.parse({})

/** Lets the bot and the rules go through a conversation again, until the rules pass the baton or an agent spoke. */
export function replay(
  pack: Pack,
  transcript: Transcript,
  thinking: Thinking,
): { escalated: Firing | null; offers: Firing[] } {
  const session = new ReplayedSession(pack, transcript, thinking)
  for (const [index, line] of transcript.lines.entries()) {
    if (line.by === 'agent') break
    if (line.by === 'bot') continue
    const escalated = session.hear(index, line)
    if (escalated) return { escalated, offers: session.offers }
  }
  return { escalated: null, offers: session.offers }
}

class ReplayedSession {
  readonly offers: Firing[] = []
  readonly #pack: Pack
  readonly #thinking: Thinking
  readonly #exempt: RegExp[]
  /** Offers whose time has not come: the rule, and when it does. */
  readonly #waiting = new Map<Rule, number>()
  #state: SessionState = initialState
  #now = START

  constructor(pack: Pack, { customer = {}, locale }: Transcript, thinking: Thinking) {
    this.#pack = pack
    this.#thinking = thinking
    this.#exempt = [...pack.entities.map(({ pattern }) => new RegExp(pattern, 'giu')), ...ownContacts(pack)]
    const { tier = null, attributes = {}, verified = false } = customer
    const profile = { id: 'customer', hostId: null, name: null, verified, locale, tier, attributes }
    this.#state = { ...initialState, profile }
  }

  /** A line of the customer; what passes the baton at it, if anything does. */
  hear(index: number, line: TranscriptLine): Firing | null {
    const now = line.at === undefined ? this.#now + PACE_MS : START + line.at
    this.#makeWaiting(index, now)
    this.#now = Math.max(this.#now, now)
    if (line.rating !== undefined) return this.#rated(index, line.rating)
    const text = redact(line.text, DETECTORS, this.#exempt)
    const id = `m${index}`
    this.#append(openCase(this.#state, id, settings, this.#now))
    this.#append([{ kind: 'message', id, by: CUSTOMER, audience: 'all', body: { text: text.text, marks: text.marks } }])
    const turn = joinTurn(null, this.#state.head, this.#state, settings, this.#now)
    return this.#answer(
      index,
      line,
      turn,
      text.marks.map(({ kind }) => kind),
      text.text,
    )
  }

  #answer(index: number, line: TranscriptLine, turn: Turn, marks: string[], text: string): Firing | null {
    const { failure, files, voice } = line
    const context = { ...botContext(this.#state, turn, this.#now), ...(files > 0 && { files }), ...soundOf(voice) }
    const reading = this.#thinking.understand(text, context)
    const look: Look = { reading, messages: 1, files, marks, outcome: null, ...(voice && { voice }) }
    const { fired: atReading, later } = this.#rules('reading', look)
    if (atReading?.rule.mode === 'immediate') return told(index, atReading)
    for (const rule of later) if (!this.#waiting.has(rule)) this.#wait(rule)
    if (failure && failure !== 'provider') return this.#failed(index, failure)

    const decision = atReading?.rule.say ? null : this.#decide(reading, context)
    this.#append(this.#errors(turn, line.actionErrors))
    const outcome = decision?.do ?? 'answer'
    const citations = decision?.do === 'answer' ? decision.citations : []
    const { fired: atAnswer } = decision
      ? this.#rules('answer', { ...look, outcome, ...(failure && { failure }) })
      : { fired: null }
    if (atAnswer?.rule.mode === 'immediate') return told(index, atAnswer)
    const offer = weightier(atReading, atAnswer)
    if (offer) this.offers.push(told(index, offer))
    this.#append([
      botDecided(turn, { version: 'replay', pack: this.#pack }, reading, outcome, decision, this.#exempt),
      ...(offer ? personOffered(turn.id, 'replay', offer, this.#exempt) : []),
      botSays(turn, fromLog(''), reading.locale, { citations }),
    ])
    if (outcome !== 'handoff') return null
    const evidence = [{ fact: 'turn.outcome', value: 'handoff', words: [] }]
    return { line: index, rule: 'flow-handoff', reason: 'policy', evidence }
  }

  /** What the bot would do. What the business system said then is not known, so that what asks it counts as answered. */
  #decide(reading: Reading, context: BotContext): Decision {
    const made = this.#thinking.answer?.(reading, context)
    if (made && made.do !== 'act') return made
    const unknown = { why: [], flow: made?.flow ?? null, sentences: [], options: [] }
    return made || reading.recognised
      ? { do: 'answer', ...unknown, citations: [], confidence: 1 }
      : { do: 'abstain', ...unknown }
  }

  #failed(index: number, failure: NonNullable<Look['failure']>): Firing {
    const { fired } = this.#rules('failure', { ...STANDING, failure })
    const evidence = [{ fact: 'turn.failure', value: failure, words: [] }]
    return fired ? told(index, fired) : { line: index, rule: 'turn-deadline', reason: 'bot_failed', evidence }
  }

  #rated(index: number, score: number): null {
    const it = this.#state.case
    if (!it) return null
    const body = { caseId: it.id, score, tags: [], comment: fromLog('') }
    this.#append([{ kind: 'case.rated', id: `r${index}`, by: CUSTOMER, audience: 'all', body }])
    this.#offer(index, this.#rules('rating', STANDING).fired)
    return null
  }

  #errors(turn: Turn, times: number): EventDraft[] {
    return Array.from({ length: times }, (_, n) => `${turn.id}:${n}`).flatMap((key) => [
      actionStarted(turn, 'replayed', key, NO_ACTION),
      actionFinished(turn, 'replayed', key, 'unavailable'),
    ])
  }

  #wait(rule: Rule): void {
    this.#waiting.set(rule, this.#now + (rule.delayS ?? 0) * 1_000)
  }

  #makeWaiting(index: number, now: number): void {
    for (const [rule, due] of this.#waiting) {
      if (due > now) continue
      this.#waiting.delete(rule)
      this.#now = due
      const rules = [{ ...rule, at: 'rating', delayS: undefined } as const]
      this.#offer(index, ruleOn(this.#state, { ...this.#pack, rules }, 'rating', STANDING, due).fired)
    }
  }

  #offer(index: number, fired: Fired | null): void {
    if (!fired) return
    this.offers.push(told(index, fired))
    const said = { text: fromLog(''), locale: this.#state.profile?.locale ?? 'en', options: fromLog([]) }
    this.#append(offerUnasked(this.#state, 'replay', fired, this.#exempt, said))
  }

  #rules(at: Phase, look: Look) {
    return ruleOn(this.#state, this.#pack, at, look, this.#now)
  }

  #append(drafts: readonly EventDraft[]): void {
    for (const draft of drafts) this.#state = fold(this.#state, numbered(draft, this.#state.head + 1, this.#now))
  }
}

const told = (line: number, { rule, evidence }: Fired): Firing => ({
  line,
  rule: rule.id,
  reason: rule.reason,
  evidence,
})
