import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FloorCost } from './floor-cost.ts'

/** What one operation costs, in milliseconds of the gateway's processor time: the call included. */
export interface Measured {
  floor: FloorCost[]
  directory: { config: number; standing: number; customer: number; newcomer: number }
  knowledge: { currentRelease: number }
  session: { open: number; botMessage: number; agentMessage: number }
}

/** As `measure.ts` left it: today's gateway, or the one that sent whole boards on each change. */
export const readMeasured = async (which: 'measured' | 'measured-whole-boards'): Promise<Measured> =>
  JSON.parse(await readFile(join(import.meta.dirname, `${which}.json`), 'utf8'))
