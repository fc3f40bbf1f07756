import type { Row } from '../row.ts'
import { recognition } from './recognition.ts'

/** What calls are measured by, one file a concern. */
const PARTS: readonly (() => Promise<Row[]>)[] = [recognition]

export async function voice(): Promise<Row[]> {
  const rows: Row[] = []
  for (const part of PARTS) rows.push(...(await part()))
  return rows
}
