import { mkdir } from 'node:fs/promises'
import type { Row } from '../row.ts'
import { calls } from './calls.ts'
import { code } from './code.ts'
import { keys } from './keys.ts'
import { measured, type Promised } from './measured.ts'
import { peer } from './peer.ts'
import { recognition } from './recognition.ts'
import { relayAdded } from './relay.ts'

type Part = (folder: string) => Promise<Row[]>

const RECOGNITION: Promised[] = [
  ['stt wer clean', '%', '<= 0'],
  ['stt wer phone', '%', '<= 0'],
  ['stt wer 20dB', '%', '<= 3'],
  ['stt off-topic accepted', '%', '<= 10'],
]
const RELAY: Promised[] = [
  ['relay added p95 1 call', 'ms', '<= 5'],
  ['relay added p95 50 calls', 'ms', '<= 20'],
]

/** The part, or rows that say that it could not be measured. */
const orNothing =
  (part: Part, promised: readonly Promised[]): Part =>
  (folder) =>
    part(folder).catch((error: unknown) => measured(promised, () => Promise.reject(error)))

/** What calls are measured by, one file a concern; each on a machine that does nothing else. */
const PARTS: readonly Part[] = [
  code,
  keys,
  orNothing(recognition, RECOGNITION),
  orNothing(relayAdded, RELAY),
  calls,
  peer,
]

/** @param folder for what is made on the way. */
export async function voice(folder: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true })
  const rows: Row[] = []
  for (const part of PARTS) rows.push(...(await part(folder)))
  return rows
}
