import { mkdir } from 'node:fs/promises'
import type { Row } from '../row.ts'
import { keys } from './keys.ts'
import { peer } from './peer.ts'
import { recognition } from './recognition.ts'

/** What calls are measured by, one file a concern. */
const PARTS: readonly ((folder: string) => Promise<Row[]>)[] = [recognition, keys, peer]

/** @param folder for what is made on the way. */
export async function voice(folder: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true })
  const rows: Row[] = []
  for (const part of PARTS) rows.push(...(await part(folder)))
  return rows
}
