import { z } from 'zod'
import { brief, profile } from './brief.ts'
import { route, routeId } from './channels/channel.ts'
import { handoffReason } from './events.ts'
import { fence, instant, opaqueId, seq } from './ids.ts'
import { agentFace, holder } from './party.ts'
import { callView } from './voice/call.ts'

/** Place in the queue. `waitMs` is an honest range; null when nobody is online to tell from. */
export const queuePlace = z.object({
  position: z.number().int().positive(),
  waitMs: z.object({ low: z.number().int(), high: z.number().int() }).nullable(),
})
export type QueuePlace = z.infer<typeof queuePlace>

/** The folded state of a session as one participant may see it. */
export const sessionView = z.object({
  fence,
  holder,
  agent: agentFace.nullable(),
  case: z
    .object({ id: z.string(), openedAt: instant, open: z.boolean(), rated: z.boolean(), summarised: z.boolean() })
    .nullable(),
  /** The reason is for staff. */
  handoff: z.object({ id: z.string(), reason: handoffReason.optional(), at: instant }).nullable(),
  queue: queuePlace.nullable(),
  /** Last seq shown to each side. */
  reads: z.object({ customer: seq, staff: seq }),
  /** An answer being written at this moment. */
  stream: z.object({ ref: z.string(), n: z.number().int(), text: z.string() }).nullable(),
  /** A call that rings or goes on. Absent: none. */
  call: callView.optional(),
  /** Sessions whose customer turned out to be this one, in the order they were linked: read-only segments before this log. */
  earlier: z.array(opaqueId).optional(),
  staff: z
    .object({
      profile: profile.nullable(),
      brief: brief.nullable(),
      /** The ways to the customer besides the widget. Absent: none. */
      routes: z.array(route).optional(),
      /** The way by which the customer spoke last. Absent: by the widget. */
      speaksBy: routeId.optional(),
    })
    .optional(),
})
export type SessionView = z.infer<typeof sessionView>
