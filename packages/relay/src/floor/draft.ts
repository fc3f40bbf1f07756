import { wrapUp } from './calls.ts'
import type { FloorContext, FloorEffect } from './command.ts'
import { agentOf, askOf, type Departure, type FloorAgent, type FloorItem, type FloorState, takenBy } from './state.ts'

const HANDLING_SAMPLES = 20
const DEPARTURE_MS = 3_600_000

/** What a decision may have changed, by key: nothing else differs. A large floor is never compared as a whole. */
export interface Touched {
  readonly agents: Set<string>
  readonly items: Set<string>
  readonly departures: Set<string>
  /** Agents who were changed themselves, or had or got a session that was: their boards look different. */
  readonly affected: Set<string>
}

/** A working copy of the floor during one decision. A map is copied when first written; entries are always replaced. */
export class Draft {
  readonly effects: FloorEffect[] = []
  readonly touched: Touched = {
    agents: new Set(),
    items: new Set(),
    departures: new Set(),
    affected: new Set(),
  }
  readonly context: FloorContext
  readonly #before: FloorState
  #agents: Map<string, FloorAgent> | undefined
  #items: Map<string, FloorItem> | undefined
  #departures: Map<string, Departure> | undefined
  #handlingMs: readonly number[]
  #offersMade: number

  constructor(state: FloorState, context: FloorContext) {
    this.#before = state
    this.#handlingMs = state.handlingMs
    this.#offersMade = state.offersMade
    this.context = context
  }

  /** The floor as decided so far. Its maps are still written to: iterate over copies. */
  get state(): FloorState {
    return {
      agents: this.#agents ?? this.#before.agents,
      items: this.#items ?? this.#before.items,
      departures: this.#departures ?? this.#before.departures,
      handlingMs: this.#handlingMs,
      offersMade: this.#offersMade,
    }
  }

  get isChanged(): boolean {
    return this.#agents !== undefined || this.#items !== undefined || this.#departures !== undefined
  }

  get now(): number {
    return this.context.now
  }

  agent(id: string): FloorAgent | undefined {
    return this.state.agents.get(id)
  }

  item(session: string): FloorItem | undefined {
    return this.state.items.get(session)
  }

  /** The session an offer is about, if it was made to this agent and is not over. */
  offered(agentId: string, offerId: string): FloorItem | undefined {
    for (const entry of this.state.items.values()) {
      const { stage } = entry
      if ('offer' in stage && stage.offer === offerId && stage.agent.id === agentId) return entry
    }
    return undefined
  }

  putAgent(agent: FloorAgent): void {
    this.#agents ??= new Map(this.#before.agents)
    this.#agents.set(agent.id, agent)
    this.#touchAgent(agent.id)
  }

  changeAgent(id: string, change: Partial<FloorAgent>): void {
    const agent = this.agent(id)
    if (agent) this.putAgent({ ...agent, ...change })
  }

  removeAgent(id: string): void {
    if (!this.agent(id)) return
    this.#agents ??= new Map(this.#before.agents)
    this.#agents.delete(id)
    this.#touchAgent(id)
  }

  putItem(entry: FloorItem): void {
    this.#items ??= new Map(this.#before.items)
    this.#touchItem(this.#items.get(entry.item.session))
    this.#touchItem(entry)
    this.#items.set(entry.item.session, entry)
  }

  /** Takes a session off the floor and remembers under which fence it went. */
  removeItem(entry: FloorItem, fence: number): void {
    this.end(entry)
    this.#touchItem(entry)
    this.#items ??= new Map(this.#before.items)
    this.#items.delete(entry.item.session)
    this.depart(entry.item.session, entry.item.handoffId, fence)
  }

  depart(session: string, handoffId: string, fence: number): void {
    this.#departures ??= new Map(this.#before.departures)
    for (const [old, { at }] of this.#departures) {
      if (at + DEPARTURE_MS > this.now) break
      this.#departures.delete(old)
      this.touched.departures.add(old)
    }
    this.#departures.delete(session)
    this.#departures.set(session, { handoffId, fence, at: this.now })
    this.touched.departures.add(session)
  }

  forgetDeparture(session: string): void {
    if (!this.state.departures.has(session)) return
    this.#departures ??= new Map(this.#before.departures)
    this.#departures.delete(session)
    this.touched.departures.add(session)
  }

  /** Closes the books of a stage that something newer ends: an agent waiting for an answer gets one. */
  end(entry: FloorItem): void {
    const { stage } = entry
    if (stage.at === 'reserved') {
      this.effects.push({ type: 'offerGone', agentId: stage.agent.id, offerId: stage.offer })
    }
    if (stage.at === 'assigned') {
      const ask = askOf(entry)
      if (ask?.taken) this.effects.push({ type: 'offerGone', agentId: ask.agent.id, offerId: ask.offer })
      this.#handlingMs = [...this.#handlingMs, this.now - stage.acceptedAt].slice(-HANDLING_SAMPLES)
      this.changeAgent(stage.agent.id, { idleSince: this.now })
      if (entry.item.call) wrapUp(this, stage.agent.id)
    }
  }

  /** Drops every session and every departure, and closes no books. Returns the sessions there were. */
  forgetSessions(): string[] {
    const { items, departures } = this.state
    for (const entry of items.values()) this.#touchItem(entry)
    for (const session of departures.keys()) this.touched.departures.add(session)
    if (items.size > 0) this.#items = new Map()
    if (departures.size > 0) this.#departures = new Map()
    return [...new Set([...items.keys(), ...departures.keys()])]
  }

  #touchAgent(id: string): void {
    this.touched.agents.add(id)
    this.touched.affected.add(id)
  }

  #touchItem(entry: FloorItem | undefined): void {
    if (!entry) return
    this.touched.items.add(entry.item.session)
    for (const { id } of takenBy(entry)) this.touched.affected.add(id)
  }

  numberOffer(): string {
    this.#offersMade += 1
    return `o_${this.#offersMade}`
  }

  /** What this agent is asked by colleagues to take. */
  asksTo(agentId: string): FloorItem[] {
    return [...this.state.items.values()].filter((entry) => askOf(entry)?.agent.id === agentId)
  }

  itemsOf(agentId: string): FloorItem[] {
    return [...this.state.items.values()].filter((entry) => agentOf(entry)?.id === agentId)
  }
}
