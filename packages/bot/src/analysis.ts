import type { Entity } from '@baton/protocol'
import { YES_NO } from './entities.ts'
import type { Guess } from './intent/classifier.ts'
import { BAR } from './intent/confidence.ts'
import type { Knowledge } from './knowledge.ts'
import { bare, type Message, normalise } from './normalise.ts'
import type { Near } from './retrieval/nearest.ts'
import { readSmallTalk, type SmallTalk } from './smalltalk.ts'
import { classifierTerms } from './tokens.ts'

/** An intent at least this sure is served unasked. */
export const SURE = BAR

/** What a message says by itself, whatever was said before. */
export interface Analysis {
  message: Message
  entities: Entity[]
  /** Entities of the pack's own patterns, without yes and no. */
  numbers: Entity[]
  guesses: Guess[]
  near: Near[]
  smallTalk: SmallTalk | null
  /** Whether it hardly says more than its numbers: an answer to "which order?", not a question. */
  onlyNumbers: boolean
}

export function analyse(knowledge: Knowledge, text: string): Analysis {
  const message = normalise(text)
  const entities = knowledge.entities.find(message)
  const numbers = entities.filter(({ type }) => type !== YES_NO)
  // Which order it is says nothing about what is wanted, and its letters look like words.
  const asked = without(message, numbers)
  const vector = knowledge.space.vector(classifierTerms(asked))
  return {
    message,
    entities,
    numbers,
    guesses: knowledge.classify(asked),
    near: knowledge.search(asked, vector),
    smallTalk: readSmallTalk(message),
    onlyNumbers: numbers.length > 0 && isShort(bare(asked)),
  }
}

function without({ text, folded }: Message, numbers: readonly Entity[]): string {
  let rest = folded
  for (const { text: written } of numbers) {
    const at = text.indexOf(written)
    if (at >= 0) rest = `${rest.slice(0, at)}${' '.repeat(written.length)}${rest.slice(at + written.length)}`
  }
  return rest.replace(/\s+/gu, ' ').trim()
}

/** "订单号是", "my order number is": at most five Han characters or four words. */
function isShort(words: string): boolean {
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0
  const others = words.match(/[^\s\p{Script=Han}]+/gu)?.length ?? 0
  return han <= 5 && others <= 4
}
