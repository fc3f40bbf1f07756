import { join } from 'node:path'
import { openHouse } from '../baton/house.ts'
import { crashRounds } from '../kill/rounds.ts'
import { held, type Row, told } from '../row.ts'

/** Kills the gateway again and again while agents and customers write, and counts what that did to their messages. */
export async function kill(folder: string, rounds = 60, seed = 20_261_121): Promise<Row[]> {
  const house = await openHouse({ folder: join(folder, 'kill'), agents: 1 })
  try {
    const { killed, verdict } = await crashRounds(house, { rounds, seed })
    return [
      held('kill rounds', killed, 'count', '>= 60'),
      held('acked lost', verdict.lost, 'count', '<= 0'),
      held('doubled', verdict.doubled, 'count', '<= 0'),
      held('reordered', verdict.reordered, 'count', '<= 0'),
      told(`kill rounds: messages acknowledged (seed ${seed})`, verdict.acked, 'count'),
    ]
  } finally {
    await house.stop()
  }
}
