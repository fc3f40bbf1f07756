import { Random } from '../random.ts'
import { ASSUMED, EDGE } from './assumptions.ts'
import type { Costs, Showing } from './costs.ts'
import { Agenda } from './heap.ts'
import { Station, type StationReport } from './station.ts'

export interface Size {
  sessions: number
  agents: number
}

export interface PeakReport {
  floor: StationReport
  directory: StationReport
  knowledge: StationReport
  /** Of all sessions together. */
  session: { perSecond: number; worstWaitP99Ms: number; busiestUtilisation: number }
  /** From the agent's click to the session being theirs: p50 and p99. */
  acceptP50Ms: number
  acceptP99Ms: number
}

type Happening = () => void
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Agents asked about in one call, as in `packages/gateway/src/floor/roll-call.ts`. */
const ASKED_AT_ONCE = 500

/** The busiest minute of one workspace's day. The same seed gives the same minute. */
export class Peak {
  readonly #agenda = new Agenda<Happening>()
  readonly #random: Random
  readonly #size: Size
  readonly #costs: Costs
  readonly #showing: Showing
  readonly #floor = new Station(ASSUMED.warmUpMs)
  readonly #directory = new Station(ASSUMED.warmUpMs)
  readonly #knowledge = new Station(ASSUMED.warmUpMs)
  readonly #sessions = new Map<number, Station>()
  readonly #held: number[] = []
  readonly #end = ASSUMED.warmUpMs + ASSUMED.watchedMs
  readonly #acceptMs: number[] = []
  #shownAt = 0
  #now = 0

  constructor(size: Size, costs: Costs, showing: Showing, seed: number) {
    this.#size = size
    this.#costs = costs
    this.#showing = showing
    this.#random = new Random(seed)
  }

