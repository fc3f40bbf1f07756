import { EDGE } from './assumptions.ts'
import type { Measured } from './measured.ts'

/** How boards are shown: whole to everybody on each change, or at a pace (`packages/gateway/src/floor/boards.ts`). */
export type Showing = 'each change' | 'paced'

/** Service times in milliseconds for one size of workspace, never below what the platform allows an object. */
export interface Costs {
  directoryRead: number
  directoryWrite: number
  /** A look at the standing of this many agents in one call. */
  standings: (agents: number) => number
  knowledgeRead: number
  sessionOpen: number
  sessionBotMessage: number
  sessionAgentMessage: number
  /** One change of the floor: decided, stored, shown to whom it concerns. */
  floorCommit: number
  /** All boards, shown at a pace; and how often. */
  floorShow: number
  floorShowEveryMs: number
}

/** A conversation makes four changes: enqueued, accepted, passed, released. */
const COMMITS_PER_CONVERSATION = 4

export function costsOf(measured: Measured, agents: number, showing: Showing): Costs {
  const { directory, knowledge, session } = measured
  const call = (ms: number): number => Math.max(EDGE.callMs, ms)
  const transaction = (ms: number): number => Math.max(EDGE.transactionMs, ms)
  const perStanding = (measured.floor.findLast(({ recheckMs }) => recheckMs !== undefined)?.recheckMs ?? 0) / 1_000
  return {
    directoryRead: call(Math.max(directory.config, directory.customer)),
    directoryWrite: transaction(directory.newcomer),
    standings: (count) => (showing === 'paced' ? call(perStanding * count) : call(directory.standing)),
    knowledgeRead: call(knowledge.currentRelease),
    sessionOpen: transaction(session.open),
    sessionBotMessage: transaction(session.botMessage),
    sessionAgentMessage: transaction(session.agentMessage),
    floorCommit: transaction(commitOf(measured, agents, showing)),
    floorShow: showing === 'paced' && agents > 50 ? agents * showOne(measured, agents) : 0,
    floorShowEveryMs: agents,
  }
}

/**
 * Of the real floor where so many desks were connected; beyond that the pure decision at that size, with what the
 * largest real floor took besides, and with all boards where each change shows them.
 */
function commitOf(measured: Measured, agents: number, showing: Showing): number {
  const decide = interpolated(measured, agents, ({ decideMs }) => decideMs)
  const real = measured.floor.filter(({ conversationMs }) => conversationMs !== undefined)
  const largest = real.at(-1)
  if (!largest) throw new Error('no real floor was measured')
  const ofReal = (cost: typeof largest): number => (cost.conversationMs ?? 0) / COMMITS_PER_CONVERSATION
  if (agents <= largest.agents) return interpolated({ ...measured, floor: real }, agents, ofReal)
  const besides = Math.max(0, ofReal(largest) - largest.decideMs)
  if (showing === 'paced') return decide + besides
  const growth = (agents * interpolated(measured, agents, (cost) => cost.boardMs)) / (largest.agents * largest.boardMs)
  return decide + besides * growth
}

/** One board to one agent who is not concerned: two texts joined and sent. Taken as one board's making, which is more. */
const showOne = (measured: Measured, agents: number): number => interpolated(measured, agents, ({ boardMs }) => boardMs)

/** Between two measured sizes on a line. */
function interpolated({ floor }: Measured, agents: number, of: (cost: Measured['floor'][number]) => number): number {
  const above = floor.find((cost) => cost.agents >= agents) ?? floor.at(-1)
  const below = floor.findLast((cost) => cost.agents <= agents) ?? floor[0]
  if (!above || !below) throw new Error('no floor was measured')
  if (above.agents === below.agents) return of(above)
  return of(below) + ((of(above) - of(below)) * (agents - below.agents)) / (above.agents - below.agents)
}
