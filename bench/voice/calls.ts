import type { Browser } from 'playwright-core'
import { percentile } from '../numbers.ts'
import type { Row } from '../row.ts'
import { CONDITIONS, type Condition } from './conditions.ts'
import { measured, type Promised } from './measured.ts'
import { microphone } from './microphone.ts'
import { canEmulate, startNetwork } from './network/network.ts'
import { Agent } from './people.ts'
import { launchSide } from './side.ts'
import { openStage, type Stage } from './stage.ts'
import { recoveryMs } from './stall.ts'
import { BEFORE_SPEAKING_MS, type Parties, type Talk, talk } from './talk.ts'
import { asking, type Turns, turns } from './turns.ts'
import { talking } from './words.ts'

const LOCAL_CALLS = 5
const LOCAL_SECONDS = 16
const ASKING_CALLS = 2
const THROUGH_SECONDS = 24
const STALL_MS = 200
/** Says nothing for as long as any call here takes. */
const SILENT_MS = 60_000

const LOCAL: Promised[] = [
  ['mouth to ear local p95', 'ms', '<= 90'],
  ['mouth to ear local p50', 'ms', null],
  ['concealed clean', '%', '<= 0.2'],
  ['promotion to agent hears p95', 'ms', '<= 1000'],
  ['click to greeting', 'ms', '<= 700'],
]
const STALL: Promised[] = [['stall recovery', 's', '<= 3']]
const TURNS: Promised[] = [
  ['barge-in stop p95', 'ms', '<= 120'],
  ['barge-in stop: times interrupted', 'count', null],
  ['first audio after hang p95', 'ms', '<= 250'],
  ['first audio after hang: answers', 'count', null],
]
const THROUGH: Record<Condition, Promised[]> = {
  '40ms': [['mouth to ear 40ms p95', 'ms', '<= 140']],
  '40ms 2% loss': [
    ['mouth to ear 40ms 2% loss p95', 'ms', '<= 180'],
    ['concealed 2% loss', '%', '<= 1.5'],
  ],
  'heavy jitter': [['mouth to ear heavy jitter p95', 'ms', '<= 300']],
}

/** Calls through the product itself, from the customer's microphone to the agent's loudspeaker and from the bot to the customer's. */
export async function calls(folder: string): Promise<Row[]> {
  let opened: Promise<Stage> | undefined
  const stage = () => (opened ??= openStage(folder))
  try {
    return [
      ...(await measured(LOCAL, async () => withParties(await stage(), folder, local))),
      ...(await measured(STALL, async () => withParties(await stage(), folder, stalled))),
      ...(await inEach(Object.keys(CONDITIONS) as Condition[], (name) =>
        measured(THROUGH[name], async () => through(name, await stage(), folder)),
      )),
      // Who asks so much may be offered a person, and nobody is there for them: the agent's next call is another.
      ...(await measured(TURNS, async () => withAsker(await stage(), folder))),
    ]
  } finally {
    await opened?.then(({ stop }) => stop()).catch(() => undefined) // Why it never stood is in every row.
  }
}

async function inEach<Item>(items: readonly Item[], rowsOf: (item: Item) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (const item of items) rows.push(...(await rowsOf(item)))
  return rows
}

/** Both on this machine, or each where `network` has its own. */
async function withParties<Found>(
  stage: Stage,
  folder: string,
  use: (parties: Parties) => Promise<Found>,
  network?: Awaited<ReturnType<typeof startNetwork>>,
): Promise<Found> {
  const door = await stage.door(network?.relay)
  const side = (name: 'a' | 'b', afterMs: number) =>
    launchSide({
      folder,
      microphone: microphone(folder, name, talking(afterMs)),
      trusted: [door.page, door.gateway],
      ...(network && { on: (command: readonly string[]) => network.on(name, command) }),
    })
  const browsers: Browser[] = []
  try {
    const customer = await side('a', BEFORE_SPEAKING_MS)
    browsers.push(customer)
    const desk = await side('b', SILENT_MS)
    browsers.push(desk)
    return await use({ door, customer, agent: await Agent.signIn(desk, door, stage.demo) })
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
    door.close()
  }
}

async function local(parties: Parties): Promise<Record<string, number>> {
  const all: Talk[] = []
  for (let call = 0; call < LOCAL_CALLS; call += 1) all.push(await talk(parties, LOCAL_SECONDS))
  const delaysMs = all.flatMap(({ heard }) => heard.map(({ ms }) => ms))
  return {
    'mouth to ear local p95': percentile(delaysMs, 0.95),
    'mouth to ear local p50': percentile(delaysMs, 0.5),
    'concealed clean': mean(all.flatMap(({ concealed }) => concealed)),
    'promotion to agent hears p95': percentile(
      all.map(({ promotionMs }) => promotionMs),
      0.95,
    ),
    'click to greeting': percentile(
      all.map(({ greetingMs }) => greetingMs),
      0.5,
    ),
  }
}

async function stalled(parties: Parties): Promise<Record<string, number>> {
  let stall = { from: 0, to: 0 }
  const { heard } = await talk(parties, LOCAL_SECONDS, async () => {
    stall = await parties.door.stall(STALL_MS)
  })
  return { 'stall recovery': recoveryMs(heard, stall) / 1_000 }
}

async function withAsker(stage: Stage, folder: string): Promise<Record<string, number>> {
  const door = await stage.door()
  const browser = await launchSide({ folder, microphone: microphone(folder, 'asking', asking) })
  try {
    const all: Turns[] = []
    for (let call = 0; call < ASKING_CALLS; call += 1) all.push(await turns(browser, door))
    const stopMs = all.flatMap((each) => each.stopMs)
    const firstMs = all.flatMap((each) => each.firstMs)
    return {
      'barge-in stop p95': percentile(stopMs, 0.95),
      'barge-in stop: times interrupted': stopMs.length,
      'first audio after hang p95': percentile(firstMs, 0.95),
      'first audio after hang: answers': firstMs.length,
    }
  } finally {
    await browser.close()
    door.close()
  }
}

async function through(name: Condition, stage: Stage, folder: string): Promise<Record<string, number>> {
  if (!canEmulate()) throw new Error('a network is played by root on Linux, with ip and /dev/net/tun')
  const network = await startNetwork(CONDITIONS[name])
  try {
    const { heard, concealed } = await withParties(stage, folder, (parties) => talk(parties, THROUGH_SECONDS), network)
    const p95 = percentile(
      heard.map(({ ms }) => ms),
      0.95,
    )
    return {
      [`mouth to ear ${name} p95`]: p95,
      ...(name === '40ms 2% loss' && { 'concealed 2% loss': mean(concealed) }),
    }
  } finally {
    await network.stop()
  }
}

/** NaN of none. */
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
