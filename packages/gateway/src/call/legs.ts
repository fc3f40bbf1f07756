import type { CallTicket } from '@baton/protocol'
import type { Lines, Seat, Standing } from '@baton/relay/call'
import type { Leg } from './leg.ts'

/** Who is on the line, or may come back to it: the customer, and staff by who they are. */
export class Legs {
  /** `customer`, `agent:<id>` as the session names its holder, `supervisor:<id>`. */
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
    const { holder } = this.#standing()
    return this.holder ?? this.#first((leg) => leg.who === 'agent' && !isBeside(leg, holder))
  }

  /** The line of an agent who passed the session on, and stays beside whoever has it now. */
  get colleague(): Leg | null {
    const { holder } = this.#standing()
    return this.#first((leg) => isBeside(leg, holder))
  }

  get supervisor(): Leg | null {
    return this.#first(({ who }) => who === 'supervisor')
  }

  /** The line of the agent who holds the session, when they have come. */
  get holder(): Leg | null {
    return this.#legs.get(this.#standing().holder) ?? null
  }

  get lines(): Lines {
    const { customer, agent, colleague, supervisor } = this
    return { customer, agent, colleague, supervisor }
  }

  /** Where somebody sits now; null: aside, heard by nobody. */
  seatOf(leg: Leg): Seat | null {
    return (['customer', 'agent', 'colleague', 'supervisor'] as const).find((seat) => this[seat] === leg) ?? null
  }

  #first(fits: (leg: Leg) => boolean): Leg | null {
    for (const leg of this.#legs.values()) if (fits(leg)) return leg
    return null
  }

  get isEmpty(): boolean {
    return this.#legs.size === 0
  }

  /** The line somebody has already, dropped or not. */
  of({ role, participant }: Pick<CallTicket, 'role' | 'participant'>): Leg | undefined {
    return this.#legs.get(keyOf({ who: role, id: participant }))
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

  /** The session has moved on: agents whose line is over by that. Who passed it to a colleague may stay beside them. */
  leftBehind(before: Standing): Leg[] {
    const { holder } = this.#standing()
    const goesToAgent = holder.startsWith('agent:')
    return this.all().filter((leg) => {
      const key = keyOf(leg)
      if (leg.who !== 'agent' || key === holder) return false
      return goesToAgent ? !leg.stays || key !== before.holder : leg.stays || key === before.holder
    })
  }
}

const keyOf = ({ who, id }: Pick<Leg, 'who' | 'id'>): string => (who === 'customer' ? 'customer' : `${who}:${id}`)

const isBeside = (leg: Leg, holder: Standing['holder']): boolean =>
  leg.stays && holder.startsWith('agent:') && keyOf(leg) !== holder
