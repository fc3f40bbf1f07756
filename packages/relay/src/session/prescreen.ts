import type { Brief, Pack, Prescreen, Reading } from '@baton/protocol'
import { fromLog } from '../masking/index.ts'
import { type EventDraft, firedBefore, type MaskedFiring, SYSTEM } from './draft.ts'
import { escalate } from './escalation.ts'
import type { SessionState } from './state.ts'

/** A hand-off as the rules decided it. */
export type WantedHandoff = Omit<Parameters<typeof escalate>[1], 'by' | 'id'>

/** From this priority on nobody is asked anything first. */
const URGENT = 4

/**
 * The questions to ask before this hand-off; null when it goes at once: the pack has none for it, the customer was asked in
 * this case already, is upset, or it is an emergency.
 */
export function prescreenBefore(
  { case: it }: SessionState,
  { prescreen = [], intents }: Pack,
  { mood, intent }: Reading,
  { reason, priority, alert }: Pick<WantedHandoff, 'reason' | 'priority' | 'alert'>,
): Prescreen | null {
  if (!it || it.prescreen || it.prescreened) return null
  if (mood.level !== 'calm' || it.mood === 'angry' || alert || priority >= URGENT) return null
  const tags = intents.find(({ id }) => id === intent?.id)?.tags ?? []
  if (tags.includes('emergency')) return null
  const fits = (each: Prescreen) => each.tags.length === 0 || each.tags.some((tag) => tags.includes(tag))
  return prescreen.find((each) => each.reasons.includes(reason) && fits(each)) ?? null
}

/** The hand-off waits for the answers. */
export const prescreenAsked = (
  { id, patienceMs }: Prescreen,
  { handoffId, reason, priority, firing }: WantedHandoff,
): EventDraft => ({
  kind: 'prescreen.asked',
  id: `${handoffId}:prescreen`,
  by: SYSTEM,
  audience: 'staff',
  body: { ...firing, prescreen: id, handoffId, reason, priority, patienceMs },
})

/** How it ended, and what was answered since it was asked; nothing when none was under way. */
export function prescreenEnded({ case: it }: SessionState, outcome: 'answered' | 'skipped' | 'silent'): EventDraft[] {
  if (!it?.prescreen) return []
  const { prescreen, handoffId, known } = it.prescreen
  const answers = it.facts.filter(({ label, value }) => !isKnown(known, label, value))
  return [
    {
      kind: 'prescreen.ended',
      id: `${handoffId}:prescreened`,
      by: SYSTEM,
      audience: 'staff',
      body: { prescreen, handoffId, outcome, facts: fromLog(answers) },
    },
  ]
}

const isKnown = (known: Brief['facts'], label: string, value: string): boolean =>
  known.some((fact) => fact.label === label && fact.value === value)

/** The hand-off that waited, at last: for the reason it was wanted for. Nothing when none waits, or the bot has passed on. */
export function endPrescreen(
  state: SessionState,
  outcome: 'answered' | 'skipped' | 'silent',
  now: number,
): EventDraft[] {
  const waiting = state.case?.prescreen
  if (!waiting || state.holder !== 'bot') return []
  const { handoffId, reason, priority, firing } = waiting
  const wanted = { handoffId, reason, priority, firing: firedBefore(firing) satisfies MaskedFiring }
  return [...prescreenEnded(state, outcome), ...escalate(state, wanted, now)]
}

/** When the customer will have been silent for too long; null when nothing is asked. */
export function endOfPatience({ case: it }: SessionState): number | null {
  return it?.prescreen ? Math.max(it.prescreen.askedAt, it.lastAt) + it.prescreen.patienceMs : null
}
