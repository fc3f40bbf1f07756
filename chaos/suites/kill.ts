import { openHouse } from '@baton/bench/house'
import { crashRounds } from '@baton/bench/kill'
import { told } from '@baton/bench/row'
import type { Roughness } from '../proxy/fate.ts'
import { FrameProxy } from '../proxy/frame-proxy.ts'
import type { Suite } from '../trial.ts'

/** Mild: the crashes are the fault here. */
const ROUGHNESS: Roughness = {
  dropped: 1,
  doubled: 30,
  delayed: 30,
  overtaken: 20,
  truncated: 1,
  'half-open': 0.2,
}

/** SIGKILL again and again while agents and customers write, every second customer over a rough line. */
export const kill: Suite = async ({ folder, seed, isShort, lessons }) => {
  const house = await openHouse({ folder, lessons, agents: 1 })
  const proxy = await FrameProxy.before(house.url, { seed, roughness: ROUGHNESS })
  try {
    const { killed, verdict } = await crashRounds(house, {
      rounds: isShort ? 10 : 420,
      seed,
      detour: (at) => (at % 2 === 0 ? proxy : null),
      calm: () => proxy.calm(),
    })
    const faults = [...proxy.met].flatMap(([what, count]) => (what === 'passes' ? [] : [count]))
    return {
      rows: [
        told(
          'kill: frames a rough line did not just pass',
          faults.reduce((sum, each) => sum + each, 0),
          'count',
        ),
      ],
      verdict,
      killed,
    }
  } finally {
    await proxy.close()
    await house.stop()
  }
}
