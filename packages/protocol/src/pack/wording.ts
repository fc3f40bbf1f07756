import { z } from 'zod'
import { localized } from '../locale.ts'

/** What may be said in several ways. The button is one: its words are what the customer sends. */
const SAYINGS = [
  'greeting',
  'abstain',
  'clarify',
  'handoffAsked',
  'handoffMood',
  'handoffStuck',
  'offerPerson',
  'actionDown',
  'sorry',
] as const
export type Saying = (typeof SAYINGS)[number]

/** Other words for somebody who is upset, in a hurry (short), anxious, or of the highest tier. */
export const MANNERS = ['upset', 'hurried', 'anxious', 'vip'] as const
export type Manner = (typeof MANNERS)[number]

const ways = z.array(localized).min(1).max(6)
const variants = z.object({
  upset: ways.optional(),
  hurried: ways.optional(),
  anxious: ways.optional(),
  vip: ways.optional(),
  /** Said in turn with the first, so that the bot does not sound like a record. */
  more: ways.optional(),
})

/** Everything the bot says that is not an article or a flow. `{name}`-like places are listed beside each key. */
export const wording = z.object({
  /** First words of a case: says it is a bot and what it can do. */
  greeting: localized,
  /** It does not know. */
  abstain: localized,
  /** Two readings are close; options follow. */
  clarify: localized,
  /** Before a person is asked for because the customer asked. */
  handoffAsked: localized,
  /** … because the customer is upset. */
  handoffMood: localized,
  /** … because the bot does not get on. */
  handoffStuck: localized,
  /** A rule offers a person; the button follows. */
  offerPerson: localized,
  /** Label of the button that asks for a person, and the words it sends. */
  personButton: localized,
  /** The business system does not answer. */
  actionDown: localized,
  /** The bot has the session again after a person. */
  handedBack: localized,
  /** Put before an answer when the customer is upset. Apologise once. */
  sorry: localized,
  variants: z.partialRecord(z.enum(SAYINGS), variants).optional(),
})
export type Wording = z.infer<typeof wording>
