import { type CitedSentence, Cutter, flowing, NO_ANSWER, passagesFor, promptFor, toolAnswer } from '@baton/bot/draft'
import type {
  Action,
  ActionResult,
  BotContext,
  ChatProvider,
  Citation,
  Decision,
  Option,
  Reading,
  Reason,
} from '@baton/protocol'
import { DETECTORS, redactJson } from '@baton/relay/masking'
import { warn } from '../log.ts'
import type { ChatMessage, ToolCall } from '../providers/provider.ts'
import { ProviderError, type ProviderFailure } from '../providers/provider-error.ts'
import type { Hired } from '../providers/providers.ts'
import { guessAsked } from '../providers/tokens.ts'
import type { Knowhow } from './knowhow.ts'
import { lookupsOf } from './lookups.ts'

/** Rounds of asking the model: each but the last may look something up. */
const MOST_ROUNDS = 3
const MOST_SENTENCES = 8
/** Calls of the business system in one turn. */
const MOST_LOOKS = 6
/** Failures of a model that nobody has asked. */
const UNASKED = new Set<ProviderFailure>(['resting', 'spent'])
/** With less time than this left nobody is asked. */
const LEAST_MS = 300
const TOOL_CHARS = 4_000
/** Words of our own instructions in a sentence, so many letters in a row, are not said. */
const LEAK_CHARS = 24

/** What a draft needs of the turn it is written in. */
export interface DraftHost {
  /** In milliseconds from now: when the answer has to be there. */
  withinMs(): number
  /** False when somebody else answers by now, or more was said. */
  isWanted(): boolean
  /** Whom the host site vouches for. */
  customer(): string | null
  /** Has a reading action done, as logged as any; null when the turn is over. */
  look(action: Action, input: Record<string, string>): Promise<ActionResult | null>
  /** Shows the answer so far: screened sentences only. */
  show(sentences: readonly string[]): void
}

export interface Drafted {
  sentences: string[]
  citations: Citation[]
  options: Option[]
}

/** What came of asking a model: an answer, or why there is none. */
export interface Drafting {
  drafted: Drafted | null
  why: Reason[]
  /** The model was asked and did not do its part. */
  failed?: true
}

interface Asking {
  reading: Reading
  decision: Decision
  context: BotContext
  /** What was read in a picture of this turn's. */
  picture?: string | undefined
}

/**
 * Whether a model may put it better: an answer from an article, or none although something is near. What the bot would have
 * asked back stays below the answer as buttons. Flows speak for themselves.
 */
export const isDraftable = ({ do: what, why }: Decision): boolean =>
  what === 'abstain' ||
  what === 'clarify' ||
  (what === 'answer' && why.some(({ step, code }) => step === 'retrieval' && code === 'answered'))

/**
 * Has a model write the answer from passages. Every sentence names the passage it comes from and is held against it before
 * anybody sees it. Whatever goes wrong, also in the middle, there is no draft, and the answer of our own stands: half an
 * answer may lack the half that matters.
 */
