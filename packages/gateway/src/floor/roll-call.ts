import { CLOSE } from '@baton/protocol'
import type { Timers } from '../durable/timers.ts'
import type { DirectoryRoom, Standing } from '../rooms.ts'
import type { FloorTimer } from './ledger.ts'
import type { FloorSockets } from './sockets.ts'
import type { Sweep } from './sweep.ts'

/** Agents asked about in one call. A call for each would be hundreds a second from a large floor. */
const ASKED_AT_ONCE = 500

interface Hall {
  directory(): DirectoryRoom
  readonly sockets: FloorSockets
  readonly sweep: Sweep
  readonly timers: Timers<FloorTimer>
  /** An agent may no longer work here: their sessions go on at once. */
  sendOff(agentId: string): Promise<void>
  /** Sockets of these agents were closed. */
  missed(agentIds: readonly string[]): void
}

/** Asks Directory who of the agents at their desks may still work here. */
export class RollCall {
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async all(): Promise<void> {
    const { sockets } = this.#hall
    const ids = [...new Set(sockets.open().map((ws) => sockets.of(ws).agent.id))]
    for (let at = 0; at < ids.length; at += ASKED_AT_ONCE) await this.call(ids.slice(at, at + ASKED_AT_ONCE))
  }

  /** Sends off agents who are gone, with their sessions; of those who only signed out, the sockets of that sign-in. */
  async call(agentIds: readonly string[]): Promise<void> {
    const { directory, sockets, timers } = this.#hall
    const asked = agentIds.map((agent) => {
      const logins = new Map(sockets.open(agent).map((ws) => [ws, sockets.of(ws).login]))
      return { agent, logins }
    })
    const standings = await directory().standings(
      asked.map(({ agent, logins }) => ({
        agent,
        logins: [...new Set(logins.values())].filter((each) => each !== null),
      })),
    )
    for (const [at, { agent, logins }] of asked.entries()) {
      const standing = standings[at]
      if (standing) await this.#apply(agent, logins, standing)
    }
    timers.arm()
  }

  async #apply(agentId: string, asked: ReadonlyMap<WebSocket, string | null>, standing: Standing): Promise<void> {
    const { sockets, sweep, sendOff, missed } = this.#hall
    if (!standing.agent) {
      for (const ws of sockets.open(agentId)) sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
      return sendOff(agentId)
    }
    const ended = [...asked].filter(([, login]) => login && !standing.logins.some((each) => each.login === login))
    for (const [ws] of ended) sockets.refuse(ws, 'unauthenticated', CLOSE.unauthenticated)
    if (ended.length > 0) missed([agentId])
    for (const { login, endsAt } of standing.logins) sweep.expectEnd(login, endsAt, Date.now())
  }
}
