import { type AuditEntry, type HoursResponse, RANKS } from '@baton/protocol'

/** Days of UTC, both included: `2026-11-30`. */
export interface Days {
  from: string
  to: string
}

/** Acts of one trainer that are at most this far apart are one sitting. */
const SITTING_GAP_MS = 15 * 60_000
/** What the first act of a sitting counts for: somebody looked before they acted. */
const FIRST_ACT_MS = 5 * 60_000
/** How many days after it time outside the product may be reported. */
export const REPORT_DAYS = 31
export const REPORTED = 'knowledge.hours'

const ACTS: ReadonlySet<string> = new Set([
  'knowledge.import',
  'knowledge.drop_proposal',
  'knowledge.label',
  'knowledge.submit',
  'knowledge.publish',
  'knowledge.roll_back',
  'rules.change',
])
const STAFF: ReadonlySet<string> = new Set(RANKS)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 3_600_000

interface Week {
  productMs: number
  reportedMinutes: number
}

class Trainer {
  #last = Number.NEGATIVE_INFINITY
  #sittings = 0
  readonly #acts = new Map<string, number>()
  readonly #weeks = new Map<string, Week>()

  /** Each act is worth the time since the one before it, so that what parts of a range sum up to is the whole. */
  act(action: string, at: number, isInRange: boolean): void {
    const gap = at - this.#last
    const isFirst = gap > SITTING_GAP_MS
    this.#last = at
    if (!isInRange) return
    if (isFirst) this.#sittings += 1
    this.#acts.set(action, (this.#acts.get(action) ?? 0) + 1)
    this.#week(at).productMs += isFirst ? FIRST_ACT_MS : gap
  }

  report(date: string, minutes: number): void {
    this.#week(Date.parse(date)).reportedMinutes += minutes
  }

  told(agent: string | null): HoursResponse['trainers'][number] {
    const weeks = [...this.#weeks]
      .map(([monday, { productMs, reportedMinutes }]) => {
        return { monday, productMinutes: Math.round(productMs / MINUTE_MS), reportedMinutes }
      })
      .sort((left, right) => (left.monday < right.monday ? -1 : 1))
    return {
      agent,
      productMinutes: weeks.reduce((sum, { productMinutes }) => sum + productMinutes, 0),
      reportedMinutes: weeks.reduce((sum, { reportedMinutes }) => sum + reportedMinutes, 0),
      sittings: this.#sittings,
      acts: Object.fromEntries([...this.#acts].sort()),
      weeks,
    }
  }

  #week(at: number): Week {
    const monday = mondayOf(at)
    const week = this.#weeks.get(monday) ?? { productMs: 0, reportedMinutes: 0 }
    this.#weeks.set(monday, week)
    return week
  }
}

/** When what tells of these days may have been written down: `from` included, `until` not. */
export function writtenWithin({ from, to }: Days): { from: number; until: number } {
  return { from: Date.parse(from) - SITTING_GAP_MS, until: endOf(to) + REPORT_DAYS * DAY_MS }
}

/**
 * How long each trainer sat over the bot, as the audit log tells. A sitting lasts from its first act to its last and five minutes
 * before; a minute belongs to the week of the act that ends it.
 *
 * @param entries by time, those of `writtenWithin` at least.
 */
export function trainerHours(entries: Iterable<AuditEntry>, { from, to }: Days): HoursResponse {
  const [start, end] = [Date.parse(from), endOf(to)]
  const trainers = new Map<string | null, Trainer>()
  const known = (agent: string | null): Trainer => {
    const trainer = trainers.get(agent) ?? new Trainer()
    trainers.set(agent, trainer)
    return trainer
  }
  for (const { at, by, action, on } of entries) {
    if (action === REPORTED) {
      const { date = '', minutes, agent = null } = on
      if (date >= from && date <= to) known(agent).report(date, Number(minutes))
    } else if (isByHand({ by, action, on }) && at < end)
      known(by.role === 'operator' ? null : by.id).act(action, at, at >= start)
  }
  const told = [...trainers].map(([agent, trainer]) => trainer.told(agent)).filter(({ weeks }) => weeks.length > 0)
  return { from, to, trainers: told.sort((left, right) => ((left.agent ?? '') < (right.agent ?? '') ? -1 : 1)) }
}

/** What came of a training happened when it was done, and nobody sat there. */
const isByHand = ({ by, action, on }: Pick<AuditEntry, 'by' | 'action' | 'on'>): boolean =>
  ACTS.has(action) &&
  (by.role === 'operator' || STAFF.has(by.role)) &&
  (on.training === undefined || action === 'knowledge.submit')

const endOf = (day: string): number => Date.parse(day) + DAY_MS

function mondayOf(at: number): string {
  const day = Math.floor(at / DAY_MS)
  // The first day of all was a Thursday.
  return new Date((day - ((day + 3) % 7)) * DAY_MS).toISOString().slice(0, 10)
}
