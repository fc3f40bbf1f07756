import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { rewrite, markdownTable as table } from '../generated.ts'
import { ASSUMED } from '../simulation/assumptions.ts'
import type { Results } from '../simulation/run.ts'
import { alwaysAwake, billOf, storageOf } from './bill.ts'
import { PACE } from './conversations.ts'
import type { CostMeasured } from './cost.ts'
import { total } from './counts.ts'
import { PRICES, PRICES_READ } from './prices.ts'
import { ROOMS } from './reading.ts'

/**
 * Rewrites the tables of `docs/scale.md` from what was measured: `node bench/cost/scale-doc.ts`. With `--check` it
 * changes nothing and fails when a table is out of date.
 */
const FILE = join(root, 'docs/scale.md')

const json = async <Content>(file: string): Promise<Content> =>
  JSON.parse(await readFile(join(root, 'bench', file), 'utf8'))
const cost = await json<CostMeasured>('cost/measured.json')
const results = await json<Results>('simulation/results.json')

const count = (value: number): string => (value >= 10 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1))
const dollars = (value: number): string => `$${value.toFixed(value < 0.1 ? 3 : 2)}`
const spaced = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ')
const ms = (value: number): string => {
  if (value === null || Number.isNaN(value)) return 'never'
  return value >= 1_000 ? `${spaced(Math.round(value / 1_000))} s` : `${count(value)} ms`
}