export async function draft(
  { provider, settings }: Hired<ChatProvider>,
  knowhow: Knowhow,
  asking: Asking,
  host: DraftHost,
): Promise<Drafting> {
  const { reading, decision, context, picture } = asking
  const brain = knowhow.brain()
  const passages = passagesFor(decision, reading, (id, locale) => brain.article(id, locale, context.now))
  const why: Reason[] = []
  const told = (code: string, detail?: string): void => {
    why.push({ step: 'provider', code, ...(detail && { detail }) })
  }
  const none = (code: string): Drafting => {
    told(code)
    return { drafted: null, why }
  }
  if (passages.length === 0 || reading.text === '') return { drafted: null, why }

  const mark = crypto.randomUUID().slice(0, 13)
  const { system, question } = promptFor({
    business: knowhow.config.business,
    locale: reading.locale,
    question: reading.text,
    earlier: context.earlier,
    passages,
    picture,
    mark,
  })
  const messages: ChatMessage[] = [
    { role: 'system', content: system },
    { role: 'user', content: question },
  ]
  const named = namedValues(brain, knowhow, asking)
  const lookups = lookupsOf(knowhow.snapshot.pack, { named, customer: host.customer(), locale: reading.locale })
  const results: unknown[] = []
  let looks = 0
  const options: Option[] = []
  const cited = new Set<string>()
  const said: string[] = []
  const checks = new Map<string, (sentence: string, before?: string) => Reason | null>()
  const leaks = leakOf(system, mark)

  const checkFor = (cites: readonly string[]) => {
    const key = `${cites.join()} ${results.length}`
    const check =
      checks.get(key) ??
      brain.door.foreign({
        texts: passages.filter(({ id }) => cites.includes(id)).flatMap(({ title, text }) => [title, text]),
        results: cites.includes('tool') ? results : [],
        said: [...named],
      })
    checks.set(key, check)
    return check
  }
  const take = ({ text, cites }: CitedSentence): void => {
    if (text.trim().startsWith(NO_ANSWER)) return told('no-answer')
    const rests = cites.filter((id) => (id === 'tool' ? results.length > 0 : passages.some((each) => each.id === id)))
    const held: Reason | null =
      rests.length === 0
        ? { step: 'ground', code: 'uncited' }
        : leaks(text)
          ? { step: 'screen', code: 'leaks-prompt' }
          : checkFor(rests)(text, said.at(-1))
    if (held) {
      // What was held back may be a secret: its place is named, not what it said.
      why.push({ step: held.step, code: held.code })
      return
    }
    if (said.length === MOST_SENTENCES) return
    said.push(text)
    for (const id of rests) cited.add(id)
    host.show(flowing(said))
  }

  let left = settings.turnTokens
  try {
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      const asked = guessAsked(messages)
      const maxTokens = Math.min(settings.answerTokens, left - asked)
      const withinMs = host.withinMs()
      if (maxTokens < 16) return none('turn-spent')
      if (withinMs < LEAST_MS) return none('no-time')
      const cutter = new Cutter()
      const calls: ToolCall[] = []
      let wrote = ''
      const tools = round < MOST_ROUNDS ? lookups.tools : []
      for await (const part of provider.chat(messages, { tools, maxTokens, withinMs })) {
        if (!host.isWanted()) return none('overtaken')
        if (part.do === 'cost') left -= part.tokens
        else if (part.do === 'call') calls.push(part.call)
        else {
          wrote += part.text
          for (const sentence of cutter.take(part.text)) take(sentence)
        }
      }
      for (const sentence of cutter.end()) take(sentence)
      if (calls.length === 0 || round === MOST_ROUNDS) break
      messages.push({ role: 'assistant', content: wrote, calls })
      for (const call of calls) {
        const answer = await answerCall(call)
        if (answer === null) return none('overtaken')
        messages.push({ role: 'tool', call: call.id, content: toolAnswer(answer, mark) })
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) warn('session.draft', error)
    const code = error instanceof ProviderError ? error.code : 'unavailable'
    return { ...none(code.replaceAll('_', '-')), ...(!UNASKED.has(code) && { failed: true }) }
  }
  if (said.length === 0) return none('nothing-left')
  told('drafted', [...cited].join(', '))
  const citations = passages
    .filter(({ id }) => cited.has(id))
    .map(({ article, title }): Citation => ({ article, title }))
  return { drafted: { sentences: flowing(said), citations, options }, why }

  /** What a call of the model's comes to, as JSON for it; null when the turn is over. */
  async function answerCall(call: ToolCall): Promise<string | null> {
    const asked = lookups.read(call)
    switch (asked.do) {
      case 'refuse':
        told('tool-refused', asked.code)
        return JSON.stringify({ error: asked.code })
      case 'offer':
        if (!options.some(({ text }) => text === asked.option.text)) options.push(asked.option)
        return JSON.stringify({ offered: true })
      case 'look': {
        looks += 1
        if (looks > MOST_LOOKS) {
          told('tool-refused', 'too_many')
          return JSON.stringify({ error: 'too_many' })
        }
        const result = await host.look(asked.action, asked.input)
        if (result === null) return null
        told('tool-called', asked.action.id)
        if (!result.ok) return JSON.stringify({ error: result.code })
        const data = redactJson(result.data, DETECTORS, knowhow.exempt)
        results.push(data)
        return JSON.stringify(data).slice(0, TOOL_CHARS)
      }
    }
  }
}

/** The workspace's own numbers that the customer has written in this case. */
function namedValues(
  brain: ReturnType<Knowhow['brain']>,
  { snapshot }: Knowhow,
  { reading, context }: Asking,
): ReadonlySet<string> {
  const own = new Set(snapshot.pack.entities.map(({ type }) => type))
  const before = context.earlier
    .slice(-4)
    .flatMap((text) => brain.understand(text, { ...context, flow: null }).entities)
  return new Set([...reading.entities, ...before].filter(({ type }) => own.has(type)).map(({ value }) => value))
}

/** Whether a sentence gives away what the model was told. */
function leakOf(system: string, mark: string): (sentence: string) => boolean {
  const dense = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  const secret = dense(system)
  return (sentence) => {
    if (sentence.includes(mark)) return true
    const text = dense(sentence)
    for (let at = 0; at + LEAK_CHARS <= text.length; at += 1) {
      if (secret.includes(text.slice(at, at + LEAK_CHARS))) return true
    }
    return false
  }
}
