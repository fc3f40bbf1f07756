import type { AgentFace, CallEnd, CallPhase, Holder, SessionEvent, SessionView, Track } from '@baton/protocol'

/** How the session of a call stands, as far as the call is concerned. */
export interface Standing {
  holder: Holder
  fence: number
  agent: AgentFace | null
  status: 'ringing' | 'live' | 'ended'
  /** Of a call that is over. */
  reason?: CallEnd
}

/** One participant's line: not there, dropped for a moment, or open. */
export interface Line {
  isOpen: boolean
  muted: boolean
  held: boolean
}

export interface Lines {
  customer: Line | null
  agent: (Line & { id: string }) | null
}

export const standingOf = ({ holder, fence, agent, call }: SessionView): Standing => ({
  holder,
  fence,
  agent,
  status: call?.status ?? 'ended',
})

/** The standing after an event of the session. What is told again, or late, changes nothing. */
export function afterEvent(standing: Standing, call: string, event: SessionEvent): Standing {
  switch (event.kind) {
    case 'baton.passed': {
      const { fence, to: holder, agent = null } = event.body
      return fence > standing.fence ? { ...standing, fence, holder, agent } : standing
    }
    case 'call.answered':
      return event.body.call === call && standing.status === 'ringing' ? { ...standing, status: 'live' } : standing
    case 'call.ended':
      return event.body.call === call ? { ...standing, status: 'ended', reason: event.body.reason } : standing
    default:
      return standing
  }
}

/** Whether this line is that of the agent who holds the session. */
export const holdsSession = ({ holder }: Pick<Standing, 'holder'>, agent: Lines['agent']): boolean =>
  agent !== null && holder === `agent:${agent.id}`

export const isHeld = ({ customer, agent }: Lines, standing: Pick<Standing, 'holder'>): boolean =>
  customer?.held === true || (holdsSession(standing, agent) && agent?.held === true)

/** Whether customer and agent are both there to hear each other. */
export const isBridged = (standing: Standing, lines: Lines): boolean =>
  standing.status === 'live' &&
  holdsSession(standing, lines.agent) &&
  lines.agent?.isOpen === true &&
  lines.customer?.isOpen === true

/** With whom the customer speaks. An agent whose line has dropped is waited for as if they had asked to. */
export function phaseOf(standing: Standing, lines: Lines): CallPhase {
  if (standing.status !== 'live') return standing.status
  if (isHeld(lines, standing)) return 'held'
  if (standing.holder === 'bot') return 'bot'
  if (!holdsSession(standing, lines.agent)) return 'queued'
  return lines.agent?.isOpen ? 'agent' : 'held'
}

/**
 * Whether the customer hears what the bot began to say under `fence`. Nothing that was begun before the baton moved on; and
 * nothing once a person has the session. While it waits for one the bot may say so.
 */
export const hearsBot = (standing: Standing, lines: Lines, fence: number): boolean =>
  standing.status === 'live' &&
  standing.fence === fence &&
  (standing.holder === 'bot' || standing.holder === 'queue') &&
  !isHeld(lines, standing)

/** Whether what `from` says reaches the one at the other end. */
export const hearEachOther = (standing: Standing, lines: Lines, from: Exclude<Track, 'bot'>): boolean =>
  isBridged(standing, lines) && !isHeld(lines, standing) && lines[from]?.muted === false

/** Whether what `from` says is listened to, to understand it. */
export function isListenedTo(standing: Standing, lines: Lines, from: Exclude<Track, 'bot'>): boolean {
  if (from === 'agent') return hearEachOther(standing, lines, 'agent')
  return standing.status === 'live' && !isHeld(lines, standing) && lines.customer?.muted === false
}
