import { z } from 'zod'
import { slug } from './ids.ts'
import { locale } from './locale.ts'
import { citation, option } from './reply.ts'

export const mood = z.object({
  level: z.enum(['calm', 'negative', 'anxious', 'angry']),
  /** Words of the message that led to the level. */
  words: z.array(z.string()),
  /** How many different negative words the message holds. */
  negative: z.number().int().nonnegative(),
  /** How many different words of each kind it holds. Readings stored before these were counted have none of them. */
  positive: z.number().int().nonnegative().optional(),
  profanity: z.number().int().nonnegative().optional(),
  urgency: z.number().int().nonnegative().optional(),
  /** From -1, as bad as can be, to 1. */
  score: z.number().min(-1).max(1).optional(),
  /** Where the last three messages are heading. Absent until there are three, and when they show no direction. */
  trend: z.enum(['falling', 'rising']).optional(),
})
export type Mood = z.infer<typeof mood>

/**
 * Something a message names: the workspace's own numbers by their pattern's type, and `yes_no`, `amount` (`20000 CNY`),
 * `date` (`2026-11-15`, `2026-11-15T15:00`), `phone` (what masking left in its place), `product` (its id in the catalogue),
 * `correction` (the value meant instead).
 */
export const entity = z.object({
  type: slug,
  /** Canonical form, e.g. `SO10042` for "so 10042". */
  value: z.string(),
  /** As written. */
  text: z.string(),
  /** Of a `correction`: the value taken back, in canonical form. It is not among the entities itself. */
  corrects: z.string().optional(),
})
export type Entity = z.infer<typeof entity>

/** An intent a message may mean. */
export const guess = z.object({ id: slug, confidence: z.number().min(0).max(1) })

/** Talk that wants a kind word and nothing else. */
export const smallTalk = z.enum(['greeting', 'thanks', 'goodbye', 'identity', 'fine', 'nudge', 'play'])

/** An article that is near to a message. */
export const near = z.object({
  article: slug,
  score: z.number().min(0).max(1),
  /** Which passage of the article in the reader's language is nearest, from 0. */
  passage: z.number().int().nonnegative().optional(),
})

/** What the bot understood of one message. Facts only; what to do about them is for rules and `Decision`. */
export const reading = z.object({
  text: z.string(),
  locale,
  mood,
  /** Words that ask for a person, e.g. `转人工`; empty when nobody asked. */
  wantsPerson: z.array(z.string()),
  intent: z.object({ id: slug, confidence: z.number().min(0).max(1) }).nullable(),
  /** Other intents it may mean, likeliest first; three at most. */
  alternatives: z.array(guess).optional(),
  /** What kind of small talk the whole message is. */
  smallTalk: smallTalk.optional(),
  entities: z.array(entity),
  nearest: z.array(near),
  /** How often the customer has asked the same before in this case, reworded or not. */
  repeats: z.number().int().nonnegative(),
  /** How many messages back each of those was: 1 is the one before. */
  repeated: z.array(z.number().int().positive()).optional(),
  /** Whether an intent, an article or the step of an active flow recognises the message. */
  recognised: z.boolean(),
})
export type Reading = z.infer<typeof reading>

/** One reason of a decision, in data: the desk and the back-test put words to it. */
export const reason = z.object({
  step: z.enum(['language', 'mood', 'intent', 'retrieval', 'flow', 'action', 'screen', 'ground', 'provider', 'rule']),
  code: slug,
  detail: z.string().optional(),
})
export type Reason = z.infer<typeof reason>

/** What is answered besides a task in the same turn. */
export const besides = z.object({
  sentences: z.array(z.string()),
  citations: z.array(citation),
  options: z.array(option),
})
export type Besides = z.infer<typeof besides>

const place = z.object({
  flow: slug,
  step: slug,
  slots: z.record(z.string(), z.string()),
  results: z.record(z.string(), z.json()),
  tries: z.number().int().nonnegative(),
  /** When the customer last moved it on, in milliseconds since 1970 UTC. */
  at: z.number().int().nonnegative().optional(),
})

/**
 * Where a flow stands, or what it knew when it ended; opaque to everyone but the bot's flow interpreter. It is stored with
 * every turn and outlives releases: a field is added as optional, and none changes its meaning.
 */
export const flowState = place.extend({
  /** It answered a question in between, or was left for hours. */
  paused: z.literal(true).optional(),
  /** The task that this one was begun in the middle of. Only one, else nobody knows where they are. */
  outer: place.optional(),
  /** Said before an action, for the answer after it. */
  said: z.array(z.string()).optional(),
  /** … and what was answered besides. */
  besides: besides.optional(),
  /** What slots may be filled with once the customer agrees. */
  offers: z.record(z.string(), z.string()).optional(),
  /** Slots whose numbers were heard, not read, and which the customer has not agreed to. */
  heard: z.array(z.string()).optional(),
  /** It is over, and kept for a question that follows: "and when does it arrive?" */
  ended: z.literal(true).optional(),
})
export type FlowState = z.infer<typeof flowState>
