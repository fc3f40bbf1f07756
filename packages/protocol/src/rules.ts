import { z } from 'zod'
import { auditor } from './audit.ts'
import { instant, slug } from './ids.ts'
import { LIMITS } from './limits.ts'
import { flagged, rules } from './pack/rule.ts'

const note = z.string().trim().min(1).max(LIMITS.reasonChars)

/** Which version was looked at: changed meanwhile by somebody else, it is refused. Or the header `If-Match`. */
const base = z.string().min(1).max(100)

/** One state of the rules of a workspace. */
export const rulesVersion = z.object({
  /** 1, 2, 3 … in the order they came. */
  number: z.number().int().positive(),
  /** Hash of the content. Two numbers may have the same: it was rolled back to. */
  version: z.string(),
  at: instant,
  by: auditor,
  /** Why, in the words of who changed them. */
  note: z.string().nullable(),
})
export type RulesVersion = z.infer<typeof rulesVersion>

/** `GET /v1/admin/workspaces/:id/rules`, and `…/rules/versions/:number`. */
export const rulesResponse = rulesVersion.extend({ rules, flagged })
export type RulesResponse = z.infer<typeof rulesResponse>

/** `GET /v1/admin/workspaces/:id/rules/versions`: the last 100, newest first. */
export const rulesVersionsResponse = z.object({ versions: z.array(rulesVersion) })
export type RulesVersionsResponse = z.infer<typeof rulesVersionsResponse>

/** `PUT /v1/admin/workspaces/:id/rules`: all rules, in place of those there are. */
export const changeRulesRequest = z.object({ rules, base: base.optional(), note: note.optional() })

/** `PUT /v1/admin/workspaces/:id/rules/flags`: all intents the bot is not capable of. */
export const flagIntentsRequest = z.object({
  flagged: z.array(slug).max(1_000),
  base: base.optional(),
  note: note.optional(),
})

/** `POST /v1/admin/workspaces/:id/rules/rollback`: what stood under this number stands again. */
export const rollBackRulesRequest = z.object({
  number: z.number().int().positive(),
  base: base.optional(),
  note: note.optional(),
})
