import type { FeatureSpace } from './intent/features.ts'
import { bare } from './normalise.ts'
import { wordTerms } from './tokens.ts'
import { isOneSlip } from './typos.ts'

/** From this cosine on, two questions are the same one reworded. */
const SAME = 0.7
/** Only so many earlier messages are looked at, so that a long case costs no more than a short one. */
export const LOOK_BACK = 20

/** What of a message matters for "asked before". */
export interface Question {
  folded: string
  /** The same without the numbers it names. */
  asked: string
  /** `type:value` of the entities it names, so that the same question about another order is another question. */
  entities: ReadonlySet<string>
  /** The intent or article it surely means. */
  meant: string | null
}

/**
 * Which of the earlier messages ask the same, by how many messages back they are: the same words, nearly the same words, or
 * surely the same meaning. A null asks nothing.
 */
export function findRepeats(question: Question, earlier: readonly (Question | null)[], space: FeatureSpace): number[] {
  const weights = weigh(question.asked, space)
  const isSame = (other: Question): boolean => {
    if (bare(other.folded) === bare(question.folded)) return true
    // Who insists does not say again which order it is about.
    const insists = question.entities.size === 0 && question.meant !== null && question.meant === other.meant
    if (insists) return true
    if (!sameEntities(question.entities, other.entities)) return false
    if (nameOthers(weights, weigh(other.asked, space), space)) return false
    if (question.meant !== null && question.meant === other.meant) return true
    return cosine(weights, weigh(other.asked, space)) >= SAME
  }
  return earlier.flatMap((other, index) => (other && isSame(other) ? [earlier.length - index] : [])).reverse()
}

/** How the same is asked: each form, and the one word it is counted as. */
const FORMS: readonly [RegExp, string][] = [
  [/什么时候|啥时候|何时|几时|哪天|多久|多长时间|多长|几天(?=能|会|才|可以|到)/gu, '时'],
  [/怎么(?:办|处理|弄|操作|做|搞|才能|样)?|如何|怎样|咋(?:办|弄|整)?/gu, '怎'],
  [/多少钱|多少|什么价格?|几块钱?/gu, '几'],
  [/还?有没有|还?有(?=.{0,12}[吗么])/gu, ''],
  [/(?<![a-z])(?:how long|when|how soon)(?![a-z])/gu, 'when'],
  [
    /(?<![a-z])(?:how (?:do|can|could|should|would) (?:i|we|you)|how to|what do i (?:have|need) to do to|is there a way to)(?![a-z])/gu,
    'how',
  ],
]
/** Words around a question that say nothing of what is asked. */
const AROUND =
  /请问|麻烦|订单号?|帮我|帮忙|你好|您好|我的|我们|你们|一下|可以|能不能|可不可以|是不是|想要|想问|现在|这个|那个|这款|到底|[吗呢啊呀吧了的嘛哦么我你您想要能会是把给就都也那请]|(?<![a-z'])(?:a|an|the|is|are|was|be|it|my|your|i|i'm|you|me|do|does|did|can|could|will|would|please|pls|to|of|for|in|on|at|this|that|there|hi|hello|hey|so|um|uh|just|still|and|have|has|until|till)(?![a-z'])/gu

/** A question in the words that tell it from others. As it is, where nothing else would be left. */
function gist(asked: string): string {
  const uniform = FORMS.reduce(
    (text, [form, word]) => text.replace(form, /[a-z]/u.test(word) ? ` ${word} ` : word),
    asked,
  )
  // One letter more or less makes no other word: ship, ships.
  const left = bare(uniform.replace(AROUND, ' ').replace(/(?<=[a-z]{3})s(?![a-z])/gu, ''))
  return left === '' ? bare(uniform) : left.replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '')
}

/** Terms the space never saw count too: a question nobody foresaw can still be asked twice. */
function weigh(asked: string, space: FeatureSpace): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of wordTerms(gist(asked))) weights.set(term, space.weight(term))
  return weights
}

/** Whether two questions are the same but for words nobody foresaw on both sides: "pay with PayPal", "pay with Alipay". */
function nameOthers(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  space: FeatureSpace,
): boolean {
  const names = (of: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
    [...of.keys()].filter((term) => NAME.test(term) && !space.knows(term) && !other.has(term))
  const mine = names(left, right)
  const theirs = names(right, left)
  if (mine.length === 0 || theirs.length === 0) return false
  if (mine.some((name) => theirs.some((other) => isOneSlip(name, other)))) return false
  const without = (of: ReadonlyMap<string, number>, gone: readonly string[]) =>
    new Map([...of].filter(([term]) => !gone.some((name) => term.split(' ').includes(name))))
  return cosine(without(left, mine), without(right, theirs)) >= SAME
}
const NAME = /^[a-z]{4,}$/u

function cosine(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  let product = 0
  for (const [term, weight] of left) product += weight * (right.get(term) ?? 0)
  const norm = length(left) * length(right)
  return norm === 0 ? 0 : product / norm
}

function length(weights: ReadonlyMap<string, number>): number {
  let squares = 0
  for (const weight of weights.values()) squares += weight * weight
  return Math.sqrt(squares)
}

const sameEntities = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  left.size === right.size && [...left].every((each) => right.has(each))
