import { EDGE } from './assumptions.ts'
import { costsOf, type Showing } from './costs.ts'
import { readMeasured } from './measured.ts'
import { Peak, type PeakReport, type Size } from './peak.ts'
import { type StormReport, storm } from './storm.ts'

const SEED = 20_261_121
const SIZES: Size[] = [100, 300, 1_000, 3_000, 5_000, 10_000].map((agents) => ({ agents, sessions: 100 * agents }))
const STORMS = [10_000, 100_000, 1_000_000]
/** Calls that may wait at one object before it refuses more. The platform states no figure; this is about ten seconds. */
const ROOM = 10_000

export interface Results {
  peaks: { size: Size; showing: Showing; report: PeakReport }[]
  storms: StormReport[]
}

/** The whole of the simulation's part of `docs/scale.md`. Same inputs, same results. */
export async function simulate(): Promise<Results> {
  const [today, before] = await Promise.all([readMeasured('measured'), readMeasured('measured-whole-boards')])
  const peaks = (['each change', 'paced'] as const).flatMap((showing) =>
    SIZES.map((size) => {
      const costs = costsOf(showing === 'paced' ? today : before, size.agents, showing)
      return { size, showing, report: new Peak(size, costs, showing, SEED).run() }
    }),
  )
  const storms = STORMS.flatMap((sockets) =>
    [1, 16].map((directories) => storm({ sockets, directories, joinMs: EDGE.callMs, room: ROOM, seed: SEED })),
  )
  return { peaks, storms }
}
