import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import * as protocol from '@baton/protocol'
import { COMMANDS, FLOOR_FRAMES, OPERATIONS, PRINCIPALS, SESSION_FRAMES } from '@baton/relay/permissions'
import { apiRows } from './api-text.ts'
import { declarations, type Schema, typeOf } from './schema-text.ts'

/**
 * Rewrites the reference parts of the docs from the code they describe: `node scripts/reference-docs.ts`. With `--check`
 * it changes nothing and fails when a part is out of date.
 */
const FILES = [
  'docs/protocol.md',
  'docs/http.md',
  'docs/guides/connectors.md',
  'docs/api.md',
  'docs/guides/packs.md',
  'docs/guides/rules.md',
  'docs/permissions.md',
]

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')
const code = (text: string | number): string => `\`${text}\``

const LIMITS = {
  frameBytes: 'One frame, either way.',
  textChars: 'One message.',
  noteChars: 'One note, hand-back note or resolution.',
  commentChars: 'The comment of a rating.',
  reasonChars: 'Why an original is looked at or a text taken out.',
  sendsPerWindow: 'Commands of one customer within `sendWindowMs`.',
  sendWindowMs: 'The window that rates are counted in.',
  framesPerWindow: 'Frames of any type from one socket within `sendWindowMs`.',
  socketsPerParticipant: 'Open sockets of one participant in one room.',
  helloMs: 'How long a first frame may take after the upgrade.',
  ticketMs: 'How long a ticket is good.',
  pageEvents: 'Events in one `replay` or `page`. A page also ends before it would pass 256 KiB.',
  visitorHistoryMs: 'How far back a customer sees who is not signed in, by the times of the gateway.',
  behindEvents: 'Events without a `got` before a reader is taken out of live traffic …',
  behindBytes: '… or this many bytes of them.',
  behindMs: 'A reader that stays behind this long is closed.',
  gotEvery: 'A client says `got` at least once per this many events.',
} as const satisfies Record<keyof typeof protocol.LIMITS, string>

const FILE_LIMITS = {
  fileBytes: 'One file.',
  filesPerMessage: 'Files in one message.',
  fileNameChars: 'The name of a file; what is longer loses its middle.',
  picturePixels: 'Width times height of a picture.',
  thumbBytes: 'The small picture of a picture.',
  thumbPixels: 'Its longer side.',
  unsentFileMs: 'A file that no message carries this long after it was asked for is removed.',
  uploadMs: 'How long one upload may take …',
  uploadPauseMs: '… and pause.',
  fileLinkMs: 'How long a link to a file is good.',
  vendorLinkMs: 'How long the vendor of a channel may fetch a file by its link.',
  filesPerHour: 'Files one participant may begin to send within an hour.',
} as const satisfies Record<keyof typeof protocol.FILE_LIMITS, string>

const CLOSES = {
  restarting: 'The other end was gone too long, or the gateway restarts. Reconnect.',
  helloTimeout: 'No `hello` came in time. Reconnect.',
  linked: 'The session has become an earlier segment of another. Join again: it leads there.',
  behind: 'The reader stayed behind too long. Reconnect and resume.',
  rateLimited: 'Too many frames. Reconnect later.',
  tooManySockets: 'This participant has too many sockets. Reconnect later.',
  gatewayFull: 'The gateway holds as many sockets as it can. Reconnect later.',
  ticketExpired: 'Ask for a new ticket, then reconnect.',
  versionUnsupported: 'Final. The page has to load a newer client.',
  unauthenticated: 'Final. Not signed in, or a ticket that is forged or was used.',
  revoked: 'Final. What this customer was given is taken back.',
  forbidden: 'Final. This participant may not be here.',
  callOver: 'Final. The call is over.',
  erased: 'The session was erased. Who asks for a new ticket begins a new one.',
  frameTooLarge: 'A frame was larger than the limit.',
} as const satisfies Record<keyof typeof protocol.CLOSE, string>

