import { z } from 'zod'
import { handoffReason } from '../events.ts'
import { slug } from '../ids.ts'
import { localized } from '../locale.ts'
import { comparisonsOf, condition } from './condition.ts'
import { factInfo, PHASES } from './fact.ts'

/** An offer is not made again by the same rule within this time, unless the rule says otherwise. */
const OFFER_COOLDOWN_S = 300

/** A rule that speaks in place of the bot must do so each time. */
const defaultCooldownS = ({ mode, say }: Pick<z.infer<typeof fields>, 'mode' | 'say'>): number =>
  mode === 'offer' && !say ? OFFER_COOLDOWN_S : 0

/**
 * How far back counters look. Never behind the moment the bot got the session or the case opened: what led to one hand-off
 * is no reason for the next.
 */
const window = z.object({
  /** The customer's last messages, this one included. */
  turns: z.number().int().min(1).max(20).optional(),
  minutes: z.number().int().min(1).max(1_440).optional(),
})
export type RuleWindow = z.infer<typeof window>

const fields = z.object({
  id: slug,
  name: localized,
  enabled: z.boolean().default(true),
  at: z.enum(PHASES),
  when: condition,
  /** `immediate` passes the baton; `offer` lets the bot answer and adds a button for a person. */
  mode: z.enum(['immediate', 'offer']),
  reason: handoffReason,
  /** Decides among several that fire, and where they wait: 0 waits its turn, higher goes first. */
  priority: z.number().int().min(0).max(9).default(0),
  window: window.prefault({}),
  /** Once fired it does not fire again for this long. Default: 300 for an `offer` beside an answer, else 0. */
  cooldownS: z.number().int().min(0).max(86_400).optional(),
  /** Offers only: made this long after the condition was first met, if it still is the bot's to make. */
  delayS: z.number().int().min(1).max(3_600).optional(),
  /** What the bot says when it fires: before the baton passes, or in place of its answer. Default: the pack's wording. */
  say: localized.optional(),
  /** Supervisors are told at once. */
  alert: z.boolean().default(false),
})

/** When the baton passes, as data. Of several that fire, `immediate` goes before `offer`, then priority decides, then order. */
export const rule = z.preprocess(
  upgraded,
  fields
    .superRefine((value, context) => {
      const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
      for (const { fact } of comparisonsOf(value.when)) {
        if (factInfo(fact)?.known.includes(value.at) === false) issue(['when'], `${fact} is not known at ${value.at}`)
      }
      if (value.reason === 'asked' && value.mode === 'immediate' && value.cooldownS)
        issue(['cooldownS'], 'who asks for a person is not kept waiting')
      if (value.delayS !== undefined && (value.mode !== 'offer' || value.at !== 'reading'))
        issue(['delayS'], 'only an offer at reading can be made later')
      if (value.delayS !== undefined)
        for (const { fact } of comparisonsOf(value.when))
          if (factInfo(fact)?.known.includes('rating') === false)
            issue(['when'], `${fact} is not known any more when an offer is made later`)
      if (value.at === 'failure' && value.mode !== 'immediate')
        issue(['mode'], 'who was not answered is not only offered a person')
      if (value.at === 'rating' && value.mode !== 'offer')
        issue(['mode'], 'who has only rated is offered a person, not passed on')
    })
    .transform((value) => ({
      ...value,
      cooldownS: value.cooldownS ?? defaultCooldownS(value),
    })),
)
export type Rule = z.infer<typeof rule>

/** All rules of a workspace. */
export const rules = z
  .array(rule)
  .max(200)
  .superRefine((value, context) => {
    for (const [index, { id }] of value.entries())
      if (value.findIndex((each) => each.id === id) < index)
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `rule ${id} is there twice` })
  })

/** Intents the bot was found not capable of. */
export const flagged = z.array(slug).max(1_000)

/** Rules were written `fire: { do, reason, priority }` once, and snapshots published then still are. */
function upgraded(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('fire' in given) || 'mode' in given) return given
  const { fire, ...rest } = given
  if (typeof fire !== 'object' || fire === null) return given
  const { do: does, ...fired } = fire as Record<string, unknown>
  return { ...rest, ...fired, mode: does === 'handoff' ? 'immediate' : does }
}
