import type { Decision } from '@baton/protocol'
import { type Analysis, analyse, SURE } from './analysis.ts'
import { bare } from './normalise.ts'
import { strongest } from './retrieval/certainty.ts'
import { fromArticle } from './serve.ts'
import type { Turn } from './turn.ts'

/** What leans on the question before, by how it begins or ends: 那运费呢, "and the postage?". */
const LEANS =
  /^(?:那么?|还有|然后|如果是?|要是|换成)\s*(?=.)|^(?:and|so|but|then|what about|how about|what if|and if|also)\b\s*(?=.)|(?<=.)呢$/gu
/** Whoever leans says little. */
const LONGEST_HAN = 14
const LONGEST_WORDS = 7

/**
 * A question that takes its topic from the one before: the article that answered that one answers this one, too, when
 * both read together still mean it and it tells of what is asked now. Null when the message stands by itself.
 */
export function followTopic(turn: Turn): Decision | null {
  const { knowledge, analysis, context, reading, why } = turn
  const before = context.earlier.at(-1)
  const words = bare(analysis.asked)
  const rest = words.replace(LEANS, '')
  if (before === undefined || rest === words || !isShort(words) || isOwnQuestion(analysis)) return null
  const earlier = analyse(knowledge, before, context.now)
  const topic = topicOf(turn, earlier)
  const article = topic === null ? undefined : knowledge.shelf(topic, reading.locale, context.now)
  if (topic === null || !article || !knowledge.search.tells(rest, article.body)) return null
  const [both] = knowledge.search.find(`${earlier.asked} ${rest}`, context.now).near
  if (both?.article !== topic) return null
  why.push({ step: 'retrieval', code: 'followed-up', detail: topic })
  return fromArticle(turn, topic, both.score, rest)
}

/** The article that answered a message, or would have. */
export function topicOf({ knowledge }: Turn, earlier: Analysis): string | null {
  const [best] = earlier.guesses
  const serve = best && best.confidence >= SURE ? knowledge.intents.get(best.id)?.serve : undefined
  if (serve) return 'article' in serve ? serve.article : null
  return earlier.smallTalk ? null : (strongest(earlier)?.article ?? null)
}

/** Somebody has foreseen it in these very words. */
export const isOwnQuestion = ({ near, guesses, smallTalk, numbers }: Analysis): boolean =>
  near[0]?.score === 1 || guesses[0]?.confidence === 1 || smallTalk !== null || numbers.length > 0

const isShort = (words: string): boolean =>
  (words.match(/\p{Script=Han}/gu)?.length ?? 0) <= LONGEST_HAN && words.split(' ').length <= LONGEST_WORDS
