import { join } from 'node:path'
import { startBaton } from '../baton/start-baton.ts'
import type { Load } from '../load/generator.ts'
import { GeneratorProcess } from '../load/generator-process.ts'
import { median } from '../numbers.ts'
import type { Contender } from '../peers/contender.ts'
import { startBareObject, startParty, startSocketIo, startWsSqlite } from '../peers/start-peers.ts'
import { cpuMs } from '../process-load.ts'
import { held, type Row, told } from '../row.ts'

const SESSIONS = 250
const ROUNDS = 5
const OPEN = { perSecond: 500, ms: 3_000 }
const CLOSED = { width: 50, ms: 2_000 }
const WARM_UP_MS = 1_000

const STARTERS = [startBaton, startBareObject, startParty, startWsSqlite, startSocketIo]

interface Runner {
  contender: Contender
  generator: GeneratorProcess
  open: (Load & { serverMsPerMessage: number })[]
  closed: (Load & { serverMsPerMessage: number })[]
}

/** Latency at 500 messages a second and throughput at saturation, of the relay and its peers, in turns. */
export async function relay(folder: string): Promise<Row[]> {
  const runners: Runner[] = []
  try {
    for (const [at, start] of STARTERS.entries()) {
      const contender = await start(join(folder, `relay-${at}`), SESSIONS)
      const generator = new GeneratorProcess()
      await generator.connect(contender.pairs)
      runners.push({ contender, generator, open: [], closed: [] })
    }
    // The first round is for the compilers of both sides and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const runner of runners) await measure(runner, round > 0)
    }
  } finally {
    for (const { contender, generator } of runners) {
      await generator.end()
      await contender.stop()
    }
  }
  return rowsOf(runners)
}

async function measure({ contender, generator, open, closed }: Runner, counts: boolean): Promise<void> {
  const costed = async (run: () => Promise<Load>): Promise<Load & { serverMsPerMessage: number }> => {
    const before = await cpuMs(contender.pid)
    const load = await run()
    if (load.acked < load.sent || load.delivered < 2 * load.acked) {
      throw new Error(`${contender.name} did not do the whole work: ${JSON.stringify(load)}`)
    }
    return { ...load, serverMsPerMessage: ((await cpuMs(contender.pid)) - before) / load.acked }
  }
  // Sessions have hibernated while the others were measured.
  await generator.openLoop(OPEN.perSecond, WARM_UP_MS)
  const opened = await costed(() => generator.openLoop(OPEN.perSecond, OPEN.ms))
  const drained = await costed(() => generator.closedLoop(CLOSED.width, CLOSED.ms))
  if (!counts) return
  open.push(opened)
  closed.push(drained)
}

function rowsOf(runners: readonly Runner[]): Row[] {
  const [baton, bare, party] = runners
  const p50 = (runner?: Runner): number => median((runner?.open ?? []).map((load) => load.ackP50Ms))
  const p99 = (runner?: Runner): number => median((runner?.open ?? []).map((load) => load.ackP99Ms))
  const rate = (runner?: Runner): number => median((runner?.closed ?? []).map((load) => load.perSecond))
  return [
    held('ack p50 ratio to bare DO at 500 msg/s', p50(baton) / p50(bare), 'ratio', '<= 1.25'),
    held('ack p99 ratio to bare DO at 500 msg/s', p99(baton) / p99(bare), 'ratio', '<= 1.5'),
    held('saturated msg/s ratio to bare DO', rate(baton) / rate(bare), 'ratio', '>= 0.7'),
    held('saturated msg/s ratio to partyserver', rate(baton) / rate(party), 'ratio', '>= 1'),
    ...runners.flatMap(absolutes),
  ]
}

function absolutes({ contender: { name }, open, closed }: Runner): Row[] {
  const spread = (loads: readonly Load[], what: keyof Load): [number, number] => {
    const values = loads.map((load) => load[what])
    return [Math.min(...values), Math.max(...values)]
  }
  const all = (loads: readonly Load[], what: string, key: keyof Load, unit: string): Row[] => {
    const [least, most] = spread(loads, key)
    return [
      told(`${name}: ${what}`, median(loads.map((load) => load[key])), unit),
      told(`${name}: ${what}, least of ${loads.length}`, least, unit),
      told(`${name}: ${what}, most of ${loads.length}`, most, unit),
    ]
  }
  return [
    ...all(open, 'ack p50 at 500 msg/s', 'ackP50Ms', 'ms'),
    ...all(open, 'ack p99 at 500 msg/s', 'ackP99Ms', 'ms'),
    ...all(closed, 'saturated', 'perSecond', 'msg/s'),
    told(
      `${name}: server time per message at 500 msg/s`,
      median(open.map((load) => load.serverMsPerMessage)),
      'ms CPU',
    ),
    told(`${name}: server time per message saturated`, median(closed.map((load) => load.serverMsPerMessage)), 'ms CPU'),
    told(`${name}: generator at 500 msg/s`, median(open.map((load) => load.cpuPercent)), '% of a core'),
    told(`${name}: generator saturated`, median(closed.map((load) => load.cpuPercent)), '% of a core'),
    told(`${name}: generator's lag p99`, median(open.map((load) => load.lagP99Ms)), 'ms'),
  ]
}
