import { z } from 'zod'
import { slug } from '../ids.ts'
import { localized } from '../locale.ts'
import { checkFlow } from './flow-check.ts'
import { regularExpression } from './regular-expression.ts'

/**
 * Texts may hold `{slot}` and `{result.path}`; `{result.path|words}` puts the value through the flow's `words`
 * dictionary of that name, so that `shipped` becomes 已发货. `{customer.name}`, `{customer.tier}` and `{customer.id}` are
 * who is signed in, and `proved.address_change` says that they have proved who they are for that purpose.
 */
const text = localized

const option = z.object({ label: localized, text: localized })

/** What a slot takes. A value that does not fit counts as a wrong answer. */
const accept = z.object({
  /** The whole value, as a regular expression. */
  pattern: regularExpression.optional(),
  /** Bounds of a number or an amount. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Length of a text, in characters. */
  minChars: z.number().int().min(1).optional(),
  maxChars: z.number().int().min(1).max(2_000).optional(),
  /** Bounds of a date, in days from the day it is said: `-7` is a week ago. */
  fromDays: z.number().int().optional(),
  toDays: z.number().int().optional(),
})
export type Accept = z.infer<typeof accept>

const localizedWords = z.object({
  en: z.array(z.string().min(1)).default([]),
  'zh-CN': z.array(z.string().min(1)).default([]),
  'zh-TW': z.array(z.string().min(1)).default([]),
})

/** One of a list that operators wrote. Chosen by its number, its label or one of `words`. */
const choice = z.object({ value: z.string().min(1), label: localized, words: localizedWords.optional() })
export type FlowChoice = z.infer<typeof choice>

/** A list the business answered, at a path of the results; `value` and `label` are templates over one entry of it. */
const choiceList = z.object({
  from: z.string().min(1),
  value: z.string().min(1),
  label: localized,
  /** Only so many of them. */
  most: z.number().int().min(1).max(12).optional(),
})

const step = z.discriminatedUnion('do', [
  /** Fill a slot: from what was said already, else by asking. After `maxTries` wrong answers go to `otherwise`. */
  z.object({
    id: slug,
    do: z.literal('ask'),
    slot: slug,
    /** What the slot is called, for who corrects it and for the person who takes over. */
    name: localized.optional(),
    /** Entity type that fills the slot, e.g. `order_number`; `choice` takes one of `choices` and nothing else. */
    entity: slug,
    accept: accept.optional(),
    choices: z.union([z.array(choice).min(2).max(12), choiceList]).optional(),
    prompt: text,
    reprompt: text,
    /** Said instead of `reprompt` for a value that `accept` does not take. */
    invalid: text.optional(),
    maxTries: z.number().int().min(1).max(5).default(2),
    otherwise: slug,
    options: z.array(option).default([]),
  }),
  /** Read back what will be done. Yes goes on, no goes to `no`, another value for a slot corrects it and asks again. */
  z.object({
    id: slug,
    do: z.literal('confirm'),
    prompt: text,
    no: slug,
    maxTries: z.number().int().min(1).max(5).default(2),
    otherwise: slug,
  }),
  /** Call a business action; its answer is stored under `into`. Errors branch by their code, else to `otherwise`. */
  z.object({
    id: slug,
    do: z.literal('act'),
    action: slug,
    input: z.record(z.string(), z.string()),
    into: slug,
    /** What of the answer a person who takes over must know: name → path, e.g. `ticket: ticket.number`. */
    facts: z.record(slug, z.string()).optional(),
    errors: z.record(slug, slug).default({}),
    otherwise: slug,
  }),
  /** Go where the value of a path points. `*` is any value there is, `''` or `null` none. */
  z.object({
    id: slug,
    do: z.literal('branch'),
    on: z.string(),
    cases: z.record(z.string(), slug),
    otherwise: slug,
  }),
  /** Say something and end, or go on to `next`. */
  z.object({
    id: slug,
    do: z.literal('say'),
    text,
    options: z.array(option).default([]),
    cite: slug.optional(),
    next: slug.optional(),
  }),
  /** Forget a slot, then go on: asks it anew. */
  z.object({ id: slug, do: z.literal('forget'), slot: slug, next: slug }),
  /** End with a person. */
  z.object({ id: slug, do: z.literal('handoff'), text }),
])
export type FlowStep = z.infer<typeof step>
/** A step that waits for the customer. */
export type WaitingStep = Extract<FlowStep, { do: 'ask' | 'confirm' }>

/** A task done step by step. The first step is where it starts; `ask`, `confirm` and `act` go on to the step after them. */
export const flow = z
  .object({
    id: slug,
    name: localized,
    words: z.record(slug, z.record(z.string(), localized)).default({}),
    steps: z.array(step).min(1),
  })
  .superRefine((value, context) => {
    for (const { step: index, message } of checkFlow(value.steps)) {
      context.addIssue({ code: 'custom', path: index === null ? [] : ['steps', index], message })
    }
  })
export type Flow = z.infer<typeof flow>
