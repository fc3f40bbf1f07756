import { openHouse } from '@baton/bench/house'
import { inTurns, sleep } from '@baton/bench/numbers'
import { held, told } from '@baton/bench/row'
import { sumOf } from '@baton/bench/verdict'
import { socketsWithin } from '@baton/box/descriptors'
import { Regular } from '../clients/regular.ts'
import { servedHost } from '../hosts/served.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

const ASK_MS = 20
const BACK_MS = 30_000

/**
 * A process that may open few files is filled to the last socket it lets in. One more is refused by name; when all drop at
 * once it lives; when it is killed it is soon back, and everybody with it.
 */
export const descriptors: Suite = async ({ folder, isShort }) => {
  const nofile = isShort ? 1_600 : 4_000
  const places = socketsWithin(nofile)
  const house = await openHouse({ folder, agents: 1, host: servedHost(`ulimit -n ${nofile}`) })
  try {
    const regulars = Array.from({ length: places }, (_, at) => new Regular(house, `regular-${at}`))
    await allIn(regulars)
    await inTurns(regulars, 10, (regular) => regular.say('Here I am.'))
    const refusal = await new Regular(house, 'one-too-many').come().then(
      () => 'let in',
      (error: Error) => error.message,
    )
    const { pid } = house
    for (const regular of regulars) regular.drop()
    await allIn(regulars)
    const lived = house.pid === pid

    await inTurns(regulars, 10, (regular) => regular.say('And once more.'))
    const killedAt = Date.now()
    process.kill(house.pid, 'SIGKILL')
    for (const regular of regulars) regular.drop()
    await until('it serves again', BACK_MS, () => isServing(house.url))
    const backMs = Date.now() - killedAt
    await allIn(regulars)
    const verdicts = await inTurns(regulars, 10, (regular) => regular.verdict())
    return {
      verdict: sumOf(verdicts),
      rows: [
        held('supervisor back', backMs / 1_000, 's', '<= 3'),
        held(
          'descriptors: one too many is told gateway_full',
          refusal.includes('gateway_full') ? 1 : 0,
          'count',
          '>= 1',
        ),
        held('descriptors: deaths when all drop at once', lived ? 0 : 1, 'count', '<= 0'),
        told('descriptors: it may open', nofile, 'count'),
        told('descriptors: sockets it lets in', places, 'count'),
      ],
    }
  } finally {
    await house.stop()
  }
}

/** Everybody comes, and tries again when refused. */
async function allIn(regulars: readonly Regular[]): Promise<void> {
  const end = Date.now() + BACK_MS
  await inTurns(regulars, 10, async (regular) => {
    while (!regular.isHere) {
      await regular.come().catch(async (error: Error) => {
        if (Date.now() > end) throw error
        await sleep(10 * ASK_MS)
      })
    }
  })
}

const isServing = async (url: string): Promise<boolean> => {
  await sleep(ASK_MS)
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false, // nothing listens yet
  )
}
