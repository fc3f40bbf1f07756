import type { Decision } from '@baton/protocol'
import { type Analysis, analyse, SURE } from './analysis.ts'
import { bare } from './normalise.ts'
import { CLEAR, strongest } from './retrieval/certainty.ts'
import { fromArticle } from './serve.ts'
import type { Turn } from './turn.ts'

/** What leans on the question before, by how it begins or ends: 那运费呢, "and the postage?". */
const LEANS =
  /^(?:那么?|还有|然后|如果是?|要是|换成)\s*(?=.)|^(?:and|so|but|then|what about|how about|what if|and if|also)\b\s*(?=.)|(?<=.)呢$/gu
/** Asked of no thing at all, "how long?" is asked of what was just spoken of; and what answers such a question. */
const BARE: readonly { asks: RegExp; told: RegExp }[] = [
  {
    asks: /^(?:(?:那|大概|一共|总共|要|得|需要|收|是|and|so|then|ok|okay|oh dear|oh) ?)*(?:多少钱|什么价|贵不贵|怎么收费|收费吗|how much(?: (?:is|does) (?:it|that)(?: cost)?| would (?:it|that) (?:be|cost))?|what does (?:it|that) cost)(?:呢|啊|呀)?$/u,
    told: /(?:cny|rmb|人民币|人民幣|¥|￥) ?\d|\d+ ?元|free of charge|免费|免費/iu,
  },
  {
    asks: /^(?:(?:那|大概|一般|要|得|需要|还要|and|so|then|ok|okay|oh dear|oh) ?)*(?:多久|多长时间|几天|多少天|几个?工作日|how (?:long|many days|soon)(?: (?:does|will|would|do|must|is) (?:it|that|this|i)(?: (?:take|be|last|have|wait|got))?)?)(?:能|可以|会)?(?:到|好|到账|收到)?(?:呢|啊|呀)?$/u,
    told: /\d[\d–-]* ?(?:working )?(?:days?|hours?|weeks?|个?工作日|個?工作天|天|小时|小時)/iu,
  },
]

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
  const bareOf = BARE.find(({ asks }) => asks.test(words))
  if (before === undefined || (rest === words && !bareOf) || !isShort(words) || isOwnQuestion(analysis)) return null
  const earlier = analyse(knowledge, before, context.now)
  // A task says little of how long and how much: the article nearest to what was asked does.
  const near = bareOf && (strongest(earlier, CLEAR)?.article ?? topicOf(turn, earlier) ?? earlier.near[0]?.article)
  const topic = near ?? topicOf(turn, earlier)
  const article = topic === null ? undefined : knowledge.shelf(topic, reading.locale, context.now)
  if (topic === null || !article) return null
  if (bareOf?.told.test(article.body)) {
    why.push({ step: 'retrieval', code: 'followed-up', detail: topic })
    return fromArticle(turn, topic, strongest(earlier)?.score ?? SURE, words)
  }
  if (rest === words || !knowledge.search.tells(rest, article.body)) return null
  const [both] = knowledge.search.find(`${earlier.asked} ${rest}`, context.now).near
  if (both?.article !== topic) return null
  why.push({ step: 'retrieval', code: 'followed-up', detail: topic })
  return fromArticle(turn, topic, both.score, rest)
}

/** The article that answered a message, or would have. */
function topicOf({ knowledge }: Turn, earlier: Analysis): string | null {
  const [best] = earlier.guesses
  const serve = best && best.confidence >= SURE ? knowledge.intents.get(best.id)?.serve : undefined
  if (serve) return 'article' in serve ? serve.article : null
  return earlier.smallTalk ? null : (strongest(earlier)?.article ?? null)
}

/** Somebody has foreseen it in these very words. */
const isOwnQuestion = ({ near, guesses, smallTalk, numbers }: Analysis): boolean =>
  near[0]?.score === 1 || guesses[0]?.confidence === 1 || smallTalk !== null || numbers.length > 0

const isShort = (words: string): boolean =>
  (words.match(/\p{Script=Han}/gu)?.length ?? 0) <= LONGEST_HAN && words.split(' ').length <= LONGEST_WORDS
