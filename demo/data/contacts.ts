import { type Customer, customerById, customers } from './customers.ts'

/** What the customer service tells of one case; as it is documented, and no more than is shown here is kept. */
export interface Interaction {
  caseId: string
  version: number
  hostId: string | null
  channels: string[]
  closedAt: number
  agents: string[]
  want: string
  outcome: string
  score: number | null
}

/** Whom the CRM knows, and what was talked about with them. In memory: it begins empty with the demo. */
export class Contacts {
  readonly #interactions = new Map<string, Interaction>()

  all(): readonly Customer[] {
    return customers
  }

  find = (id: string): Customer | undefined => customerById(id)

  /** Newest first. */
  interactions(): Interaction[] {
    return [...this.#interactions.values()].sort((a, b) => b.closedAt - a.closedAt)
  }

  /** One record for each case; an older one never takes the place of a newer. */
  put(record: Interaction): void {
    const known = this.#interactions.get(record.caseId)
    if (!known || known.version < record.version) this.#interactions.set(record.caseId, record)
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** Null for what is no record. */
export function interactionIn(body: unknown): Interaction | null {
  const { caseId, version, hostId, channels, closedAt, agents, want, outcome, score } = Object(body) as Record<
    string,
    unknown
  >
  if (!isText(caseId) || !isWhole(version) || !isWhole(closedAt) || !isText(want) || !isText(outcome)) return null
  if (!Array.isArray(channels) || !channels.every(isText) || !Array.isArray(agents)) return null
  const names = agents.map((agent: unknown) => (Object(agent) as { name?: unknown }).name)
  if (!names.every(isText)) return null
  return {
    caseId,
    version,
    hostId: isText(hostId) ? hostId : null,
    channels,
    closedAt,
    agents: names,
    want,
    outcome,
    score: isWhole(score) ? score : null,
  }
}
