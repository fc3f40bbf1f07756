import { type ClientFrame, type Entry, LIMITS, PROTOCOL_VERSION, type ServerFrame } from '@baton/protocol/wire'
import { append, begin, emptyLog, type Log, prepend } from './log.ts'
import type { SegmentPage } from './segments.ts'

type Welcome = Extract<ServerFrame, { type: 'welcome' }>
type Replay = Extract<ServerFrame, { type: 'replay' }>
type Page = Extract<ServerFrame, { type: 'page' }>
type Added = ReturnType<typeof append>['added']

export interface SyncOptions {
  send(frame: ClientFrame): void
  /** A welcome with its replay was taken: what the welcome says holds together with the log. */
  onResumed(welcome: Welcome, added: Added, isCaughtUp: boolean): void
  onAdded(added: Added): void
  /** The other side contradicts itself; only a new socket can help. */
  onBroken(): void
}

/** Keeps the log without holes. Only this side asks for replays, one at a time. */
export interface Sync {
  readonly log: Log
  /** Number of the request that is not answered yet. */
  readonly awaited: number | null
  /** Asks for everything after what is held, or for the tail when nothing is. */
  hello(): void
  welcome(frame: Welcome): void
  replay(frame: Replay): void
  event(entry: Entry): void
  behind(): void
  /** Asks for the page before the oldest event, or for one of an earlier segment. Returns the number of the request. */
  history(of?: SegmentPage): number
  page(frame: Page): void
  /** The socket is gone, and with it what was asked. */
  stop(): void
  /** Nothing is held any more. */
  forget(): void
}

export function createSync({ send, onResumed, onAdded, onBroken }: SyncOptions): Sync {
  let log = emptyLog
  let lastRequest = 0
  let asked: { req: number; isResume: boolean; welcome: Welcome | null } | null = null
  /** The newest event heard live while a request was out; its answer may not hold it. */
  let heard = 0
  let askAgain = false
  /** Until the first answer on a socket, nobody knows whether what is held is of the same epoch as what comes. */
  let isSameEpoch = false

  function hello() {
    const req = ++lastRequest
    const isResume = log.epoch !== null
    asked = { req, isResume, welcome: null }
    send({
      type: 'hello',
      v: PROTOCOL_VERSION,
      req,
      ...(log.epoch === null ? { tail: LIMITS.pageEvents } : { epoch: log.epoch, since: log.last }),
    })
  }

  return {
    get log() {
      return log
    },
    get awaited() {
      return asked?.req ?? null
    },
    hello,
    welcome(frame) {
      if (asked?.req === frame.req) asked.welcome ??= frame
    },
    replay(frame) {
      if (!asked?.welcome || asked.req !== frame.req) return
      const { welcome, isResume } = asked
      asked = null
      const isFresh = !isResume || !welcome.resumed
      const result = isFresh ? begin(welcome.epoch, frame.entries) : append(log, frame.entries)
      if (result.isGap || (frame.more && frame.entries.length === 0)) {
        log = emptyLog
        return onBroken()
      }
      log = result.log
      isSameEpoch = true
      const isCaughtUp = !frame.more && !askAgain && heard <= log.last
      askAgain = false
      heard = 0
      onResumed(welcome, result.added, isCaughtUp)
      if (!isCaughtUp) hello()
    },
    event(entry) {
      if (asked) heard = Math.max(heard, entry.event.seq)
      if (!isSameEpoch) return
      const result = append(log, [entry])
      log = result.log
      if (result.isGap && !asked) hello()
      else if (result.added.length > 0) onAdded(result.added)
    },
    behind() {
      if (asked) askAgain = true
      else hello()
    },
    history(of) {
      const req = ++lastRequest
      send({ type: 'history', req, ...(of ?? { before: log.events[0]?.seq ?? 1 }) })
      return req
    },
    page(frame) {
      log = prepend(log, frame.entries)
    },
    forget() {
      log = emptyLog
    },
    stop() {
      asked = null
      askAgain = false
      heard = 0
      isSameEpoch = false
    },
  }
}