const SECTIONS: Record<string, () => string> = {
  prices: () =>
    [
      table(
        ['What', 'Included', 'Beyond that', 'Source'],
        Object.values(PRICES).map(({ what, per, dollars: price, included, source }) => [
          what,
          included,
          `$${price} / ${per}`,
          `[price list](${source})`,
        ]),
      ),
      '',
      `Read on ${PRICES_READ}.`,
    ].join('\n'),

  pace: () =>
    `${PACE.firstMessage} s until the first message, ${PACE.message} s between messages, read ${PACE.read} s later, accepted after ${PACE.accept} s, page closed ${PACE.close} s after the last word.`,

  counts: () =>
    table(
      ['One conversation', ...cost.conversations.map(({ name }) => name)],
      [
        ['Worker requests', ...cost.conversations.map(({ counts }) => count(counts.workerRequests))],
        ...ROOMS.map((room) => [
          `${room}: requests`,
          ...cost.conversations.map(({ counts }) => count(counts.rooms[room].requests)),
        ]),
        ['WebSocket messages in', ...cost.conversations.map(({ counts }) => count(total(counts, 'messages')))],
        ['rows read', ...cost.conversations.map(({ counts }) => count(total(counts, 'rowsRead')))],
        ...ROOMS.map((room) => [
          `${room}: rows written`,
          ...cost.conversations.map(({ counts }) => count(counts.rooms[room].rowsWritten)),
        ]),
        ['Session at work', ...cost.conversations.map(({ session }) => `${session.activeSeconds.toFixed(1)} s`)],
        ['Session in memory', ...cost.conversations.map(({ session }) => `${count(session.awakeSeconds)} s`)],
        ['Session on disk', ...cost.conversations.map(({ session }) => `${count(session.storedBytes / 1_024)} KiB`)],
      ],
    ),

  bill: () => {
    const bills = cost.conversations.map((each) => billOf(each, cost.workerCpuMs))
    const line = (name: string, key: keyof (typeof bills)[number]) => [name, ...bills.map((bill) => dollars(bill[key]))]
    return table(
      ['1 000 of them', ...cost.conversations.map(({ name }) => name)],
      [
        line('Worker requests', 'workerRequests'),
        line('Worker CPU, at most', 'workerCpu'),
        line('object requests', 'objectRequests'),
        line('duration, with the ten seconds', 'duration'),
        line('rows read', 'rowsRead'),
        line('rows written', 'rowsWritten'),
        line('stored for a month', 'stored'),
        line('**all**', 'total'),
        [
          'all, when only time at work is billed',
          ...bills.map((bill) => dollars(bill.total - bill.duration + bill.durationAtWork)),
        ],
      ],
    )
  },

  idle: () => {
    const bytes = Object.fromEntries(cost.conversations.map(({ name, session }) => [name, session.storedBytes]))
    return [
      table(
        ['A million sessions nobody opens, each of one who', 'stores', 'a month'],
        Object.entries(bytes).map(([name, each]) => [
          name,
          `${count(each / 1_024)} KiB`,
          dollars(storageOf(1_000_000, each)),
        ]),
      ),
      '',
      `An object that never sleeps costs ${dollars(alwaysAwake())} a month: at most that for each of Floor, Directory and Knowledge of a workspace.`,
    ].join('\n')
  },

  steps: () =>
    table(
      ['Step', 'rows read', 'rows written', 'object requests', 'messages in'],
      [...new Map(cost.conversations.flatMap(({ steps }) => steps).map((step) => [step.name, step])).values()].map(
        ({ name, counts }) => [
          name,
          ...(['rowsRead', 'rowsWritten', 'requests', 'messages'] as const).map((key) => count(total(counts, key))),
        ],
      ),
    ),

  assumptions: () =>
    [
      `- An open session views ${ASSUMED.opensPerDay} pages a day and writes ${ASSUMED.botMessagesPerDay} message to the bot; ${ASSUMED.peakShare * 100} % of the day falls into its busiest hour. Of the page views ${ASSUMED.newcomers * 100} % are somebody new.`,
      `- An agent may hold ${ASSUMED.capacity} sessions, ${ASSUMED.occupancy * 100} % of the places are taken, and a session is held for ${ASSUMED.handlingMs / 60_000} minutes. That makes the escalations.`,
      `- Offers are accepted after ${ASSUMED.acceptMs / 1_000} s on average; ${ASSUMED.lapses * 100} % lapse. While an agent holds, somebody writes every ${ASSUMED.talkEveryMs / 1_000} s. An agent changes presence ${ASSUMED.presencePerHour} times an hour.`,
      `- ${ASSUMED.isolates} isolates ask for settings and the current pack every ${ASSUMED.isolateKeepsMs / 1_000} s.`,
      `- ${ASSUMED.watchedMs / 1_000} s of the busiest hour are watched, after ${ASSUMED.warmUpMs / 1_000} s of running up.`,
    ].join('\n'),

  peaks: () =>
    table(
      [
        'Agents / sessions',
        'boards',
        'Floor busy',
        'Floor wait p50 / p99',
        'Directory busy',
        'Directory wait p50 / p99',
        'busiest Session',
        'click to accepted p50 / p99',
      ],
      results.peaks.map(({ size, showing, report }) => [
        `${spaced(size.agents)} / ${spaced(size.sessions)}`,
        showing,
        `${count(report.floor.utilisation * 100)} %`,
        `${ms(report.floor.waitP50Ms)} / ${ms(report.floor.waitP99Ms)}`,
        `${count(report.directory.utilisation * 100)} %`,
        `${ms(report.directory.waitP50Ms)} / ${ms(report.directory.waitP99Ms)}`,
        `${(report.session.busiestUtilisation * 100).toFixed(2)} %`,
        `${ms(report.acceptP50Ms)} / ${ms(report.acceptP99Ms)}`,
      ]),
    ),

  storms: () =>
    table(
      [
        'Sockets that come back',
        'objects that keep customers',
        'half are back after',
        '99 % are back after',
        'tries each',
      ],
      results.storms.map(({ sockets, directories, halfBackSeconds, nearlyAllBackSeconds, attemptsPerSocket }) => [
        spaced(sockets),
        String(directories),
        `${count(halfBackSeconds)} s`,
        `${count(nearlyAllBackSeconds)} s`,
        attemptsPerSocket.toFixed(1),
      ]),
    ),
}

await rewrite(FILE, SECTIONS, 'node bench/cost/scale-doc.ts')
