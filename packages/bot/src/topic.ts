import type { Pack } from '@baton/protocol'
import type { Analysis } from './analysis.ts'
import type { Example } from './intent/example.ts'
import type { Knowledge } from './knowledge.ts'
import { bare, type Message, normalise } from './normalise.ts'
import { isQuestion } from './question.ts'

/** What stands around a topic and says nothing of it: 关于…的问题, "a question about my …". */
const AROUND =
  /(?<!\p{Script=Latin})(?:hi|hello|i|i'm|im|have|need|got|want|a|an|the|my|our|your|some|about|regarding|concerning|re|with|on|of|for|to|ask|questions?|problems?|issues?|matters?|help|please|thing|info|information)(?!\p{Script=Latin})|你好|您好|请问|我想|我要|想要|咨询|问一?下|问问|关于|有关|我们?|你们|的|问题|事情|事儿?|一?下|这个|吧|啊|问|想/gu
const HAN_TOPIC = /^\p{Script=Han}{2,4}$/u
const LATIN_TOPIC = /^\p{Script=Latin}{3,}(?: \p{Script=Latin}{3,})?$/u

/** Of whoever speaks of a topic, the intent that has so much of it is what is meant. */
const MOST = 0.6
/** With less of it, or fewer phrasings, an intent only happens to use the word. */
const LEAST = 0.1
const FEWEST = 2

/** An intent that a topic belongs to, and how much of what is said of the topic is about it. */
export interface Share {
  id: string
  share: number
}

/** What a pack says of its topics. */
export interface Topics {
  /** The intents that speak of a topic, most of it first; none where the pack itself calls nothing by it: "again" is no topic. */
  sharesOf(topic: string): Share[]
}

/** Takes time and room as the names, titles and phrasings of a pack do; asking takes as much time as they are long, and is rare. */
export function buildTopics(
  { intents, articles }: Pick<Pack, 'intents' | 'articles'>,
  said: readonly Example[],
): Topics {
  const called = [...intents.flatMap(({ name }) => Object.values(name)), ...articles.map(({ title }) => title)]
    .map((text) => normalise(text).folded)
    .join('\n')
  return {
    sharesOf(topic) {
      const names = namer(topic)
      if (!names(called)) return []
      const counts = intents.map(() => 0)
      for (const { label, folded } of said) if (names(folded)) counts[label] = (counts[label] ?? 0) + 1
      const all = counts.reduce((sum, count) => sum + count, 0)
      return intents
        .map(({ id }, label) => ({ id, count: counts[label] ?? 0, share: (counts[label] ?? 0) / all }))
        .filter(({ count, share }) => count >= FEWEST && share >= LEAST)
        .map(({ id, share }) => ({ id, share }))
        .sort((left, right) => right.share - left.share)
    },
  }
}

/**
 * The intents that share the topic a message names without a word of what about it: "my account", 账号问题. Most of it first;
 * empty when it says more, when one intent has most of the topic, or when somebody has foreseen these very words for the
 * intent that has more of it than others.
 */
export function sharedTopic({ topics }: Knowledge, { asked, numbers, guesses, near, smallTalk }: Analysis): Share[] {
  if (smallTalk || numbers.length > 0 || near[0]?.score === 1) return []
  const topic = topicIn({ folded: asked })
  const shares = topic === null ? [] : topics.sharesOf(topic)
  const [first, second] = shares
  const [best] = guesses
  if (!first || !second || first.share >= MOST) return []
  return best?.confidence === 1 && best.id === first.id ? [] : shares
}

/** The topic that is all a message names; null when it says more, or nothing. */
export function topicIn({ folded }: Pick<Message, 'folded'>): string | null {
  const words = bare(folded)
  // 我的快递呢, 要几天: asked without its mark, and about something.
  if (isQuestion({ text: words, folded: words })) return null
  const topic = bare(words.replace(AROUND, ' '))
  return HAN_TOPIC.test(topic) || LATIN_TOPIC.test(topic) ? topic : null
}

/** Whether a text speaks of a topic: Chinese words need no border, others may stand in the plural. */
function namer(topic: string): (folded: string) => boolean {
  if (HAN_TOPIC.test(topic)) return (folded) => folded.includes(topic)
  const one = topic.replace(/(?<=[^s])s$/u, '')
  const word = new RegExp(`(?<!\\p{Script=Latin})${one}s?(?!\\p{Script=Latin})`, 'u')
  return (folded) => folded.includes(one) && word.test(folded)
}
