import type { Decision, Flow } from '@baton/protocol'
import { SURE } from './analysis.ts'
import { sureIntent } from './answers.ts'
import { findCorrection, goBack } from './flow/correcting.ts'
import { meansEarlier } from './flow/references.ts'
import { bare, type Message } from './normalise.ts'
import { begin, goOn } from './serve.ts'
import type { Turn } from './turn.ts'

const REFERS =
  /^(?:那|那么|然后|所以|还有|它|他|这个|那个|这单|那单|这批|包裹|快递|货)|[它]|^(?:and|so|then|ok so|but|what about|how about)\b|\b(?:it|that|this one|that one)\b/u
const WHEN_OR_WHERE =
  /什么时候|几时|何时|啥时候|多久|几天|哪天|几号|到哪|在哪|能到|会到|到货|when|how long|how soon|where|arrive|get here|come/u
/** "When does it arrive?" without a word of what: about what was just spoken of, not about parcels in general. */
const WITHOUT_SUBJECT =
  /^(?:大概|预计|还要|到底)*(?:什么时候|几时|何时|啥时候|哪天|几号|多久)(?:才|能|会|可以|大概)*(?:到|送到|收到|到货|送达|发货|发)(?:啊|呢|呀|货)?$|^(?:and |so )?(?:when|how soon|how long)(?: will| does| is| until| till| before)+ (?:it|this|that)\b/u
/** Whether a message asks when, and of nothing it names. */
export const isWithoutSubject = (folded: string): boolean => WITHOUT_SUBJECT.test(bare(folded))
/** "Try again", to a task whose system was down, or whose state may have changed. */
const AGAIN =
  /^(?:please |can you |could you |ok |now |and )*(?:try|check|look|retry|refresh)(?: it| that)?(?: once)?(?: (?:again|more|now|one more time|please))*$|^(?:那|请|麻烦|帮我|你|你再|现在|好了吗)*(?:再|重新?)(?:试|查|看|刷)(?:一?[试查看刷次遍下]|一下|一次|一遍)*(?:吧|呢|看|啊)?$|^(?:重试|刷新一?下?)$/u
/** What was looked up does not tell what happens if it turns out otherwise. */
const WHAT_IF = /\bwhat (?:happens )?if\b|要是|如果|万一|假如/u
/** A follow-up leans on what was said before: it is short. */
const LONGEST = 40
/** An intent that a follow-up half asks for. */
const LIKELY = 0.25

/**
 * A question that only makes sense after the task that just ended: "and when does it arrive?", "and the refund?", or a
 * correction of what it was told. Null when the message stands by itself.
 */
export function followUp(turn: Turn): Decision | null {
  const { context, analysis, knowledge, reading, why } = turn
  const { flow: last } = context
  const flow = last?.ended && knowledge.flows.get(last.flow)
  if (!flow || analysis.smallTalk !== null) return null
  const correction = findCorrection(knowledge, flow, last, analysis, {
    context,
    locale: reading.locale,
    atReadBack: false,
  })
  const sure = sureIntent(turn)
  const isOther = sure !== null && !('flow' in sure.serve && sure.serve.flow === flow.id)
  if (correction && (!isOther || correction.named)) {
    why.push({ step: 'flow', code: 'corrected', detail: flow.id })
    return goOn(turn, flow, goBack(flow, last, correction), { by: 'start' })
  }
  if (AGAIN.test(bare(analysis.message.folded))) {
    why.push({ step: 'flow', code: 'tried-again', detail: flow.id })
    return begin(turn, flow)
  }
  if (WHAT_IF.test(analysis.message.folded)) return null
  if (analysis.numbers.length > 0 || !leansBack(analysis.message)) return null
  const next = meant(turn, flow)
  if (!next) return null
  why.push({ step: 'flow', code: 'followed-up', detail: next.id })
  return begin(turn, next)
}

function leansBack(message: Message): boolean {
  const whole = bare(message.folded)
  const isShort = message.folded.length <= LONGEST
  return meansEarlier(message) || (isShort && (REFERS.test(whole) || WITHOUT_SUBJECT.test(whole)))
}

/** The task about the same thing that the message half asks for; the one that just ended, when it asks when or where. */
function meant({ analysis, knowledge, context }: Turn, ended: Flow): Flow | null {
  const known = context.flow?.slots ?? {}
  const isAbout = ({ steps }: Flow) => steps.some((step) => step.do === 'ask' && Object.hasOwn(known, step.slot))
  if (!isAbout(ended)) return null
  const [best] = analysis.guesses
  const serve = best && best.confidence >= LIKELY ? knowledge.intents.get(best.id)?.serve : undefined
  const half = serve && 'flow' in serve ? knowledge.flows.get(serve.flow) : undefined
  const next = half && isAbout(half) ? half : null
  if (next && best && best.confidence >= SURE) return next
  return WHEN_OR_WHERE.test(analysis.message.folded) ? ended : next
}
