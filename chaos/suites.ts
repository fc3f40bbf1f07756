import { canary } from './suites/canary.ts'
import { clockSteps } from './suites/clock-steps.ts'
import { descriptors } from './suites/descriptors.ts'
import { eviction } from './suites/eviction.ts'
import { fuzz } from './suites/fuzz.ts'
import { kill } from './suites/kill.ts'
import { masking } from './suites/masking.ts'
import { reconnect } from './suites/reconnect.ts'
import { releases } from './suites/releases.ts'
import { roughLines } from './suites/rough-lines.ts'
import { storageFull } from './suites/storage-full.ts'
import { stuckReader } from './suites/stuck-reader.ts'
import type { Suite } from './trial.ts'

/** By the names they are asked for with, in the order they run. */
export const SUITES: Readonly<Record<string, Suite>> = {
  kill,
  'rough-lines': roughLines,
  'storage-full': storageFull,
  eviction,
  'clock-steps': clockSteps,
  releases,
  reconnect,
  'stuck-reader': stuckReader,
  descriptors,
  fuzz,
  canary,
  masking,
}
