import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { markdownTable, rewrite } from './generated.ts'
import type { Row } from './row.ts'

/**
 * Rewrites the tables of `docs/benchmarks.md` from `bench/results.json`, `bench/channels/results.json`, `bench/voice/results.json` and
 * `eval/results.json`, which `npm run bench`, `bench:channels`, `bench:voice` and `eval:bot` wrote with `-- --json`.
 */
const read = async (file: string): Promise<Row[]> => JSON.parse(await readFile(join(root, file), 'utf8')).rows
const rows = await read('bench/results.json')
const ofChannels = await read('bench/channels/results.json')
const ofVoice = await read('bench/voice/results.json')
const understood = await read('eval/results.json')

const PEERS = ['Baton', 'bare DO', 'partyserver', 'ws + node:sqlite', 'socket.io with recovery (not durable)']

const measured = (name: string): number => rows.find((row) => row.name === name)?.value ?? Number.NaN
const short = (value: number): string => (value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2))
/** JSON has no NaN: what could not be measured is null there. */
const withUnit = (value: number | null, unit: string): string =>
  value === null ? 'not measured' : `${short(value)} ${unit}`
/** The median with the least and most of the rounds. */
const spread = (name: string): string =>
  `${short(measured(name))} (${short(measured(`${name}, least of 5`))}–${short(measured(`${name}, most of 5`))})`

const bars = (all: readonly Row[]): string =>
  markdownTable(
    ['What', 'measured', 'bar', ''],
    all.flatMap(({ name, value, unit, bar, ok }) =>
      bar === null
        ? []
        : [
            [
              name,
              withUnit(value, unit),
              bar.replace('<=', '≤').replace('>=', '≥'),
              value === null ? '' : ok ? 'holds' : 'missed',
            ],
          ],
    ),
  )

const told = (all: readonly Row[]): string =>
  markdownTable(
    ['', ''],
    all.filter(({ bar }) => bar === null).map(({ name, value, unit }) => [name, withUnit(value, unit)]),
  )

const SECTIONS = {
  bars: () => bars(rows),
  understanding: () => bars(understood),
  'understanding-beside': () => told(understood),
  channels: () => bars(ofChannels),
  'channels-beside': () => told(ofChannels),
  voice: () => bars(ofVoice),
  'voice-beside': () => told(ofVoice),
  peers: () =>
    markdownTable(
      ['', 'ack p50 ms at 500 msg/s', 'ack p99 ms at 500 msg/s', 'saturated msg/s', 'CPU ms a message, saturated'],
      PEERS.map((peer) => [
        peer,
        spread(`${peer}: ack p50 at 500 msg/s`),
        spread(`${peer}: ack p99 at 500 msg/s`),
        spread(`${peer}: saturated`),
        short(measured(`${peer}: server time per message saturated`)),
      ]),
    ),
  others: () =>
    markdownTable(
      ['', 'measured'],
      rows
        .filter(
          ({ name, bar }) =>
            bar === null && !/ (at 500 msg\/s|saturated|lag p99)/.test(name) && !/, (least|most) of \d/.test(name),
        )
        .map(({ name, value, unit }) => [name, `${short(value)} ${unit}`]),
    ),
}

await rewrite(join(root, 'docs/benchmarks.md'), SECTIONS, 'node bench/bench-doc.ts')
