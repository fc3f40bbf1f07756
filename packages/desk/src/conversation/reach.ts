import {
  CHANNELS,
  type ChannelKind,
  type DeskWay,
  mayReach,
  type Reach,
  type Route,
  type Template,
} from '@baton/client'

/** How long before a window closes it is told. */
const SOON_MS = 30 * 60_000

/** A way by which an answer may go besides the page. */
export interface Way {
  route: string
  channel: ChannelKind
  /** What the account is called; null while that is not known, or needs no telling apart. */
  account: string | null
  reach: Reach
  heardAt: number | null
  templates: readonly Template[]
}

export interface Known {
  routes?: readonly Route[]
  speaksBy?: string
}

/** Every way to the customer, the one they were heard on last first. The vendor's rule is the session's own. */
export function waysTo({ routes = [] }: Known, accounts: readonly DeskWay[], now: number): Way[] {
  const several = (channel: ChannelKind): boolean =>
    new Set(routes.filter((route) => route.channel === channel).map((route) => route.account)).size > 1
  return routes
    .filter(({ channel }) => CHANNELS[channel].isVoice !== true)
    .toSorted((one, other) => (other.heardAt ?? 0) - (one.heardAt ?? 0))
    .map((route) => {
      const known = accounts.find(({ id }) => id === route.account)
      return {
        route: route.id,
        channel: route.channel,
        account: several(route.channel) ? (known?.name ?? null) : null,
        reach: mayReach(route, 'agent', now),
        heardAt: route.heardAt,
        templates: CHANNELS[route.channel].hasTemplates ? (known?.templates ?? []) : [],
      }
    })
}

/** The way an answer goes: what the agent chose, else where the customer spoke last. Null: the page alone. */
export const wayOut = (ways: readonly Way[], { speaksBy }: Known, choice: string | null): Way | null =>
  ways.find(({ route }) => route === choice) ?? ways.find(({ route }) => route === speaksBy) ?? null

/** What the vendor still allows, as a meter shows it. Null when there is nothing to count. */
export function meterOf(
  { channel, reach }: Way,
  now: number,
): { leftMs: number | null; until: number | null; left: number | null; of: number | null } | null {
  if (!reach.may || (reach.until === null && reach.left === null)) return null
  const { until, left } = reach
  return { leftMs: until === null ? null : until - now, until, left, of: CHANNELS[channel].quota }
}

/** Open for long, about to close, or shut; told once each. */
export function stageOf({ reach }: Way, now: number): 'open' | 'soon' | 'shut' {
  if (!reach.may) return 'shut'
  return reach.until !== null && reach.until - now <= SOON_MS ? 'soon' : 'open'
}

type Shut = Extract<Reach, { may: false }>['reason']

/** What can be done while a way is shut. What is written waits all the same. */
export interface Outlook {
  reason: Shut
  /** Words the vendor has approved; they need no window, but a customer who is there. */
  templates: readonly Template[]
  /** Other ways that are open, mail last. */
  others: readonly Way[]
}

export function outlookOf(way: Way | null, ways: readonly Way[]): Outlook | null {
  if (!way || way.reach.may) return null
  const { reason } = way.reach
  const open = ways.filter(({ route, reach }) => route !== way.route && reach.may)
  return {
    reason,
    templates: reason === 'blocked' ? [] : way.templates,
    others: [
      ...open.filter(({ channel }) => channel !== 'email'),
      ...open.filter(({ channel }) => channel === 'email'),
    ],
  }
}

/** How many values a template asks for: the highest number in it. */
export const valuesOf = ({ text }: Template): number =>
  Math.max(0, ...[...text.matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, number]) => Number(number)))

/** A template as the customer reads it; a value that is not there yet stays a gap. */
export const filled = ({ text }: Template, values: readonly string[]): string =>
  text.replace(/\{\{(\d{1,2})\}\}/g, (gap, number: string) => values[Number(number) - 1]?.trim() || gap)
