import { hoursReport } from '@baton/protocol'
import { REPORT_DAYS, REPORTED } from '@baton/relay/audit'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Context } from 'hono'
import { z } from 'zod'
import { OPERATOR } from '../audit/act.ts'
import type { Env } from '../env.ts'
import { auditOf, directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'

type HoursContext = Context<{ Bindings: Env }>

const MAX_BODY_BYTES = 32 * 1024
const DAY_MS = 24 * 3_600_000
/** A quarter. */
const MOST_DAYS = 92

const dayParameter = z.iso.date()

/** How long trainers sat over the bot from `?from=` to `?to=`, both days of UTC included. */
export async function answerHours(c: HoursContext, workspace: string): Promise<Response> {
  const [from, to] = [dayOf(c, 'from'), dayOf(c, 'to')]
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days < 1 || days > MOST_DAYS)
    throw new BatonError('request_malformed', `to: is not within ${MOST_DAYS} days of from`)
  return c.json(await auditOf(c.env, workspace).hours({ from, to }))
}

/** Writes down that somebody trained the bot outside the product. */
export async function reportHours(c: HoursContext, workspace: string): Promise<Response> {
  const { date, minutes, agent, note, id = crypto.randomUUID() } = await readBody(c, hoursReport, MAX_BODY_BYTES)
  const now = Date.now()
  if (date > isoDay(now) || date < isoDay(now - REPORT_DAYS * DAY_MS))
    throw new BatonError('request_malformed', `date: is not today or within ${REPORT_DAYS} days before, in UTC`)
  // What is written down stays: an id, and nobody's name.
  if (agent !== undefined && !(await directoryOf(c.env, workspace).standing({ agent, logins: [] })).agent)
    throw new BatonError('request_malformed', 'agent: nobody here has this id')
  await auditOf(c.env, workspace).record({
    id: `hours:${id}`,
    at: now,
    by: OPERATOR,
    action: REPORTED,
    on: { date, minutes: String(minutes), ...(agent !== undefined && { agent }) },
    ...(note !== undefined && { reason: redact(note, DETECTORS).text }),
  })
  return c.body(null, 204)
}

function dayOf(c: HoursContext, name: 'from' | 'to'): string {
  const day = dayParameter.safeParse(c.req.query(name))
  if (!day.success) throw new BatonError('request_malformed', `${name}: is not a day, as in 2026-11-30`)
  return day.data
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
