import type { Reading, Room, RoomEvent, StatementCount } from './reading.ts'

interface Metered {
  room: Room
  object: string
  sql: SqlStorage
  /** Run, but perhaps not read to their end yet: their rows are counted at the object's next word. */
  open: { sql: string; cursor: SqlStorageCursor<Record<string, SqlStorageValue>> }[]
  /** What the handlers under way have left to `waitUntil`. */
  left: Promise<unknown>[]
  alarms: number
}

/** All objects of one workerd share an isolate, so one ledger serves them all. */
const objects = new Map<SqlStorage | DurableObjectStorage | DurableObjectState, Metered>()
const byId = new Map<string, Metered>()
let statements = new Map<string, StatementCount>()
let events: RoomEvent[] = []
let workerRequests = 0
const bytes: Reading['bytes'] = {}

export function countWorkerRequest(): void {
  workerRequests += 1
}

/** Begins to count what an object stores and leaves to `waitUntil`. Before its constructor: migrations count too. */
export function meter(ctx: DurableObjectState, room: Room): void {
  const { storage } = ctx
  const metered: Metered = { room, object: ctx.id.toString(), sql: storage.sql, open: [], left: [], alarms: 0 }
  byId.set(metered.object, metered)
  for (const key of [ctx, storage, storage.sql]) objects.set(key, metered)
  patchOnce(ctx)
}

let patched = false

function patchOnce(ctx: DurableObjectState): void {
  if (patched) return
  patched = true
  const sql: SqlStorage = Object.getPrototypeOf(ctx.storage.sql)
  const { exec } = sql
  sql.exec = function (this: SqlStorage, text: string, ...values: never[]) {
    const metered = objects.get(this)
    if (metered) {
      byId.set(metered.object, metered)
      settle(metered)
    }
    const cursor = Reflect.apply(exec, this, [text, ...values])
    metered?.open.push({ sql: text.replace(/\s+/g, ' ').trim(), cursor })
    return cursor
  } as SqlStorage['exec']
  const storage: DurableObjectStorage = Object.getPrototypeOf(ctx.storage)
  const { setAlarm } = storage
  storage.setAlarm = function (this: DurableObjectStorage, ...given) {
    const metered = objects.get(this)
    if (metered) count(metered.room, 'setAlarm', 0, 1)
    return Reflect.apply(setAlarm, this, given)
  }
  const state: DurableObjectState = Object.getPrototypeOf(ctx)
  const { waitUntil } = state
  state.waitUntil = function (this: DurableObjectState, promise: Promise<unknown>) {
    objects.get(this)?.left.push(promise)
    return Reflect.apply(waitUntil, this, [promise])
  }
}

function count(room: Room, sql: string, read: number, written: number): void {
  const key = `${room} ${sql}`
  const known = statements.get(key) ?? { room, sql, times: 0, read: 0, written: 0 }
  known.times += 1
  known.read += read
  known.written += written
  statements.set(key, known)
}

/** Takes in the rows of statements that have ended. In the object's own context only: cursors belong to it. */
function settle(metered: Metered): void {
  for (const { sql, cursor } of metered.open.splice(0)) count(metered.room, sql, cursor.rowsRead, cursor.rowsWritten)
}

/** Makes every method of a class an event of its object. */
export function meterMethods(target: object, from: object, room: Room): void {
  for (const name of Object.getOwnPropertyNames(from)) {
    const method: unknown = Reflect.get(from, name)
    if (name === 'constructor' || name === 'sessionRoom' || typeof method !== 'function') continue
    Object.defineProperty(target, name, {
      value(this: { ctx: DurableObjectState }, ...given: unknown[]): unknown {
        const metered = objects.get(this.ctx)
        const at = Date.now()
        // The floor's own alarm calls this by itself, which is no request.
        if (metered && metered.alarms > 0 && name === 'recheckAgents') return Reflect.apply(method, this, given)
        const begin = (): unknown => Reflect.apply(method, this, given)
        return metered ? handled(metered, whatIs(name, given), at, begin) : begin()
      },
    })
  }
  Object.defineProperty(target, 'meterSettle', {
    value(this: { ctx: DurableObjectState }): void {
      const metered = objects.get(this.ctx)
      if (!metered) return
      settle(metered)
      bytes[metered.object] = { room, bytes: metered.sql.databaseSize }
    },
  })
}

function handled(metered: Metered, what: string, at: number, begin: () => unknown): unknown {
  const { room, object } = metered
  const event: RoomEvent = { room, object, what, at, until: at }
  events.push(event)
  if (what === 'alarm') metered.alarms += 1
  const answer = begin()
  void ended(metered, event, answer)
  return answer
}

async function ended(metered: Metered, event: RoomEvent, answer: unknown): Promise<void> {
  try {
    await answer
    while (metered.left.length > 0) await Promise.allSettled(metered.left.splice(0))
  } catch {
    // The caller receives it.
  }
  if (event.what === 'alarm') metered.alarms -= 1
  event.until = Date.now()
}

function whatIs(name: string, [, raw]: unknown[]): string {
  if (name === 'fetch' || name === 'alarm') return name
  if (name === 'webSocketClose' || name === 'webSocketError') return 'close'
  if (name !== 'webSocketMessage') return `rpc ${name}`
  const frame: { type: string; kind?: string; body?: { kind: string } } = JSON.parse(String(raw))
  return ['message', frame.type, frame.body?.kind ?? frame.kind].filter(Boolean).join(' ')
}

/** Objects with something to say before a reading. */
export const metered = (): { room: Room; object: string }[] =>
  [...byId.values()].map(({ room, object }) => ({ room, object }))

/** What was counted since the last time. */
export function take(): Reading {
  const reading = { workerRequests, events, statements: [...statements.values()], bytes: { ...bytes } }
  workerRequests = 0
  events = []
  statements = new Map()
  for (const object of Object.keys(bytes)) delete bytes[object]
  byId.clear()
  return reading
}
