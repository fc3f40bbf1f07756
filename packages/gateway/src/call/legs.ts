import type { CallTicket } from '@baton/protocol'
import type { Lines, Standing } from '@baton/relay/call'
import type { Leg } from './leg.ts'

/** Who is on the line, or may come back to it: the customer, and agents by who they are. */
export class Legs {
  /** `customer`, and `agent:<id>` as the session names its holder. */
  readonly #legs = new Map<string, Leg>()
  readonly #standing: () => Standing

  constructor(standing: () => Standing) {
    this.#standing = standing
  }

  get customer(): Leg | null {
    return this.#legs.get('customer') ?? null
  }

  /** The line of the agent who holds the session, else of one who waits to. */
  get agent(): Leg | null {
    const holders = this.#legs.get(this.#standing().holder)
    return holders ?? [...this.#legs.values()].find(({ who }) => who === 'agent') ?? null
  }

  get lines(): Lines {
    return { customer: this.customer, agent: this.agent }
  }

  get isEmpty(): boolean {
    return this.#legs.size === 0
  }

  /** The line somebody has already, dropped or not. */
  of({ role, participant }: Pick<CallTicket, 'role' | 'participant'>): Leg | undefined {
    return this.#legs.get(role === 'customer' ? 'customer' : `agent:${participant}`)
  }

  put(leg: Leg): void {
    this.#legs.set(keyOf(leg), leg)
  }

  has(leg: Leg): boolean {
    return this.#legs.get(keyOf(leg)) === leg
  }

  remove(leg: Leg): void {
    if (this.has(leg)) this.#legs.delete(keyOf(leg))
  }

  all(): Leg[] {
    return [...this.#legs.values()]
  }

  /** Agents whose line is over because the session has moved on from them, or to another. */
  leftBehind(before: Standing): Leg[] {
    const { holder } = this.#standing()
    return this.all().filter((leg) => {
      const key = keyOf(leg)
      return leg.who === 'agent' && key !== holder && (key === before.holder || holder.startsWith('agent:'))
    })
  }
}

const keyOf = ({ who, id }: Leg): string => (who === 'customer' ? 'customer' : `agent:${id}`)