  run(): PeakReport {
    const { agents, sessions } = this.#size
    const { capacity, occupancy, handlingMs, isolates, isolateKeepsMs } = ASSUMED
    const busy = Math.round(agents * capacity * occupancy)
    for (let at = 0; at < busy; at += 1) {
      const session = this.#random.below(sessions)
      this.#held.push(session)
      this.#at(this.#random.exponential(handlingMs), () => this.#release(session))
    }
    const perDay = (count: number): number => DAY_MS / (count * sessions * ASSUMED.peakShare * 24)
    this.#often(perDay(ASSUMED.opensPerDay), () => this.#open())
    this.#often(perDay(ASSUMED.botMessagesPerDay), () => this.#serveSession(this.#anyone(), 'sessionBotMessage'))
    this.#often(handlingMs / Math.max(1, busy), () => this.#escalate())
    this.#often(ASSUMED.talkEveryMs / Math.max(1, busy), () => {
      const session = this.#held[this.#random.below(this.#held.length)]
      if (session !== undefined) this.#serveSession(session, 'sessionAgentMessage')
    })
    this.#often(HOUR_MS / (ASSUMED.presencePerHour * agents), () => this.#commit())
    this.#often(isolateKeepsMs / isolates, () => this.#directory.serve(this.#now, this.#costs.directoryRead))
    this.#often(isolateKeepsMs / isolates, () => this.#knowledge.serve(this.#now, this.#costs.knowledgeRead))
    for (let at = ASSUMED.sweepEveryMs / 2; at < this.#end; at += ASSUMED.sweepEveryMs)
      this.#at(at, () => this.#sweep())
    for (let next = this.#agenda.take(); next && next.time < this.#end; next = this.#agenda.take()) {
      this.#now = next.time
      next.item()
    }
    return this.#report()
  }

  #open(): void {
    const { directoryRead, directoryWrite } = this.#costs
    const isNew = this.#random.next() < ASSUMED.newcomers
    const joined = this.#directory.serve(this.#now, isNew ? directoryWrite : directoryRead)
    const session = this.#anyone()
    this.#at(joined, () => this.#serveSession(session, 'sessionOpen'))
  }

  #escalate(): void {
    const session = this.#anyone()
    this.#serveSession(session, 'sessionBotMessage')
    this.#at(this.#commit() + EDGE.flushMs, () => this.#offer(session))
  }

  #offer(session: number): void {
    const lapses = this.#random.next() < ASSUMED.lapses
    if (lapses) return this.#at(this.#now + ASSUMED.offerMs, () => this.#at(this.#commit(), () => this.#offer(session)))
    this.#at(this.#now + this.#random.exponential(ASSUMED.acceptMs), () => this.#accept(session))
  }

  /** The click: Directory is asked whether the agent may, the floor reserves, the session passes, the floor confirms. */
  #accept(session: number): void {
    const clicked = this.#now
    this.#at(this.#directory.serve(this.#now, this.#costs.standings(1)), () => {
      this.#at(this.#commit() + EDGE.flushMs, () => {
        const passed = this.#serveSession(session, 'sessionAgentMessage') + EDGE.flushMs
        this.#at(passed, () => {
          const confirmed = this.#commit() + EDGE.flushMs
          if (clicked >= ASSUMED.warmUpMs) this.#acceptMs.push(confirmed - clicked)
          this.#held.push(session)
          this.#at(confirmed + this.#random.exponential(ASSUMED.handlingMs), () => this.#release(session))
        })
      })
    })
  }

  #release(session: number): void {
    const at = this.#held.indexOf(session)
    const last = this.#held.pop()
    if (at >= 0 && at < this.#held.length && last !== undefined) this.#held[at] = last
    this.#serveSession(session, 'sessionAgentMessage')
    this.#commit()
  }

  #sweep(): void {
    const { agents } = this.#size
    if (this.#showing === 'each change') {
      for (let at = 0; at < agents; at += 1) this.#directory.serve(this.#now, this.#costs.standings(1))
    } else {
      for (let left = agents; left > 0; left -= ASKED_AT_ONCE) {
        this.#directory.serve(this.#now, this.#costs.standings(Math.min(left, ASKED_AT_ONCE)))
      }
    }
  }

  /** One change of the floor; and all boards, when their time has come. Returns when it is done. */
  #commit(): number {
    const { floorCommit, floorShow, floorShowEveryMs } = this.#costs
    const done = this.#floor.serve(this.#now, floorCommit)
    if (floorShow > 0 && this.#now - this.#shownAt >= floorShowEveryMs) {
      this.#shownAt = this.#now
      return this.#floor.serve(this.#now, floorShow)
    }
    return done
  }

  #serveSession(session: number, what: 'sessionOpen' | 'sessionBotMessage' | 'sessionAgentMessage'): number {
    const station = this.#sessions.get(session) ?? new Station(ASSUMED.warmUpMs)
    this.#sessions.set(session, station)
    return station.serve(this.#now, this.#costs[what])
  }

  #anyone(): number {
    return this.#random.below(this.#size.sessions)
  }

  #at(time: number, happening: Happening): void {
    if (time < this.#end) this.#agenda.put(time, happening)
  }

  /** Again and again, independently, every `meanMs` on average. */
  #often(meanMs: number, happening: Happening): void {
    const next = (): void =>
      this.#at(this.#now + this.#random.exponential(meanMs), () => {
        happening()
        next()
      })
    next()
  }

  #report(): PeakReport {
    const end = this.#end
    const sessions = [...this.#sessions.values()].map((station) => station.report(end))
    const worst = (of: (report: StationReport) => number): number =>
      sessions.reduce((most, report) => Math.max(most, of(report)), 0)
    const ordered = this.#acceptMs.toSorted((a, b) => a - b)
    const share = (part: number): number => ordered[Math.floor(ordered.length * part)] ?? Number.NaN
    return {
      floor: this.#floor.report(end),
      directory: this.#directory.report(end),
      knowledge: this.#knowledge.report(end),
      session: {
        perSecond: sessions.reduce((sum, { perSecond }) => sum + perSecond, 0),
        worstWaitP99Ms: worst(({ waitP99Ms }) => waitP99Ms),
        busiestUtilisation: worst(({ utilisation }) => utilisation),
      },
      acceptP50Ms: share(0.5),
      acceptP99Ms: share(0.99),
    }
  }
}
