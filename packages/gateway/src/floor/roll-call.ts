import { CLOSE } from '@baton/protocol'
import type { DirectoryRoom, Standing } from '../directory/rooms.ts'
import type { Timers } from '../durable/timers.ts'
import type { FloorTimer } from './ledger.ts'
import type { Seat, Seats } from './seats.ts'
import type { FloorSockets } from './sockets.ts'
import type { Sweep } from './sweep.ts'

/** Agents asked about in one call. A call for each would be hundreds a second from a large floor. */
const ASKED_AT_ONCE = 500

interface Hall {
  directory(): DirectoryRoom
  readonly sockets: FloorSockets
  readonly seats: Seats
  readonly sweep: Sweep
  readonly timers: Timers<FloorTimer>
  /** An agent may no longer work here: their sessions go on at once. */
  sendOff(agentId: string): Promise<void>
  /** These agents have to leave these sessions. */
  dismiss(seats: readonly Seat[], because: 'gone' | 'signed_out' | 'rank'): void
  /** Sockets of these agents were closed. */
  missed(agentIds: readonly string[]): void
}

/** Asks Directory who of the agents at their desks, or in a session, may still work here. */
export class RollCall {
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async all(): Promise<void> {
    const { sockets, seats } = this.#hall
    const ids = [...new Set([...sockets.open().map((ws) => sockets.of(ws).agent.id), ...seats.agents()])]
    for (let at = 0; at < ids.length; at += ASKED_AT_ONCE) await this.call(ids.slice(at, at + ASKED_AT_ONCE))
  }

  /** Sends off agents who are gone, with their sessions; of those who only signed out, the sockets of that sign-in. */
  async call(agentIds: readonly string[]): Promise<void> {
    const { directory, sockets, seats, timers } = this.#hall
    const asked = agentIds.map((agent) => {
      const logins = new Map(sockets.open(agent).map((ws) => [ws, sockets.of(ws).login]))
      return { agent, logins, taken: seats.of(agent) }
    })
    const standings = await directory().standings(
      asked.map(({ agent, logins, taken }) => ({
        agent,
        logins: [...new Set([...logins.values(), ...taken.map(({ login }) => login)])].filter(isNamed),
      })),
    )
    for (const [at, { agent, logins, taken }] of asked.entries()) {
      const standing = standings[at]
      if (!standing) continue
      this.#clearSeats(taken, standing)
      await this.#apply(agent, logins, standing)
    }
    timers.arm()
  }

  /** From sessions, whoever is gone, has signed out, or would act there under a rank that is no longer theirs. */
  #clearSeats(taken: readonly Seat[], { agent, logins }: Standing): void {
    const { dismiss } = this.#hall
    if (!agent) return dismiss(taken, 'gone')
    const hasEnded = ({ login }: Seat) => isNamed(login) && !logins.some((each) => each.login === login)
    dismiss(taken.filter(hasEnded), 'signed_out')
    dismiss(
      taken.filter((seat) => !hasEnded(seat) && seat.rank !== agent.role),
      'rank',
    )
  }

  async #apply(agentId: string, asked: ReadonlyMap<WebSocket, string | null>, standing: Standing): Promise<void> {
    const { sockets, sweep, sendOff, missed } = this.#hall
    if (!standing.agent) {
      for (const ws of sockets.open(agentId)) sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
      return sendOff(agentId)
    }
    for (const ws of sockets.open(agentId)) {
      if (sockets.of(ws).rank !== standing.agent.role) sockets.change(ws, { rank: standing.agent.role })
    }
    const ended = [...asked].filter(([, login]) => login && !standing.logins.some((each) => each.login === login))
    for (const [ws] of ended) sockets.refuse(ws, 'unauthenticated', CLOSE.unauthenticated)
    if (ended.length > 0) missed([agentId])
    for (const { login, endsAt } of standing.logins) sweep.expectEnd(login, endsAt, Date.now())
  }
}

/** Sockets of before sign-ins were named have none. */
const isNamed = (login: string | null): login is string => login !== null && login !== ''
