import { waitUntil } from 'cloudflare:workers'
import { Crowd } from './crowd.ts'
import { Gate, type Pass } from './gate.ts'
import { Lateness } from './lateness.ts'

const MIB = 1024 * 1024
/** Of the 128 MB that an isolate of the platform has for everything. */
const HELD_BYTES = 64 * MIB
/** While a body is read it is there as it came, as text, and as what it brings: found by measuring. */
const TIMES_HELD = 3
/** Half of the slowest answer that is promised: the other half is for what a process does before it gets here. */
const GOAL_MS = 250
const PLACE_MS = 20_000
/**
 * Found by measuring: a process that works on what it let in goes on at this pace while some wait outside for seconds. Tests
 * have more patience: what else their machine does is not theirs to say.
 */
export const PATIENCE = { lateMs: 100 }

/**
 * Where vendors bring what customers said, by a request or as a mail: they are served while they can be served soon, and a
 * large letter by itself. Another isolate has a door of its own.
 */
export const door = new Gate({
  least: 16,
  most: 256,
  first: 32,
  bytes: HELD_BYTES,
  goalMs: GOAL_MS,
  placeMs: PLACE_MS,
})

/** What a body of so many bytes takes in memory. */
export const heldBytes = (bytes: number): number => TIMES_HELD * bytes

/** What was let in is answered soon and works on after that: a gate sees the answer, and this what the work does to others. */
const lateness = new Lateness(PLACE_MS)
/** Where fewer come, it is not they who make it late. */
const crowd = new Crowd(20, 1_000)

/** For one of many requests, whose body has so many bytes by what it says itself. Null: it is to come again. */
export function enterFromCrowd(bytes: number): Pass | null {
  waitUntil(lateness.look((ms) => scheduler.wait(ms)))
  const isTooLate = crowd.comes(Date.now()) && lateness.ms > PATIENCE.lateMs
  return isTooLate ? null : door.enter(heldBytes(bytes))
}
