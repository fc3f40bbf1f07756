import type { Command } from '@baton/protocol/wire'
import type { Platform } from '../platform.ts'
import type { ClientProblem, PendingSend } from '../types.ts'
import type { Cursor, Store, StoredSend } from './store.ts'

/** A command in memory. `ackedAt` is the seq of its first event; it is shown as pending until that event is. */
interface Held extends StoredSend {
  ackedAt?: number
}

export interface OutboxOptions {
  name: string
  platform: Platform
  newId(): string
  /** Whether an event of this command is already held, so that a copy in the store is out of date. */
  isDone(id: string): boolean
  /** The list is another one. `refused` were not refused before. */
  onChange(pending: readonly PendingSend[], refused: PendingSend[]): void
}

/** Commands that are not in the log yet, in the order of their ids, the same in every tab that shares the store. */
export interface Outbox {
  /** The store was read. Never rejects. */
  ready: Promise<void>
  cursor(): Cursor | null
  /** Remembers how far this owner has seen. */
  mark(cursor: Omit<Cursor, 'owner'>): void
  /**
   * Who is signed in here, as the gateway says. Commands of others stay in the store and are not shown; those that were
   * written in an earlier segment of this session are ours.
   */
  own(owner: string, earlier?: readonly string[]): void
  add(command: Command, problem: ClientProblem | null): string
  /** The first one that may be sent. */
  next(): PendingSend | null
  /** It is on disk: it leaves the store now, and the list when the log has reached `seq`. */
  acked(id: string, seq: number): void
  reached(seq: number): void
  /** Its event is there. */
  done(id: string): void
  refuse(id: string, problem: ClientProblem): void
  retry(id: string): void
  discard(id: string): void
  /** Hears other tabs from now on. */
  open(): void
  close(): void
  /** The store was cleared: nothing of it is kept in memory. */
  forget(): void
  shared(): boolean
  /** Reads the store again. Never rejects. */
  reload(): Promise<void>
}

/** Events that follow from one command have its id, or its id and a suffix after a colon. */
export const commandOf = (eventId: string): string => eventId.split(':', 1)[0] ?? eventId

export function createOutbox({ name, platform, newId, isDone, onChange }: OutboxOptions): Outbox {
  const store: Promise<Store> = platform.store(name)
  const held = new Map<string, Held>()
  /** Written here, not in the store yet; on a store that fails they stay here. */
  const unsaved = new Map<string, Held>()
  let work: Promise<unknown> = store
  let owner: string | null = null
  let ownerIsSure = false
  let cursor: Cursor | null = null
  let isShared = false
  let channel: { post(): void; close(): void } | null = null

  /** One at a time and in order, so that what is read back is never older than what was written. */
  function queue(job: (store: Store) => Promise<void>): Promise<void> {
    const done = work
      .then(() => store)
      .then(job)
      .catch(() => {
        // The command is still in memory and will be sent from there; only a reload would lose it.
      })
    work = done
    return done
  }

  const mine = (send: Held) => send.owner === null || send.owner === owner
  const list = () => [...held.values()].filter(mine).sort((a, b) => (a.id < b.id ? -1 : 1))

  function show(refused: Held[] = []) {
    const shown = ({ id, command, at, problem }: Held): PendingSend => ({ id, command, at, problem })
    onChange(list().map(shown), refused.filter(mine).map(shown))
  }

  const tell = () => channel?.post()

  function save(send: Held) {
    held.set(send.id, send)
    unsaved.set(send.id, send)
    const { ackedAt: _, ...stored } = send
    queue(async (store) => {
      await store.put(stored)
      if (unsaved.get(send.id) === send) unsaved.delete(send.id)
      tell()
    })
  }

  function forget(id: string) {
    unsaved.delete(id)
    queue((store) => store.remove(id))
  }

  function remove(id: string) {
    if (!held.delete(id)) return
    forget(id)
    queue(async () => tell())
    show()
  }

  function change(id: string, problem: ClientProblem | null) {
    const send = held.get(id)
    if (!send || send.ackedAt !== undefined) return
    const next = { ...send, problem }
    save(next)
    show(problem ? [next] : [])
  }

  const reload = () =>
    queue(async (store) => {
      const stored = await store.sends()
      const refused: Held[] = []
      const keep = new Set<string>()
      for (const send of stored) {
        if (isDone(send.id)) {
          forget(send.id)
          continue
        }
        keep.add(send.id)
        if (unsaved.has(send.id)) continue
        const before = held.get(send.id)
        if (before && !before.problem && send.problem) refused.push(send)
        held.set(send.id, send)
      }
      for (const [id, send] of held) {
        if (!keep.has(id) && !unsaved.has(id) && send.ackedAt === undefined) held.delete(id)
      }
      show(refused)
    })

  const ready = queue(async (store) => {
    isShared = store.shared
    cursor = await store.cursor()
    owner ??= cursor?.owner ?? null
  }).then(reload)

  return {
    ready,
    reload,
    shared: () => isShared,
    cursor: () => (cursor?.owner === owner ? cursor : null),
    mark(position) {
      if (owner === null) return
      const next = { ...position, owner }
      cursor = next
      queue((store) => store.mark(next))
    },
    own(next, earlier = []) {
      const isNew = owner !== next
      owner = next
      ownerIsSure = true
      const isOurs = (of: string | null) => of === null || earlier.some((session) => of.startsWith(`${session}/`))
      for (const send of [...held.values()]) if (isOurs(send.owner)) save({ ...send, owner: next })
      if (isNew) show()
    },
    add(command, problem) {
      const id = newId()
      save({ id, command, at: platform.now(), problem, owner: ownerIsSure ? owner : null })
      show(problem ? list().filter((send) => send.id === id) : [])
      return id
    },
    next: () => list().find((send) => !send.problem && send.ackedAt === undefined) ?? null,
    acked(id, seq) {
      const send = held.get(id)
      if (!send || send.ackedAt !== undefined) return
      held.set(id, { ...send, ackedAt: seq })
      forget(id)
    },
    reached(seq) {
      for (const { id, ackedAt } of [...held.values()]) if (ackedAt !== undefined && ackedAt <= seq) remove(id)
    },
    done: remove,
    refuse: change,
    retry: (id) => change(id, null),
    discard: remove,
    open() {
      channel ??= isShared ? platform.channel(name, reload) : null
    },
    close() {
      channel?.close()
      channel = null
    },
    forget() {
      held.clear()
      unsaved.clear()
      owner = null
      ownerIsSure = false
      cursor = null
      show()
    },
  }
}
