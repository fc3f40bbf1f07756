import { CHANNEL_KINDS, type ChannelKind, ERRORS, type ErrorCode, type EventKind, eventBodies } from '@baton/protocol'
import { CONNECTOR_OUTCOMES, type ConnectorOutcome } from '../connectors/outcome.ts'
import { census } from '../durable/census.ts'
import { requestsUnderWay } from '../http/under-way.ts'
import { PROVIDER_FAILURES, type ProviderFailure } from '../providers/provider-error.ts'
import { Counter, CounterBy } from './counter.ts'
import type { Metric } from './exposition.ts'
import { readGauge, SumGauge } from './gauge.ts'
import { Histogram } from './histogram.ts'

const CODES = Object.keys(ERRORS) as ErrorCode[]
const KINDS = Object.keys(eventBodies) as EventKind[]

/** From at once to past the deadline of a turn. */
const TURN_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15]

/** From the same machine to the other side of the world by a bad line. */
const ROUND_TRIP_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5]
/** From what nobody hears to what nobody understands. */
const CONCEALED_SHARES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25]

/** What became of audio: somebody hears it; it is not their turn; it is malformed, comes twice, or there is too much of it. */
type CallFrameFate = 'relayed' | 'unheard' | 'dropped'

/**
 * What this process has counted since it started. All of one gateway on one box; on Cloudflare one isolate's share. Labels
 * hold the code's own words only, never a name, an id or an address.
 */
export const metrics = {
  acks: new Counter(),
  nacks: new CounterBy<ErrorCode>('code', CODES),
  faults: new CounterBy<ErrorCode>('code', CODES),
  byes: new CounterBy<ErrorCode>('code', CODES),
  replays: new CounterBy<'resumed' | 'tail'>('how', ['resumed', 'tail']),
  behind: new Counter(),
  events: new CounterBy<EventKind>('kind', KINDS),
  turns: new Histogram(TURN_SECONDS),
  firstSentences: new Histogram(TURN_SECONDS),
  firstSounds: new Histogram(TURN_SECONDS),
  providerCalls: new CounterBy<'ok' | ProviderFailure>('outcome', ['ok', ...PROVIDER_FAILURES]),
  connectorCalls: new CounterBy<ConnectorOutcome>('outcome', CONNECTOR_OUTCOMES),
  queue: new SumGauge(),
  agents: new SumGauge(),
  outboxFailures: new Counter(),
  calls: new SumGauge(),
  callFrames: new CounterBy<CallFrameFate>('fate', ['relayed', 'unheard', 'dropped']),
  callRoundTrips: new Histogram(ROUND_TRIP_SECONDS),
  callConcealed: new Histogram(CONCEALED_SHARES),
  unheard: new CounterBy<ChannelKind>('channel', CHANNEL_KINDS),
  problems: new CounterBy<ErrorCode>('code', CODES),
  logLines: new CounterBy<'info' | 'warn' | 'error'>('level', ['info', 'warn', 'error']),
}

export const METRICS: readonly Metric[] = [
  {
    name: 'baton_sockets',
    type: 'gauge',
    help: 'WebSockets open now, of customers and agents.',
    source: readGauge(() => census.sockets),
  },
  {
    name: 'baton_requests_under_way',
    type: 'gauge',
    help: 'HTTP requests not answered yet.',
    source: readGauge(requestsUnderWay),
  },
  {
    name: 'baton_acks_total',
    type: 'counter',
    help: 'Commands acknowledged: they are on disk.',
    source: metrics.acks,
  },
  { name: 'baton_nacks_total', type: 'counter', help: 'Commands refused, by error code.', source: metrics.nacks },
  {
    name: 'baton_faults_total',
    type: 'counter',
    help: 'Frames without an acknowledgement that were refused, by error code.',
    source: metrics.faults,
  },
  {
    name: 'baton_byes_total',
    type: 'counter',
    help: 'Sockets closed or refused by the gateway, by error code.',
    source: metrics.byes,
  },
  {
    name: 'baton_replays_total',
    type: 'counter',
    help: 'Greetings answered: from where the client stood, or with the last events.',
    source: metrics.replays,
  },
  {
    name: 'baton_readers_behind_total',
    type: 'counter',
    help: 'Times a slow reader was taken out of live fan-out.',
    source: metrics.behind,
  },
  {
    name: 'baton_events_total',
    type: 'counter',
    help: 'Events stored, by kind: messages, handoffs, passes of the baton.',
    source: metrics.events,
  },
  {
    name: 'baton_bot_turn_seconds',
    type: 'histogram',
    help: 'From the first message of a turn to the end of the turn, both stored.',
    source: metrics.turns,
  },
  {
    name: 'baton_first_sentence_seconds',
    type: 'histogram',
    help: 'From the first message of a turn to the first sentence of its answer that is shown before the answer is whole.',
    source: metrics.firstSentences,
  },
  {
    name: 'baton_first_sound_seconds',
    type: 'histogram',
    help: 'Calls: from the end of what a customer said, as it was noticed, to the first sound of the answer to it.',
    source: metrics.firstSounds,
  },
  {
    name: 'baton_provider_calls_total',
    type: 'counter',
    help: 'Calls to models of others, by what came of them.',
    source: metrics.providerCalls,
  },
  {
    name: 'baton_connector_calls_total',
    type: 'counter',
    help: 'Calls of connectors, each try, by what came of them; those not made while one rests.',
    source: metrics.connectorCalls,
  },
  {
    name: 'baton_queue_sessions',
    type: 'gauge',
    help: 'Sessions that wait for a person, on floors awake in this process.',
    source: metrics.queue,
  },
  {
    name: 'baton_agents_online',
    type: 'gauge',
    help: 'Agents who take sessions, on floors awake in this process.',
    source: metrics.agents,
  },
  {
    name: 'baton_outbox_failures_total',
    type: 'counter',
    help: 'Calls between rooms that failed and will be made again.',
    source: metrics.outboxFailures,
  },
  {
    name: 'baton_calls',
    type: 'gauge',
    help: 'Calls that go on or ring, with their lines in this process.',
    source: metrics.calls,
  },
  {
    name: 'baton_call_frames_total',
    type: 'counter',
    help: 'Audio frames of participants, by what became of them.',
    source: metrics.callFrames,
  },
  {
    name: 'baton_call_round_trip_seconds',
    type: 'histogram',
    help: 'How long it takes to a line of a call and back, as its browser tells.',
    source: metrics.callRoundTrips,
  },
  {
    name: 'baton_call_concealed_share',
    type: 'histogram',
    help: 'Share of what a line of a call played that had to be made up, as its browser tells.',
    source: metrics.callConcealed,
  },
  {
    name: 'baton_unheard_total',
    type: 'counter',
    help: 'What vendors of channels brought and nobody hears: of a kind that is not known, or too old. By channel.',
    source: metrics.unheard,
  },
  {
    name: 'baton_http_problems_total',
    type: 'counter',
    help: 'HTTP requests answered with an error, by error code.',
    source: metrics.problems,
  },
  {
    name: 'baton_log_lines_total',
    type: 'counter',
    help: 'Lines written to the log, by level.',
    source: metrics.logLines,
  },
]
