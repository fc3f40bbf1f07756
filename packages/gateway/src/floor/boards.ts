import type { Board, FloorServerFrame } from '@baton/protocol'

/** A floor of up to this many agents shows everybody every change at once. */
const AT_ONCE = 50
/**
 * On a larger one, everybody is shown what changed for others at most once in this time per agent: showing it takes
 * that long in proportion, and must leave the floor time for its work.
 */
const MS_PER_AGENT = 1

/** A board as text. Lists that all agents see alike are one text, kept once. */
interface Parts {
  own: string
  queue: string
  agents: string
}

interface Audience {
  /** Greeted sockets: of one agent, or of all. */
  greeted(agentId?: string): Iterable<[ws: WebSocket, agentId: string]>
}

/**
 * Shows agents their boards: at once to whom a change concerns, and to all the others as often as the size of the floor
 * allows. A board that looks the same as the last one sent is not sent again.
 */
export class Boards {
  readonly #audience: Audience
  readonly #sent = new WeakMap<WebSocket, Parts>()
  readonly #texts = new WeakMap<object, string>()
  #shownAt = Number.NEGATIVE_INFINITY
  #isStale = false

  constructor(audience: Audience) {
    this.#audience = audience
  }

  /**
   * @param team how many agents are on the floor.
   * @returns when `showAll` has to be called, if somebody has to wait and did not before.
   */
  show(boardFor: (agentId: string) => Board, affected: Iterable<string>, team: number, now: number): number | null {
    const pause = team > AT_ONCE ? team * MS_PER_AGENT : 0
    if (now - this.#shownAt >= pause) {
      this.showAll(boardFor, now)
      return null
    }
    for (const agentId of affected) this.#showTo(this.#audience.greeted(agentId), boardFor, now)
    if (this.#isStale) return null
    this.#isStale = true
    return this.#shownAt + pause
  }

  showAll(boardFor: (agentId: string) => Board, now: number): void {
    this.#showTo(this.#audience.greeted(), boardFor, now)
    this.#shownAt = now
    this.#isStale = false
  }

  welcome(ws: WebSocket, frame: Extract<FloorServerFrame, { type: 'welcome' }>): void {
    if (ws.readyState !== WebSocket.OPEN) return
    this.#sent.set(ws, this.#partsOf(frame.board))
    ws.send(JSON.stringify(frame))
  }

  #showTo(sockets: Iterable<[WebSocket, string]>, boardFor: (agentId: string) => Board, now: number): void {
    for (const [ws, agentId] of sockets) {
      const parts = this.#partsOf(boardFor(agentId))
      const last = this.#sent.get(ws)
      if (last?.own === parts.own && last.queue === parts.queue && last.agents === parts.agents) continue
      this.#sent.set(ws, parts)
      const { own, queue, agents } = parts
      ws.send(`{"type":"board","now":${now},"board":${own.slice(0, -1)},"queue":${queue},"agents":${agents}}}`)
    }
  }

  #partsOf({ queue, agents, ...own }: Board): Parts {
    return { own: JSON.stringify(own), queue: this.#textOf(queue), agents: this.#textOf(agents) }
  }

  #textOf(list: object): string {
    const known = this.#texts.get(list)
    if (known !== undefined) return known
    const text = JSON.stringify(list)
    this.#texts.set(list, text)
    return text
  }
}
