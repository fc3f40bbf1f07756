import {
  type BotContext,
  type Locale,
  type Localized,
  MANNERS,
  type Manner,
  type Mood,
  type Saying,
  type Wording,
} from '@baton/protocol'

/** Whom something is said to. */
export interface Listener {
  mood: Mood
  context: Pick<BotContext, 'customer' | 'turns'>
}

/** How this customer is spoken to, what weighs most first. */
export function mannersOf({ mood, context }: Listener): Manner[] {
  const { level, negative, urgency = 0 } = mood
  const is: Record<Manner, boolean> = {
    upset: level === 'angry' || level === 'negative' || negative > 0,
    hurried: urgency > 0,
    anxious: level === 'anxious',
    vip: context.customer.vip === true,
  }
  return MANNERS.filter((manner) => is[manner])
}

/**
 * What the pack has the bot say, in the words for this customer. Of several ways the turn's number picks one: the same
 * turn says the same again, and the next one does not.
 */
export function phrase(wording: Wording, key: Saying, locale: Locale, listener: Listener): string {
  const variants = wording.variants?.[key]
  const manner = mannersOf(listener).find((each) => variants?.[each])
  const [first = wording[key], ...others] = (manner && variants?.[manner]) ?? [wording[key], ...(variants?.more ?? [])]
  return inTurn([first, ...others], listener.context)[locale]
}

/** One of several ways to say something, by the number of the turn. */
export function inTurn(
  [first, ...others]: readonly [Localized, ...Localized[]],
  { turns = 0 }: Pick<BotContext, 'turns'>,
): Localized {
  return others[(turns % (others.length + 1)) - 1] ?? first
}
