import type { AgentFace, CallEnd, CallPhase, Holder, SessionEvent, SessionView } from '@baton/protocol'

/** How the session of a call stands, as far as the call is concerned. */
export interface Standing {
  holder: Holder
  fence: number
  agent: AgentFace | null
  status: 'ringing' | 'live' | 'ended'
  /** Of a call that is over. */
  reason?: CallEnd
}

/** Where somebody sits in a call. */
export type Seat = 'customer' | 'agent' | 'colleague' | 'supervisor'

/** One participant's line: not there, dropped for a moment, or open. */
export interface Line {
  isOpen: boolean
  muted: boolean
  held: boolean
}

/** The seats of those who serve the customer. */
export type Staff = 'agent' | 'colleague'

export interface Lines {
  /** `isAsked`: the bot asks whether the call may be recorded, before they speak with the agent who called them. */
  customer: (Line & { isAsked?: boolean }) | null
  /** Of the agent who holds the session, else of one who waits to. `isBriefed`: they are being told whom they will speak with. */
  agent: (Line & { id: string; isBriefed?: boolean }) | null
  /** Of an agent who passed the session on, and stays beside the one who has it now. */
  colleague?: (Line & { id: string }) | null
  supervisor?: Line | null
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

/** Whether an agent has the session, and this line is that of one who stays beside them. */
const staysBeside = ({ holder }: Pick<Standing, 'holder'>, { colleague }: Lines): boolean =>
  colleague?.isOpen === true && holder.startsWith('agent:')

/** Who asked for it does not matter: either of two agents may have, before or after the session was passed on. */
export const isHeld = (lines: Lines, standing: Pick<Standing, 'holder'>): boolean =>
  lines.customer?.held === true ||
  (holdsSession(standing, lines.agent) && lines.agent?.held === true) ||
  (staysBeside(standing, lines) && lines.colleague?.held === true)

/** Whether the customer and who sits there are both there to hear each other. */
export const isBridged = (standing: Standing, lines: Lines, seat: Staff = 'agent'): boolean =>
  standing.status === 'live' && speaks(standing, lines, 'customer') && speaks(standing, lines, seat)

/** With whom the customer speaks. An agent whose line has dropped is waited for as if they had asked to. */
export function phaseOf(standing: Standing, lines: Lines): CallPhase {
  if (standing.status !== 'live') return standing.status
  if (isHeld(lines, standing)) return 'held'
  if (standing.holder === 'bot' || lines.customer?.isAsked) return 'bot'
  if (speaks(standing, lines, 'agent') || speaks(standing, lines, 'colleague')) return 'agent'
  if (!holdsSession(standing, lines.agent)) return 'queued'
  return lines.agent?.isOpen ? 'queued' : 'held'
}

/**
 * Whether the customer hears what the bot began to say under `fence`. Nothing that was begun before the baton moved on; and
 * nothing once a person has the session, unless it asks on their behalf. While it waits for one the bot may say so.
 */
export const hearsBot = (standing: Standing, lines: Lines, fence: number): boolean =>
  standing.status === 'live' &&
  standing.fence === fence &&
  (standing.holder === 'bot' || standing.holder === 'queue' || lines.customer?.isAsked === true) &&
  !isHeld(lines, standing)

/** Who is heard by whom, when everybody is there. A supervisor who does not mute themself prompts the agent, and nobody else. */
const HEARD_BY = {
  customer: ['agent', 'colleague', 'supervisor'],
  agent: ['customer', 'colleague', 'supervisor'],
  colleague: ['customer', 'agent', 'supervisor'],
  supervisor: ['agent'],
} as const satisfies Record<Seat, readonly Seat[]>

/** Whether somebody in this seat has a part in the call now. */
function speaks(standing: Standing, lines: Lines, seat: Seat): boolean {
  if (seat === 'agent')
    return holdsSession(standing, lines.agent) && lines.agent?.isOpen === true && !lines.agent.isBriefed
  if (seat === 'colleague') return staysBeside(standing, lines)
  if (seat === 'customer') return lines.customer?.isOpen === true && !lines.customer.isAsked
  return lines.supervisor?.isOpen === true
}

/** Whom what `from` says reaches. On hold the customer hears nobody and is not heard; those who serve them may talk it over. */
export function heardBy(standing: Standing, lines: Lines, from: Seat): Seat[] {
  if (standing.status !== 'live' || lines[from]?.muted !== false || !speaks(standing, lines, from)) return []
  const held = isHeld(lines, standing)
  return HEARD_BY[from].filter(
    (to) => speaks(standing, lines, to) && !(held && (from === 'customer' || to === 'customer')),
  )
}

/** Whether what `from` says is listened to, to understand it: of agents, what the customer hears. */
export function isListenedTo(standing: Standing, lines: Lines, from: 'customer' | Staff): boolean {
  if (from !== 'customer') return heardBy(standing, lines, from).includes('customer')
  return standing.status === 'live' && !isHeld(lines, standing) && lines.customer?.muted === false
}
