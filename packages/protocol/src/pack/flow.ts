import { z } from 'zod'
import { slug } from '../ids.ts'
import { localized } from '../locale.ts'

/**
 * Texts may hold `{slot}` and `{result.path}`; `{result.path|words}` puts the value through the flow's `words`
 * dictionary of that name, so that `shipped` becomes 已发货.
 */
const text = localized

const option = z.object({ label: localized, text: localized })

const step = z.discriminatedUnion('do', [
  /** Fill a slot: from entities already said, else by asking. After `maxTries` wrong answers go to `otherwise`. */
  z.object({
    id: slug,
    do: z.literal('ask'),
    slot: slug,
    /** Entity type that fills the slot, e.g. `order_number`. */
    entity: slug,
    prompt: text,
    reprompt: text,
    maxTries: z.number().int().min(1).max(5).default(2),
    otherwise: slug,
    options: z.array(option).default([]),
  }),
  /** Call a business action; its answer is stored under `into`. Errors branch by their code, else to `otherwise`. */
  z.object({
    id: slug,
    do: z.literal('act'),
    action: slug,
    input: z.record(z.string(), z.string()),
    into: slug,
    errors: z.record(slug, slug).default({}),
    otherwise: slug,
  }),
  /** Go where the value of a path points. */
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

/** A task done step by step. The first step is where it starts; `ask` and `act` go on to the step after them. */
export const flow = z
  .object({
    id: slug,
    name: localized,
    words: z.record(slug, z.record(z.string(), localized)).default({}),
    steps: z.array(step).min(1),
  })
  .superRefine((value, context) => {
    const ids = new Set(value.steps.map((each) => each.id))
    if (ids.size !== value.steps.length) context.addIssue({ code: 'custom', message: 'step ids repeat' })
    for (const [index, each] of value.steps.entries()) {
      for (const target of stepTargets(each)) {
        if (ids.has(target)) continue
        const message = `step ${each.id} goes to unknown step ${target}`
        context.addIssue({ code: 'custom', path: ['steps', index], message })
      }
    }
  })
export type Flow = z.infer<typeof flow>

function stepTargets(each: FlowStep): string[] {
  switch (each.do) {
    case 'ask':
      return [each.otherwise]
    case 'act':
      return [each.otherwise, ...Object.values(each.errors)]
    case 'branch':
      return [each.otherwise, ...Object.values(each.cases)]
    case 'say':
      return each.next ? [each.next] : []
    case 'forget':
      return [each.next]
    case 'handoff':
      return []
  }
}
