import { z } from 'zod'
import { evidence, profile } from './brief.ts'
import { handoffReason } from './events.ts'
import { slug } from './ids.ts'
import { locale } from './locale.ts'
import { rules } from './pack/rule.ts'

/** Transcripts one back-test over HTTP takes; a command has no such bound. */
const MOST_TRANSCRIPTS = 500
const MOST_LINES = 400
const MOST_LINES_AT_ONCE = 2_000

const voice = z.object({
  arousal: z.number().optional(),
  rate: z.number().optional(),
  loudness: z.number().optional(),
  interruptions: z.number().optional(),
})

/** Something said or done in a past conversation. */
const line = z.object({
  by: z.enum(['customer', 'bot', 'agent']),
  text: z.string().max(16_384).default(''),
  /** Milliseconds since the first line. Without it lines come ten seconds apart. */
  at: z.number().int().nonnegative().optional(),
  files: z.number().int().nonnegative().max(20).default(0),
  /** How the customer sounded, in a call. */
  voice: voice.optional(),
  /** The customer rated instead of writing. */
  rating: z.number().int().min(1).max(5).optional(),
  /** How often the business system failed while this message was answered. */
  actionErrors: z.number().int().nonnegative().max(20).default(0),
  /** What the bot failed at when it was to answer this message. */
  failure: z.enum(['provider', 'timeout', 'action', 'error']).optional(),
})
export type TranscriptLine = z.infer<typeof line>

/** A past conversation, one JSON object a line of a file. */
export const transcript = z.object({
  id: z.string().min(1).max(120),
  locale: locale.default('en'),
  customer: profile.pick({ tier: true, attributes: true, verified: true }).partial().optional(),
  lines: z.array(line).min(1).max(MOST_LINES),
  /**
   * Which line, from 0, should have brought a person, or did; null when none. Not given: the customer's last line before an
   * agent spoke.
   */
  handoff: z.number().int().nonnegative().nullable().optional(),
})
export type Transcript = z.infer<typeof transcript>

/** `hit`: within the tolerance. `false`: a person where none was needed. `none`: rightly no person. */
export const BACKTEST_VERDICTS = ['hit', 'early', 'late', 'missed', 'false', 'none'] as const

const backtestFiring = z.object({
  /** Which line of the transcript, from 0. */
  line: z.number().int().nonnegative(),
  rule: slug,
  reason: handoffReason,
  evidence: z.array(evidence),
})

export const backtestRow = z.object({
  id: z.string(),
  verdict: z.enum(BACKTEST_VERDICTS),
  /** Where the rules pass the baton. */
  escalated: backtestFiring.nullable(),
  /** Where it was passed. */
  actual: z.number().int().nonnegative().nullable(),
  offers: z.array(backtestFiring),
})
export type BacktestRow = z.infer<typeof backtestRow>

/** When each session would have escalated, beside what happened. Shares are null where there is nothing to divide by. */
export const backtestReport = z.object({
  sessions: z.number().int(),
  escalated: z.number().int(),
  offered: z.number().int(),
  verdicts: z.record(z.enum(BACKTEST_VERDICTS), z.number().int()),
  /** Of first hand-offs: how many came when they should, of those made, and of those needed. */
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
  /** Messages of the customer by which hand-offs were early (below 0) or late, on the average of those both made and needed. */
  offset: z.number().nullable(),
  rules: z.array(
    z.object({ rule: slug, escalated: z.number().int(), hits: z.number().int(), offered: z.number().int() }),
  ),
  rows: z.array(backtestRow),
})
export type BacktestReport = z.infer<typeof backtestReport>

/** `POST /v1/admin/workspaces/:id/rules/backtest`. Rules not given are those published. */
export const backtestRequest = z.object({
  transcripts: z
    .array(transcript)
    .min(1)
    .max(MOST_TRANSCRIPTS)
    .refine((all) => all.reduce((sum, { lines }) => sum + lines.length, 0) <= MOST_LINES_AT_ONCE, {
      message: `more than ${MOST_LINES_AT_ONCE} lines in all`,
    }),
  rules: rules.optional(),
  /** How many of the customer's messages early or late still is a hit. */
  tolerance: z.number().int().min(0).max(10).default(1),
})
