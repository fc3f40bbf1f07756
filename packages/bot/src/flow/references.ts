import type { BotContext } from '@baton/protocol'
import type { Knowledge } from '../knowledge.ts'
import { type Message, normalise } from '../normalise.ts'
import { LOOK_BACK } from '../repeat.ts'

const ANOTHER = /另[一外]|别的|其[他它]|不同的|换一?个|another|\bother\b|different/u
const AS_BEFORE =
  /(?:之前|上次|上回|刚才|刚刚|前面|先前|刚)[^，。,.]{0,6}(?:单|订单|那个|那笔|那单|那件|那一个|问的|说的|查的)|同一个(?:订单|单)|那个订单|the (?:one|order|parcel|package) (?:i|we) (?:asked|mentioned|talked|told|ordered|bought|checked|spoke)|(?:same|last|previous|earlier) (?:one|order|parcel|number)|as before/u

/** Whether a type is one of the workspace's own numbers, which name one thing and can be referred to. */
export const isOwn = ({ pack }: Knowledge, type: string): boolean => pack.entities.some((each) => each.type === type)

/** Whether another thing is meant than the one spoken of. */
export const meansAnother = ({ folded }: Message): boolean => ANOTHER.test(folded)

/** "The order I asked about before": one that was spoken of, without its number. */
export const meansEarlier = ({ folded }: Message): boolean => AS_BEFORE.test(folded)

/**
 * What the customer refers to without naming it: the one thing of this type spoken of in the case; the newest, where they
 * say "the one I asked about", also from before the case was opened again and from the case before; the other one, where two
 * were named and they say "the other".
 */
export function referredTo(
  knowledge: Knowledge,
  type: string,
  message: Message,
  context: BotContext,
  current?: string,
): string | undefined {
  if (!isOwn(knowledge, type)) return undefined
  const { earlier, previous, reopened, flow } = context
  const before = new Set(reopened?.facts.map(({ value }) => value))
  const facts = (context.facts ?? []).filter(({ value }) => !before.has(value))
  const said = earlier
    .slice(reopened?.earlier ?? 0)
    .slice(-LOOK_BACK)
    .flatMap((text) => knowledge.entities.find(normalise(text)))
  const known = (list: typeof facts) => list.filter(({ label }) => label === type).map(({ value }) => value)
  const spoken = said.filter((each) => each.type === type).map(({ value }) => value)
  // The oldest first: the newest counts last.
  const here = [...new Set([...known(facts), ...spoken].reverse())].reverse()
  if (meansAnother(message)) {
    const others = here.filter((value) => value !== (current ?? here.at(-1)))
    return here.length === 2 && others.length === 1 ? others[0] : undefined
  }
  if (meansEarlier(message))
    return [previous?.facts, reopened?.facts, facts]
      .flatMap((list) => known(list ?? []))
      .concat(here)
      .at(-1)
  const isFlowOfNow = !reopened || (flow?.at ?? 0) >= reopened.at
  if (flow && isFlowOfNow && Object.hasOwn(flow.slots, type)) return flow.slots[type]
  return here.length === 1 ? here[0] : undefined
}
