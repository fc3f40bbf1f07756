import { z } from 'zod'
import { eventId, instant } from './ids.ts'
import { RANKS } from './party.ts'

/** Who did something that is audited. `operator` runs the gateway, `nobody` was not let in, `system` acts by itself. */
export const auditor = z.object({
  role: z.enum(['customer', 'verified_customer', 'bot', ...RANKS, 'integration', 'operator', 'system', 'nobody']),
  /** Id of a customer, agent or key; never a name, an email or an address. Empty where there is none. */
  id: z.string().max(80),
})

/** What is written down of one act: ids only, so that the log outlives an erasure. */
export const auditEntry = z.object({
  /** Made by whoever acts, once per act: the same id is written down once. */
  id: eventId,
  at: instant,
  by: auditor,
  /** What was done: `desk.login`, `session.reveal`, `rules.change`. */
  action: z
    .string()
    .regex(/^[a-z][a-z_]*(\.[a-z][a-z_]*)+$/)
    .max(60),
  /** What it was done to, by kind of id: `{ session: … }`. */
  on: z.record(z.string().regex(/^[a-z][a-zA-Z_]{0,39}$/), z.string().max(200)),
  /** Why, in the actor's words, masked. */
  reason: z.string().max(1_000).optional(),
})
export type AuditEntry = z.infer<typeof auditEntry>

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** A link of the chain: `hash` covers everything else of the record, `prev` being the hash of the one before it. */
export const auditRecord = auditEntry.extend({
  /** 1, 2, 3 … without holes. */
  n: z.number().int().positive(),
  prev: digest,
  hash: digest,
})
export type AuditRecord = z.infer<typeof auditRecord>

/** The last record of a log: whoever keeps it elsewhere can tell later that the log was not cut off. */
export const auditHead = z.object({ n: z.number().int().nonnegative(), hash: digest })
export type AuditHead = z.infer<typeof auditHead>

/** `GET /v1/admin/workspaces/:id/audit?after=` and `GET /v1/desk/audit?after=`: records after that number. */
export const auditPage = z.object({ records: z.array(auditRecord), head: auditHead })
export type AuditPage = z.infer<typeof auditPage>
