import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareHost, type StartHost } from '@baton/bench/host'
import { openHouse } from '@baton/bench/house'
import { inTurns } from '@baton/bench/numbers'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { sumOf, type Verdict } from '@baton/bench/verdict'
import { root } from '@baton/box/root'
import { readWranglerConfig } from '@baton/box/wrangler-config'
import { createSession } from '@baton/client'
import * as protocol from '@baton/protocol'
import { openPair } from '../clients/pair.ts'
import { GatewayLog } from '../gateway-log.ts'
import { notRun } from '../not-run.ts'
import { checkOut, RELEASED } from '../releases/checkout.ts'
import { readGolden } from '../releases/golden.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

const WORDS = 8
const SETTLED_MS = 30_000

/** The last release and this one, together: frames of each read by the other, and clients of each at a gateway of the other. */
export const releases: Suite = async ({ folder, isShort }) => {
  const checkout = join(folder, 'released')
  if (!(await checkOut(checkout))) {
    return { rows: [notRun(`releases: ${RELEASED.version}`, `this clone does not have ${RELEASED.commit}`)] }
  }
  const packages = join(checkout, 'packages')
  const released = {
    protocol: (await import(join(packages, 'protocol/src/index.ts'))) as typeof protocol,
    client: (await import(join(packages, 'client/src/index.ts'))) as { createSession: typeof createSession },
  }
  const old = readGolden(packages, protocol)
  const next = readGolden(join(root, 'packages'), released.protocol)
  for (const each of old.refused) console.error(`a frame of ${RELEASED.version} is refused: ${each}`)
  const pairs = isShort ? 2 : 8
  const verdicts = [
    await together(join(folder, 'new'), bareHost(), released.client.createSession, pairs),
    await together(join(folder, 'old'), bareHost({ entry: await entryOf(packages) }), createSession, pairs),
  ]
  return {
    verdict: sumOf(verdicts),
    rows: [
      held(`releases: frames of ${RELEASED.version} refused`, old.refused.length, 'count', '<= 0'),
      told(`releases: frames of ${RELEASED.version} read`, old.read, 'count'),
      told(`releases: frames of today that ${RELEASED.version} reads`, next.read, 'count'),
      told(`releases: of a type it does not have`, next.unknown, 'count'),
      told(`releases: it refuses for what they carry`, next.refused.length, 'count'),
    ],
  }
}

/** Customers and agents with this client at this gateway, which crashes in between. */
async function together(
  folder: string,
  host: StartHost,
  create: typeof createSession,
  count: number,
): Promise<Verdict> {
  const house = await openHouse({ folder, agents: 1, host, log: new GatewayLog().take })
  const reception = await Reception.open(house)
  try {
    const pairs = await inTurns(Array.from({ length: count }), 2, (_, at) =>
      openPair(house, reception, { name: `both-${at}`, create }),
    )
    const clients = pairs.flatMap(({ customer, agent }) => [customer, agent])
    for (const half of [0, 1]) {
      for (let word = 0; word < WORDS; word += 1) for (const client of clients) client.say(`${half}, ${word}`)
      if (half === 0) {
        await house.crash()
        await reception.sitAgain()
      }
      await until('all are acknowledged', SETTLED_MS, () => clients.every(({ isDone, isOnline }) => isDone && isOnline))
    }
    const verdict = sumOf(await inTurns(pairs, 2, (pair) => pair.verdict()))
    for (const { session } of clients) session.close()
    return verdict
  } finally {
    reception.leave()
    await house.stop()
  }
}

/** The Worker of the release, with an empty object for each kind that came after it: the configuration names them. */
async function entryOf(packages: string): Promise<string> {
  const worker = JSON.stringify(join(packages, 'gateway/src/worker.ts'))
  const { durable_objects } = await readWranglerConfig()
  const entry = join(packages, 'gateway/src/with-later-objects.ts')
  const known = ['Session', 'Floor', 'Directory', 'Knowledge']
  const later = durable_objects.bindings.map(({ class_name }) => class_name).filter((name) => !known.includes(name))
  await writeFile(
    entry,
    `import { DurableObject } from 'cloudflare:workers'
export * from ${worker}
export { default } from ${worker}
${later.map((name) => `export class ${name} extends DurableObject {}`).join('\n')}
`,
  )
  return entry
}
