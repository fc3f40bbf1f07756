import type { Entry, Role, SessionEvent } from '@baton/protocol'
import { maySee, type Turn } from '@baton/relay/session'
import type { FloorCall } from './floor-stand-in.ts'

/** Small, so that a short log already needs many pages. */
const PAGE = 5
/** A restore goes back at most this many transactions. */
const LOOK_BACK = 8

/** What survives any death of the session: its log, the bot's live turn, and what Floor has not been told yet. */
export interface Disk {
  /** Name of the log's incarnation. */
  readonly epoch: string
  readonly log: readonly SessionEvent[]
  /** The logs of all epochs so far, newest last. */
  readonly epochs: readonly (readonly SessionEvent[])[]
  turn: Turn | null
  readonly outbox: FloorCall[]
  /** Remembers how things stand: a restore may go back to here. */
  transaction(write: (append: (event: SessionEvent) => void) => void): void
  /** What this writer has stored under this id. */
  find(by: Pick<SessionEvent['by'], 'role' | 'id'>, id: string): SessionEvent | null
  after(since: number, role: Role): { entries: Entry[]; more: boolean }
  before(seq: number, role: Role): { entries: Entry[]; more: boolean }
  /** An older copy of everything is put back, as another epoch. Returns what is lost. `random` is 0 ≤ n < 1. */
  restore(random: number): SessionEvent[]
}

export const visibleTo = (role: Role, log: readonly SessionEvent[]): SessionEvent[] =>
  log.filter((event) => maySee(role, event))

export function createDisk(): Disk {
  const epochs: SessionEvent[][] = [[]]
  let outbox: FloorCall[] = []
  let copies: { length: number; turn: Turn | null; outbox: FloorCall[] }[] = [{ length: 0, turn: null, outbox: [] }]

  const log = () => epochs.at(-1) ?? []

  // Written out once more, not taken from the engine: `prev` of every page is found in the log itself.
  const entriesFor = (role: Role) =>
    visibleTo(role, log()).map((event, at, all) => ({ prev: all[at - 1]?.seq ?? 0, event }))

  const disk: Disk = {
    get epoch() {
      return `e_${epochs.length}`
    },
    get log() {
      return log()
    },
    epochs,
    turn: null,
    get outbox() {
      return outbox
    },
    transaction(write) {
      write((event) => log().push(event))
      copies.push({ length: log().length, turn: disk.turn, outbox: [...outbox] })
    },
    find: (by, id) =>
      log().find((event) => event.id === id && event.by.role === by.role && event.by.id === by.id) ?? null,
    after(since, role) {
      const wanted = entriesFor(role).filter((entry) => entry.event.seq > since)
      return { entries: wanted.slice(0, PAGE), more: wanted.length > PAGE }
    },
    before(seq, role) {
      const wanted = entriesFor(role).filter((entry) => entry.event.seq < seq)
      return { entries: wanted.slice(-PAGE), more: wanted.length > PAGE }
    },
    restore(random) {
      const back = Math.floor(random * Math.min(LOOK_BACK, copies.length))
      copies = copies.slice(0, copies.length - back)
      const copy = copies.at(-1)
      if (!copy) throw new Error('the first copy is never given up')
      const before = log()
      epochs.push(before.slice(0, copy.length))
      disk.turn = copy.turn
      outbox = [...copy.outbox]
      return before.slice(copy.length)
    },
  }
  return disk
}
