import type { Intent } from '@baton/protocol'
import { type Analysis, analyse, SURE } from './analysis.ts'
import type { Guess } from './intent/classifier.ts'
import type { Knowledge } from './knowledge.ts'
import { splitSentences } from './sentences.ts'

/** Nobody writes more sentences around what cannot wait; a pasted page is looked at as a whole. */
const MOST = 8

/** Whether an intent is a person's, or one that a pack's rules look out for by a tag: no question among others. */
export const isUrgent = ({ serve, tags }: Intent): boolean => 'person' in serve || tags.length > 0

/**
 * What cannot wait among other things: "My account was hacked! How long does shipping take?" The first sentence of a message that
 * by itself is surely urgent; null where the whole is, or is one sentence.
 */
export function urgentSentence(
  knowledge: Knowledge,
  { message, guesses, smallTalk }: Analysis,
  now: number | undefined,
): Guess | null {
  if (smallTalk || urgent(knowledge, guesses)) return null
  const sentences = splitSentences(message.text)
  if (sentences.length < 2 || sentences.length > MOST) return null
  for (const sentence of sentences) {
    const found = urgent(knowledge, analyse(knowledge, sentence, now).guesses)
    if (found) return found
  }
  return null
}

function urgent({ intents }: Knowledge, [best]: readonly Guess[]): Guess | null {
  const intent = best && best.confidence >= SURE ? intents.get(best.id) : undefined
  return best && intent && isUrgent(intent) ? best : null
}
