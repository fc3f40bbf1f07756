import { Random } from '@baton/bench/random'
import type { Pack } from '@baton/protocol'
import { pick } from './words.ts'

const EACH = 200
const SEED = 9
const LONGEST = 4_000

/** Messages of every kind, Chinese and English mixed, in no order: 200 each, and six as long as messages may be. */
export function messagesFor({ articles, intents }: Pack): string[] {
  const random = new Random(SEED)
  const asked = articles.flatMap(({ questions }) => questions)
  const phrased = intents.flatMap(({ phrasings }) => Object.values(phrasings).flat())
  const kinds: (() => string)[] = [
    // What articles were told, and the same with slips of the fingers.
    () => pick(asked, random),
    () => slipped(pick(asked, random), random),
    () => slipped(pick(phrased, random), random),
    // Near misses: two questions grown together, and a question cut in half.
    () => `${half(pick(asked, random))} ${half(pick(phrased, random))}`,
    () => `请问 ${half(pick(asked, random))} please, order SO${10_000 + random.below(9_999)}`,
    () => garbage(random),
  ]
  const messages = kinds.flatMap((make) => Array.from({ length: EACH }, make))
  for (let n = 0; n < 3; n += 1) {
    messages.push(
      Array.from({ length: LONGEST }, () => garbage(random))
        .join(' ')
        .slice(0, LONGEST),
    )
    messages.push(
      Array.from({ length: LONGEST }, () => pick(asked, random))
        .join('，')
        .slice(0, LONGEST),
    )
  }
  return messages
    .map((text) => ({ text, key: random.next() }))
    .sort((left, right) => left.key - right.key)
    .map(({ text }) => text)
}

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2))

function slipped(text: string, random: Random): string {
  const at = random.below(text.length)
  return random.below(2) === 0
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + text.charAt(at) + text.slice(at)
}

function garbage(random: Random): string {
  const letters = 'asdfghjkl zxcvbnm qwertyuiop 的一是不了人我在有他这 😀😡!?'
  return Array.from({ length: 4 + random.below(30) }, () => letters.charAt(random.below(letters.length))).join('')
}
