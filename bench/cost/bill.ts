import { type Conversation, total } from './counts.ts'
import { MESSAGES_PER_REQUEST, OBJECT_GIGABYTES, PRICES } from './prices.ts'

const MILLION = 1_000_000
const GIGABYTE = 1_000_000_000

/** Dollars per 1 000 conversations, with nothing included in a plan taken off. */
export interface Bill {
  workerRequests: number
  workerCpu: number
  objectRequests: number
  /** With the ten seconds behind each event. The price list says that they are free; older pages of it did not. */
  duration: number
  /** Of that, what is billed when only the time at work is. */
  durationAtWork: number
  rowsRead: number
  rowsWritten: number
  /** Keeping what the conversation has stored, for a month. */
  stored: number
  /** All of it, with the longer duration. */
  total: number
}

/** @param cpuMs of the Worker per request it answers. */
export function billOf({ counts, session }: Conversation, cpuMs: number): Bill {
  const of = (amount: number, price: { dollars: number }): number => (1_000 * amount * price.dollars) / MILLION
  const requests = total(counts, 'requests') + total(counts, 'messages') / MESSAGES_PER_REQUEST
  const parts = {
    workerRequests: of(counts.workerRequests, PRICES.workerRequests),
    workerCpu: of(counts.workerRequests * cpuMs, PRICES.workerCpuMs),
    objectRequests: of(requests, PRICES.objectRequests),
    duration: of(session.awakeSeconds * OBJECT_GIGABYTES, PRICES.gigabyteSeconds),
    rowsRead: of(total(counts, 'rowsRead'), PRICES.rowsRead),
    rowsWritten: of(total(counts, 'rowsWritten'), PRICES.rowsWritten),
    stored: (1_000 * session.storedBytes * PRICES.storedGigabytes.dollars) / GIGABYTE,
  }
  return {
    ...parts,
    durationAtWork: of(session.activeSeconds * OBJECT_GIGABYTES, PRICES.gigabyteSeconds),
    total: Object.values(parts).reduce((sum, each) => sum + each, 0),
  }
}

/** Dollars a month for keeping this many sessions that nobody opens. */
export const storageOf = (sessions: number, bytesEach: number): number =>
  (sessions * bytesEach * PRICES.storedGigabytes.dollars) / GIGABYTE

const SECONDS_A_MONTH = 30 * 24 * 3_600

/** Dollars a month for one object that never sleeps. */
export const alwaysAwake = (): number => (SECONDS_A_MONTH * OBJECT_GIGABYTES * PRICES.gigabyteSeconds.dollars) / MILLION
