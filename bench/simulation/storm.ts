import { Random } from '../random.ts'
import { Agenda } from './heap.ts'

/** As in `packages/client/src/socket/backoff.ts`. */
const BACKOFF = { firstMs: 500, capMs: 20_000 }

export interface StormReport {
  sockets: number
  directories: number
  /** Seconds until half, and until all but one of a hundred, are back. */
  halfBackSeconds: number
  nearlyAllBackSeconds: number
  attemptsPerSocket: number
}

/**
 * A deploy closes all sockets. Each client comes back after a jittered pause and joins, which asks Directory. An object
 * with more than `room` calls waiting refuses the next, and the client pauses longer.
 *
 * @param directories objects that share the customers evenly; 1 as built.
 * @param joinMs how long one object takes for a join.
 */
export function storm(options: {
  sockets: number
  directories: number
  joinMs: number
  room: number
  seed: number
}): StormReport {
  const { sockets, directories, joinMs, room } = options
  const random = new Random(options.seed)
  const agenda = new Agenda<number>()
  const failures = new Uint8Array(sockets)
  const freeAt = new Float64Array(directories)
  const backAt = new Float64Array(sockets)
  let attempts = 0
  const pause = (client: number): number => {
    failures[client] = Math.min(255, (failures[client] ?? 0) + 1)
    const doubled = BACKOFF.firstMs * 2 ** Math.min((failures[client] ?? 1) - 1, 16)
    return random.next() * Math.min(BACKOFF.capMs, doubled)
  }
  for (let client = 0; client < sockets; client += 1) agenda.put(pause(client), client)
  for (let next = agenda.take(); next; next = agenda.take()) {
    const { time, item: client } = next
    attempts += 1
    const directory = client % directories
    const begin = Math.max(time, freeAt[directory] ?? 0)
    if ((begin - time) / joinMs > room) {
      agenda.put(time + pause(client), client)
      continue
    }
    freeAt[directory] = begin + joinMs
    backAt[client] = begin + joinMs
  }
  backAt.sort()
  return {
    sockets,
    directories,
    halfBackSeconds: (backAt[Math.floor(sockets * 0.5)] ?? 0) / 1_000,
    nearlyAllBackSeconds: (backAt[Math.floor(sockets * 0.99)] ?? 0) / 1_000,
    attemptsPerSocket: attempts / sockets,
  }
}