const EVENTS = {
  'case.opened': [
    'all',
    'A first message, or one after a case was closed, opens a case; within the window the last one again.',
  ],
  message: ['all', 'Somebody said something. `by.role` tells who.'],
  note: ['staff', 'A private note.'],
  'attachment.arrived': ['all', 'What a message of a channel brought besides is here now.'],
  'attachment.missed': ['all', 'It will not come, and why.'],
  'message.delivery': [
    'staff',
    'How far a message has come on a channel. Never backwards; after `failed` it may be tried again.',
  ],
  'route.changed': ['staff', 'A way to the customer is there, is closed by them, or leads to another session now.'],
  'bot.decided': ['staff', 'What the bot made of a message, and why it did what it did.'],
  'prescreen.asked': ['staff', 'The hand-off waits for the answers to one or two questions of the pack.'],
  'prescreen.ended': ['staff', 'How those questions ended, and what was answered: the compliance record.'],
  'action.started': ['staff', 'The bot asks the business system. Logged before the request leaves.'],
  'action.finished': ['staff', 'What came of it; `code` is `ok` or a stable failure.'],
  'rule.fired': ['staff', 'A rule fired, with its evidence.'],
  'handoff.requested': ['all', 'A person is asked for.'],
  'handoff.offered': ['all', 'The bot offers a person beside its answer.'],
  'brief.written': ['staff', 'What the agent reads first. The newest one counts.'],
  'baton.passed': ['all', 'The right to answer has a new holder; `fence` is one higher.'],
  'profile.updated': ['staff', 'The customer as the join described them.'],
  'session.linked': [
    'all',
    'The customer of one session is that of another: this one is `earlier`, and read-only from here on, or the `newer` of both.',
  ],
  'session.unlinked': ['all', 'The connection was taken back.'],
  'session.link_held': ['staff', 'Both have a case with an agent; a person decides whether they belong together.'],
  'case.moved': ['staff', 'What an earlier segment knew of a case that goes on here.'],
  'identity.verified': ['staff', 'The customer has proved who they are, for a purpose and for a time.'],
  'case.closed': ['all', 'The matter is settled, or nobody wrote for a while.'],
  'case.summarised': ['all', 'The service summary for the customer.'],
  'case.rated': ['all', 'The customer rated the case.'],
  'event.redacted': ['all', 'An earlier event as it reads from now on; `staff` when that event is.'],
  'call.started': ['all', 'A call comes in, or an agent calls and it rings at the customer.'],
  'call.answered': ['all', 'The customer has answered a call that rang.'],
  'call.bridged': ['all', 'The customer and the agent hear each other from here on.'],
  'call.consent': [
    'all',
    'Whether the customer lets the call be recorded; taken back, what was recorded of it is gone.',
  ],
  'call.recorded': ['staff', 'One voice of a call, for up to a minute; or that it was lost.'],
  'call.cut': ['all', 'The customer spoke over the bot, and how much of it they had heard.'],
  'call.ended': ['all', 'The call is over, and why.'],
  'original.revealed': ['staff', 'Somebody looked at the original behind a mark, and why.'],
} as const satisfies Record<protocol.EventKind, readonly ['all' | 'staff', string]>

interface FactRow {
  type: string
  known: readonly string[]
  counts?: true
  values?: readonly string[]
  about: string
}

