import { z } from 'zod'
import { clientId, slug } from './ids.ts'
import { LIMITS } from './limits.ts'

/** A day of UTC, `2026-11-30`. */
const day = z.iso.date()
const minutes = z.number().int()
/** `product`: what acts in the product tell. `reported`: what was said of time outside of it. */
const spent = { productMinutes: minutes, reportedMinutes: minutes }

/** `GET /v1/admin/workspaces/:id/knowledge/hours?from=&to=`: what training the bot took of whom, both days included. */
export const hoursResponse = z.object({
  from: day,
  to: day,
  trainers: z.array(
    z.object({
      /** Null: whoever runs the gateway. */
      agent: slug.nullable(),
      ...spent,
      sittings: z.number().int(),
      /** How often they did what, as the audit log calls it. */
      acts: z.record(z.string(), z.number().int()),
      /** Those in which they did something, from their Monday on. */
      weeks: z.array(z.object({ monday: day, ...spent })),
    }),
  ),
})
export type HoursResponse = z.infer<typeof hoursResponse>

const DAY_MINUTES = 24 * 60

/** `POST /v1/admin/workspaces/:id/knowledge/hours`: time that somebody trained the bot outside the product. */
export const hoursReport = z.object({
  /** Today or one of the 31 days before. */
  date: day,
  /** Fewer than none take back what was reported too much. */
  minutes: minutes
    .min(-DAY_MINUTES)
    .max(DAY_MINUTES)
    .refine((many) => many !== 0, 'is none'),
  /** Whose time it was; absent: of whoever runs the gateway. */
  agent: slug.optional(),
  note: z.string().trim().min(1).max(LIMITS.reasonChars).optional(),
  /** Made by whoever reports: the same id counts once. */
  id: clientId.optional(),
})
