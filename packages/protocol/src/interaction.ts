import { z } from 'zod'
import { CHANNEL_KINDS } from './channels/kinds.ts'
import { instant } from './ids.ts'

/**
 * What a CRM keeps of one case. Everything in it is masked as the log is, and read from it when it is sent: what was taken
 * out meanwhile is not in it.
 */
export const interaction = z.object({
  workspace: z.string(),
  session: z.string(),
  caseId: z.string(),
  /** Grows with what is told of the case: an older record never takes the place of a newer one. */
  version: z.number().int().positive(),
  /** `customer`: our id. `hostId`: the business's own, of a customer it vouches for; else null. */
  customer: z.string(),
  hostId: z.string().nullable(),
  /** Ways the customer wrote by, in the order of their first message. */
  channels: z.array(z.enum([...CHANNEL_KINDS, 'web'])),
  openedAt: instant,
  closedAt: instant,
  /** `resolved` by a person, or nobody wrote any more. */
  reason: z.enum(['resolved', 'silence']),
  /** Who held it, in order. Empty: the bot alone. */
  agents: z.array(z.object({ id: z.string(), name: z.string() })),
  messages: z.number().int().nonnegative(),
  /** How long was spoken in calls, all together; absent where nobody called. */
  callSeconds: z.number().int().nonnegative().optional(),
  /** The last intent the bot read with confidence, by the pack's id. */
  intent: z.string().nullable(),
  /** What the customer wanted, in their words. */
  want: z.string(),
  /** How it ended, in the words of who settled it. */
  outcome: z.string(),
  /** 1–5, of a case that was rated. */
  score: z.number().int().min(1).max(5).nullable(),
})
export type Interaction = z.infer<typeof interaction>
