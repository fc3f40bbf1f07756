import type { Decision } from '@baton/protocol'
import { analyse, SURE } from './analysis.ts'
import { isOwnQuestion, topicOf } from './follow-topic.ts'
import { bare, normalise } from './normalise.ts'
import { CLEAR, strongest } from './retrieval/certainty.ts'
import { fromArticle } from './serve.ts'
import type { Turn } from './turn.ts'

/** Asked of no thing at all, "how long?" is asked of what was just spoken of; and what answers such a question. */
const KINDS: readonly { asks: RegExp; told: RegExp }[] = [
  {
    asks: /^(?:(?:那|大概|一共|总共|要|得|需要|收|是|and|so|then|ok|okay|oh dear|oh) ?)*(?:多少钱|什么价|贵不贵|怎么收费|收费吗|how much(?: (?:is|does) (?:it|that)(?: cost)?| would (?:it|that) (?:be|cost))?|what does (?:it|that) cost)(?:呢|啊|呀)?$/u,
    told: /(?:cny|rmb|人民币|人民幣|¥|￥) ?\d|\d+ ?元|free of charge|免费|免費/iu,
  },
  {
    asks: /^(?:(?:那|大概|一般|要|得|需要|还要|and|so|then|ok|okay|oh dear|oh) ?)*(?:多久|多长时间|几天|多少天|几个?工作日|how (?:long|many days|soon)(?: (?:does|will|would|do|must|is) (?:it|that|this|i)(?: (?:take|be|last|have|wait|got))?)?)(?:能|可以|会)?(?:到|好|到账|收到)?(?:呢|啊|呀)?$/u,
    told: /\d[\d–-]* ?(?:working )?(?:days?|hours?|weeks?|个?工作日|個?工作天|天|小时|小時)/iu,
  },
]

/** So many articles near to what was asked before may tell of it. */
const CANDIDATES = 3

/**
 * "How long?", 多少钱: asked of the last thing that was spoken of, and answered from the first article about it that tells an
 * amount, or a time. Null when the message names something itself, or nothing told so far does.
 */
export function followBare(turn: Turn): Decision | null {
  const { knowledge, analysis, context, reading, why } = turn
  const words = bare(analysis.asked)
  const kind = KINDS.find(({ asks }) => asks.test(words))
  if (!kind || isOwnQuestion(analysis)) return null
  const before = context.earlier.findLast((each) => !isBare(each))
  if (before === undefined) return null
  const earlier = analyse(knowledge, before, context.now)
  if (earlier.smallTalk) return null
  const about = [
    strongest(earlier, CLEAR)?.article,
    topicOf(turn, earlier),
    // A task says little of how long and how much: the articles nearest to what was asked do.
    ...earlier.near.slice(0, CANDIDATES).map(({ article }) => article),
  ]
  const tells = about.find((id) => {
    const article = id && knowledge.shelf(id, reading.locale, context.now)
    return article && kind.told.test(article.body)
  })
  if (!tells) return null
  why.push({ step: 'retrieval', code: 'followed-up', detail: tells })
  return fromArticle(turn, tells, strongest(earlier)?.score ?? SURE, words)
}

/** Whether a text asks how long or how much, and of no thing at all. */
export const isBare = (text: string): boolean => KINDS.some(({ asks }) => asks.test(bare(normalise(text).folded)))
