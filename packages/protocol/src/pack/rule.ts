import { z } from 'zod'
import { handoffReason } from '../events.ts'
import { slug } from '../ids.ts'
import { localized } from '../locale.ts'

/** What a rule may look at. Counters run inside the open case. */
export const FACTS = {
  'customer.wantsPerson': 'boolean',
  'customer.tier': 'string',
  'customer.proved': 'boolean',
  'mood.level': 'string',
  'case.negativeWords': 'number',
  'case.misses': 'number',
  'case.repeats': 'number',
  'case.actionErrors': 'number',
  'case.clarified': 'boolean',
  'intent.id': 'string',
  'intent.confidence': 'number',
  'turn.outcome': 'string',
  'message.text': 'string',
} as const satisfies Record<string, 'boolean' | 'string' | 'number'>
export type FactName = keyof typeof FACTS
export type Facts = { [F in FactName]?: string | number | boolean }

const factName = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]])

const comparison = z
  .object({
    fact: factName,
    is: z.enum(['equal', 'not_equal', 'at_least', 'below', 'one_of', 'contains_any']),
    value: z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]),
  })
  .superRefine((value, context) => {
    const type = FACTS[value.fact]
    const wanted = {
      equal: type,
      not_equal: type,
      at_least: 'number',
      below: 'number',
      one_of: 'array',
      contains_any: 'array',
    }[value.is]
    const given = Array.isArray(value.value) ? 'array' : typeof value.value
    if (given !== wanted) {
      context.addIssue({ code: 'custom', message: `${value.fact} ${value.is} needs a ${wanted}, not a ${given}` })
    }
  })
export type Comparison = z.infer<typeof comparison>

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition }
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparison,
    z.object({ all: z.array(condition).min(1) }),
    z.object({ any: z.array(condition).min(1) }),
    z.object({ not: condition }),
  ]),
)

/** When the baton passes, as data. Rules are tried in order; the first that fires decides. */
export const rule = z.object({
  id: slug,
  name: localized,
  enabled: z.boolean().default(true),
  /** `reading`: as soon as the message is understood, no answer needed. `answer`: once it is known what came of it. */
  at: z.enum(['reading', 'answer']),
  when: condition,
  /** `handoff` passes the baton; `offer` lets the bot answer and adds a button for a person, once a case. */
  fire: z.object({
    do: z.enum(['handoff', 'offer']),
    reason: handoffReason,
    /** 0 waits its turn; higher goes first. */
    priority: z.number().int().min(0).max(9).default(0),
  }),
})
export type Rule = z.infer<typeof rule>
