import type { BotContext, Flow, FlowState, FlowStep, Locale } from '@baton/protocol'
import type { Analysis } from '../analysis.ts'
import { YES_NO } from '../entities/yes-no.ts'
import type { Knowledge } from '../knowledge.ts'
import { bare, normalise } from '../normalise.ts'
import { accepts } from './accept.ts'
import { choicesOf, mention } from './choices.ts'
import { isOwn, meansAnother, referredTo } from './references.ts'
import { namesIn } from './template.ts'

type Ask = Extract<FlowStep, { do: 'ask' }>

/** A slot that means something else than was understood; `value` null: what, is still to be asked. */
export interface Correction {
  ask: Ask
  value: string | null
  /** Whether nothing else is said but which answer is wrong, by its name or as "the other one". */
  named?: true
}

const WRONG =
  /不对|错了|说错|写错|打错|填错|选错|搞错|弄错|输错|更正|改成|改为|改一下|换成|应该是|不是(?!很|太|特别)|wrong|incorrect|not right|mistake|correction|should be|i meant?\b|change (?:it|that|the|my)|make it|instead|actually|sorry,? it(?:'?s| is)/u

/**
 * What a message corrects in a flow: a value of the same kind as one that was given ("不是 1042，是 1024"), a choice that is
 * named, or the name of what is wrong. At a read-back another value is a correction without a word more.
 */
export function findCorrection(
  knowledge: Knowledge,
  flow: Flow,
  state: FlowState,
  analysis: Analysis,
  { context, locale, atReadBack }: { context: BotContext; locale: Locale; atReadBack: boolean },
): Correction | null {
  const { message } = analysis
  const saysWrong = WRONG.test(message.folded)
  const given = asksOf(flow).filter(({ slot }) => Object.hasOwn(state.slots, slot))
  for (const ask of given) {
    const current = state.slots[ask.slot]
    const value = anotherValue(knowledge, ask, analysis, current)
    if (value !== undefined && accepts(ask, value, context.now)) return { ask, value }
    if (isOwn(knowledge, ask.entity) && meansAnother(message) && message.folded.length <= LONGEST)
      return {
        ask,
        value: referredTo(knowledge, ask.entity, message, context, current) ?? null,
        ...(ONLY_ANOTHER.test(bare(message.folded)) && { named: true as const }),
      }
  }
  if (!saysWrong && !atReadBack) return null
  for (const ask of given) {
    const chosen = mention(choicesOf(ask, state, locale), message)?.value
    if (chosen !== undefined && chosen !== state.slots[ask.slot]) return { ask, value: chosen }
  }
  const named = saysWrong ? given.find(({ name }) => name && namesIt(name, message.folded)) : undefined
  return named ? { ask: named, value: null, named: true } : null
}

const ONLY_ANOTHER =
  /^(?:(?:no|actually|sorry|oops|wait|i mean|i meant|not that one) ?)*(?:the |an ?)?other (?:order|one|parcel|package|number)(?: please)?$|^(?:(?:不对?|不是|错了|其实|我是说|我说的是|要?查) ?)*(?:是)?(?:另外?一?|别的)[个笔]?(?:订单|单|那个)?$/u
/** "actually the other order" and hardly a word more. */
const LONGEST = 40

const asksOf = (flow: Flow): Ask[] => flow.steps.filter((each) => each.do === 'ask')

function anotherValue(
  knowledge: Knowledge,
  { entity }: Ask,
  { entities, message }: Analysis,
  current: string | undefined,
): string | undefined {
  const same = entities.filter(({ type, value }) => type === entity && type !== YES_NO && value !== current)
  if (same.length > 0) return same.at(-1)?.value
  if (!isOwn(knowledge, entity)) return undefined
  // Digits alone: of what the message takes back and what it puts in place, the language knows which is which.
  const corrected = entities.find(({ type }) => type === 'correction')
  const digits = corrected ? [corrected.value] : (instead(message.folded) ?? [])
  return digits
    .map((each) => knowledge.entities.complete(normalise(each), entity)?.value)
    .find((value) => value !== undefined && value !== current)
}

// A number is not longer: what has no end would be tried from each of its places.
const INSTEAD = [
  /不是\s*[\da-z -]{1,24}[\s,，。;；、]*(?:而?是|应该是)?\s*([\da-z -]{0,23}\d)/u,
  /(?:说错了?|写错了?|打错了?|错了|更正|应该是|改成|改为|换成)[\s,，。:：是]*([\da-z -]{0,23}\d)/u,
  /\bnot\s+[\da-z-]{1,24}[\s,.;]*(?:but |it'?s |it is )?([\da-z-]{0,23}\d)/u,
  /(?:i meant?|should be|make it|correction|(?:sorry|actually|no)[\s,:]*(?:it'?s|it is)?)[\s,:]*([\da-z-]{0,23}\d)/u,
  /([\da-z-]{0,23}\d)[\s,.;]*(?:not|rather than|instead of)\s+[\da-z-]{0,23}\d/u,
]

const instead = (folded: string): string[] | null => {
  const found = INSTEAD.flatMap((pattern) => pattern.exec(folded)?.[1] ?? [])
  return found.length > 0 ? found : null
}

const namesIt = (name: NonNullable<Ask['name']>, folded: string): boolean =>
  Object.values(name).some((each) => folded.includes(normalise(each).folded))

/**
 * The state back at the question for a slot, with the new value or without one. What actions answered about the old value
 * is forgotten, and so is what was chosen from such an answer. A flow that is over begins anew with what it knew.
 */
export function goBack(flow: Flow, state: FlowState, { ask, value }: Correction): FlowState {
  const slots = { ...state.slots }
  const results = { ...state.results }
  const stale = [ask.slot]
  delete slots[ask.slot]
  for (let name = stale.pop(); name !== undefined; name = stale.pop()) {
    for (const step of flow.steps) {
      if (step.do === 'act' && Object.hasOwn(results, step.into) && usesOf(step).includes(name)) {
        delete results[step.into]
        stale.push(step.into)
      }
      if (step.do !== 'ask' || !step.choices || Array.isArray(step.choices)) continue
      if (step.choices.from.split('.')[0] === name && Object.hasOwn(slots, step.slot)) {
        delete slots[step.slot]
        stale.push(step.slot)
      }
    }
  }
  if (value !== null) slots[ask.slot] = value
  const { ended: _, ...rest } = state
  const step = state.ended ? (flow.steps[0]?.id ?? ask.id) : ask.id
  return { ...rest, step, slots, results, tries: 0 }
}

const usesOf = ({ input }: Extract<FlowStep, { do: 'act' }>): string[] => Object.values(input).flatMap(namesIn)
