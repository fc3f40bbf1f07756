import { type Analysis, analyse } from './analysis.ts'
import { type Answer, answersTo } from './answers.ts'
import { isWithoutSubject } from './follow-up.ts'
import { CLEAR, certainty } from './retrieval/certainty.ts'
import { splitQuestions } from './split-questions.ts'
import type { Turn } from './turn.ts'
import { isUrgent } from './urgent.ts'

/** A question of a message that asks several. */
export interface Part {
  text: string
  analysis: Analysis
  /** What answers it; null: nothing does for sure. */
  answer: Answer | null
  /** What tells of it where its answer is a task, and another is begun. */
  article: Answer | null
}

/**
 * The questions of a message that clearly asks several: each understood by itself, and at least two of them with different
 * answers. Else none. What needs a person, or may be an emergency, is no question among others.
 */
export function partsOf({ knowledge, analysis, context }: Pick<Turn, 'knowledge' | 'analysis' | 'context'>): Part[] {
  if (analysis.guesses[0]?.confidence === 1 || analysis.near[0]?.score === 1) return []
  const texts = splitQuestions(analysis.message.text)
  if (texts.length < 2) return []
  const partOf = (text: string): Part => {
    const part = analyse(knowledge, text, context.now)
    const answers = answersTo({ knowledge, analysis: part, context })
    const article = answers.find((each) => 'article' in each) ?? null
    // Who asks several things wants to be told: an article in their own words goes before a task.
    const best = part.near[0]?.score === 1 ? article : answers[0]
    return { text, analysis: part, answer: best && isClear(best, part) ? best : null, article }
  }
  const parts: Part[] = []
  for (const part of texts.map(partOf)) {
    const before = parts.at(-1)
    // "When will it arrive?" is a question of its own where it has an answer of its own.
    if (before && !part.answer && isWithoutSubject(part.analysis.message.folded))
      parts[parts.length - 1] = partOf(`${before.text} ${part.text}`)
    else parts.push(part)
  }
  const answers = parts.flatMap(({ answer }) => answer ?? [])
  if (answers.some((each) => 'intent' in each && isUrgent(each.intent))) return []
  return new Set(answers.map(servedBy)).size > 1 ? parts : []
}

/** An article that no intent is sure of has more to prove where a message was taken apart. */
const isClear = (answer: Answer, { near: [first, second] }: Analysis): boolean =>
  'intent' in answer || (first !== undefined && certainty(first, second) >= CLEAR)

/** The same for what is answered in the same way. */
export function servedBy(answer: Answer): string {
  const serve = 'intent' in answer ? answer.intent.serve : answer
  return 'article' in serve ? `article ${serve.article}` : 'flow' in serve ? `flow ${serve.flow}` : 'person'
}