const SECTIONS: Record<string, () => string> = {
  errors: () =>
    table(
      ['Code', 'HTTP', 'Retryable', 'Sentence'],
      Object.entries(protocol.ERRORS).map(([name, { status, retryable, message }]) => [
        code(name),
        String(status),
        retryable ? 'yes' : 'no',
        message,
      ]),
    ),
  limits: () =>
    table(
      ['Name', 'Value', 'What it caps'],
      Object.entries({ ...LIMITS, ...FILE_LIMITS }).map(([name, words]) => [
        code(name),
        { ...protocol.LIMITS, ...protocol.FILE_LIMITS }[name as keyof typeof LIMITS]
          .toLocaleString('en-GB')
          .replaceAll(',', ' '),
        words,
      ]),
    ),
  closes: () =>
    table(
      ['Code', 'Name', 'Meaning'],
      Object.entries(CLOSES).map(([name, words]) => [
        String(protocol.CLOSE[name as keyof typeof CLOSES]),
        code(name),
        words,
      ]),
    ),
  heartbeat: () =>
    `The client sends ${code(protocol.HEARTBEAT.ping)} after ${protocol.HEARTBEAT.everyMs / 1_000} s of silence, and gives the socket up when ${code(protocol.HEARTBEAT.pong)} or anything else has not come within ${protocol.HEARTBEAT.deadAfterMs / 1_000} s.`,
  events: () =>
    table(
      ['Kind', 'Audience', 'Meaning', 'Body'],
      Object.entries(EVENTS).map(([kind, [audience, words]]) => [
        code(kind),
        audience,
        words,
        code(typeOf(protocol.eventBodies[kind as protocol.EventKind] as unknown as Schema)),
      ]),
    ),
  'session-frames': () => declarations(['clientFrame', 'serverFrame', 'signal']),
  'floor-frames': () => declarations(['floorClientFrame', 'floorServerFrame']),
  'call-frames': () => declarations(['callClientFrame', 'callServerFrame']),
  commands: () => declarations(['command']),
  shapes: () =>
    declarations([
      'entry',
      'party',
      'holder',
      'agentFace',
      'citation',
      'option',
      'mark',
      'sentFile',
      'sessionView',
      'queuePlace',
      'brief',
      'profile',
      'order',
      'evidence',
      'firing',
      'localized',
      'mood',
      'entity',
      'reason',
      'flowState',
      'passReason',
      'handoffReason',
    ]),
  'floor-shapes': () => declarations(['board', 'queuedSession', 'offer', 'assignment', 'presence', 'floorAlert']),
  http: () =>
    declarations([
      'joinRequest',
      'joinResponse',
      'leaveRequest',
      'revocationRequest',
      'revocation',
      'linksResponse',
      'loginRequest',
      'deskIdentity',
      'floorTicketResponse',
      'problem',
    ]),
  provision: () =>
    declarations([
      'provisionRequest',
      'hostKeys',
      'hostKey',
      'provisionResponse',
      'rank',
      'settings',
      'rotateKeysResponse',
      'exportLine',
      'erasureRequest',
      'erasure',
      'roundsRequest',
      'roundsResponse',
    ]),
  channels: () =>
    declarations([
      'accountRequest',
      'accountView',
      'accountsResponse',
      'deskWaysResponse',
      'channelKind',
      'template',
      'testRequest',
      'testResponse',
      'undelivered',
      'undeliveredResponse',
      'deliveryReason',
      'replayRequest',
      'replayResponse',
    ]),
  webhooks: () =>
    declarations([
      'endpointRequest',
      'endpointView',
      'endpointsResponse',
      'endpointSecret',
      'webhookType',
      'webhookEvent',
      'webhookDelivery',
      'webhookAttempt',
      'webhookDeliveriesResponse',
      'apiKeyRequest',
      'apiKeyView',
      'apiKeysResponse',
      'apiKeySecret',
      'apiScope',
    ]),
  connectors: () =>
    declarations([
      'newConnectorRequest',
      'connectorRequest',
      'connectorView',
      'connectorsResponse',
      'connectorAuth',
      'connectorBreaker',
      'connectorTestRequest',
      'connectorTestResponse',
      'crmRequest',
      'crmResponse',
      'crmRecord',
      'crmRecordsResponse',
    ]),
  interaction: () => declarations(['interaction']),
  api: () => table(['Operation', 'Scope', 'Asked with', 'Answers', 'What it does'], apiRows()),
  'api-keys': () => declarations(['apiKeyRequest', 'apiKeyView', 'apiKeySecret', 'apiScope']),
  'api-shapes': () =>
    declarations([
      'customerView',
      'customersResponse',
      'customerDetail',
      'openCase',
      'customerPatch',
      'apiSession',
      'eventsResponse',
      'sayRequest',
      'sayResponse',
      'apiChannelsResponse',
      'endpointRequest',
      'endpointView',
      'endpointSecret',
      'webhookDelivery',
      'webhookDeliveriesResponse',
      'webhookEvent',
    ]),
  knowledge: () =>
    declarations([
      'knowledgeStatus',
      'modelReport',
      'releasesResponse',
      'publishRequest',
      'publishResponse',
      'rollbackRequest',
      'labelRequest',
      'messageLabelRequest',
      'labelResponse',
      'proposalStatus',
      'proposal',
      'proposedIntent',
      'importFault',
      'hoursResponse',
      'hoursReport',
    ]),
  permissions: () =>
    table(
      ['Operation', 'Class', ...PRINCIPALS.map((principal) => principal.replace('_', ' ')), 'What it is'],
      Object.entries(OPERATIONS).map(([operation, { grade, may, words }]) => {
        const allowed: readonly string[] = may
        return [code(operation), grade, ...PRINCIPALS.map((each) => (allowed.includes(each) ? '●' : '')), words]
      }),
    ),
  doors: () =>
    table(
      ['Door', 'Operation'],
      [
        ...Object.entries(COMMANDS).map(([kind, operation]) => [`${code(kind)} of ${code('send')}`, code(operation)]),
        ...Object.entries(SESSION_FRAMES).flatMap(([type, operation]) =>
          typeof operation === 'string' ? [[`${code(type)}, session`, code(operation)]] : [],
        ),
        ...Object.entries(FLOOR_FRAMES).map(([type, operation]) => [`${code(type)}, floor`, code(operation)]),
      ],
    ),
  audit: () => declarations(['auditEntry', 'auditor', 'auditRecord', 'auditHead', 'auditPage']),
  facts: () =>
    table(
      ['Fact', 'Type', 'Known at', 'What it is'],
      Object.entries(protocol.FACTS).map(([fact, info]) => {
        const { type, known, about, values, counts }: FactRow = info
        return [
          code(fact),
          counts ? `${type}, counted` : type,
          known.length === protocol.PHASES.length ? 'any' : known.map(code).join(', '),
          values ? `${about} One of ${values.map(code).join(', ')}.` : about,
        ]
      }),
    ),
  operators: () =>
    table(
      ['Operator', 'Of', 'Compared with', 'Holds when'],
      Object.entries(protocol.OPERATORS).map(([operator, { of, with: against, about }]) => [
        code(operator),
        of.join(', '),
        against === 'words' ? 'a list of words' : (against ?? 'a value of the same type'),
        about,
      ]),
    ),
  rules: () =>
    declarations([
      'rulesVersion',
      'rulesResponse',
      'rulesVersionsResponse',
      'changeRulesRequest',
      'flagIntentsRequest',
      'rollBackRulesRequest',
      'backtestRequest',
      'transcript',
      'backtestReport',
      'backtestRow',
    ]),
}

const MARKED = /(<!-- generated:([\w-]+) -->\n)[\s\S]*?(\n<!-- \/generated -->)/g

const render = (text: string, file: string): string =>
  text.replace(MARKED, (_, start: string, name: string, end: string) => {
    const section = SECTIONS[name]
    if (!section) throw new Error(`${file} asks for a part called ${name}, which there is not.`)
    return `${start}\n${section()}\n${end}`
  })

const isCheck = process.argv.includes('--check')
for (const file of FILES) {
  const path = join(root, file)
  const text = await readFile(path, 'utf8')
  const next = render(text, file)
  if (next === text) continue
  if (isCheck) {
    console.error(`${file} is out of date: node scripts/reference-docs.ts`)
    process.exitCode = 1
  } else {
    await writeFile(path, next)
    console.log(`${file} written.`)
  }
}
