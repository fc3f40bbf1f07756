import type { BotContext, Decision, Option, Reading, Reason } from '@baton/protocol'
import type { Analysis } from './analysis.ts'
import type { Knowledge } from './knowledge.ts'
import { phrase } from './phrase.ts'
import { say } from './wording.ts'

/** One turn of deciding: what is known, and the reasons gathered on the way. */
export interface Turn {
  knowledge: Knowledge
  reading: Reading
  context: BotContext
  analysis: Analysis
  why: Reason[]
}

/** Says something that is no article and no step of a flow. */
export function plain(turn: Turn, sentences: string[], options: Option[] = []): Extract<Decision, { do: 'answer' }> {
  return { do: 'answer', sentences, citations: [], options, confidence: 1, why: turn.why, flow: null }
}

/** It does not know, and a person might. */
export function abstain(turn: Turn): Decision {
  const { knowledge, reading, context } = turn
  const sentences = [phrase(knowledge.pack.wording, 'abstain', reading.locale, { mood: reading.mood, context })]
  return { do: 'abstain', sentences, options: [personOption(turn)], why: turn.why, flow: null }
}

/** The button that asks for a person. */
export function personOption({ knowledge, reading }: Turn): Option {
  const text = say(knowledge.pack.wording.personButton, reading.locale)
  return { label: text, text }
}
