import { Gate } from './gate.ts'

const MIB = 1024 * 1024
/** Of the 128 MB that an isolate of the platform has for everything. */
const HELD_BYTES = 64 * MIB
/** While a body is read it is there as it came, as text, and as what it brings: found by measuring. */
const TIMES_HELD = 3
/** Half of the slowest answer that is promised: the other half is for what a process does before it gets here. */
const GOAL_MS = 250
const PLACE_MS = 20_000

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
