import {
  type ClientFrame,
  type Command,
  type CommandKind,
  type FloorClientFrame,
  type Profile,
  RANKS,
  type SessionTicket,
} from '@baton/protocol'
import { FLOOR_FRAMES, may, operationOf, type Principal } from '@baton/relay/permissions'
import { expect, test } from 'vitest'
import { Desk } from '../floor/testing/desk.ts'
import { LIN } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { Room, type Wire } from '../testing/wire.ts'

const CALL = 'c'.repeat(27)

const COMMANDS = {
  message: { kind: 'message', text: 'hello' },
  note: { kind: 'note', text: 'a note' },
  'handoff.request': { kind: 'handoff.request' },
  'handoff.cancel': { kind: 'handoff.cancel' },
  handback: { kind: 'handback', note: '' },
  resolve: { kind: 'resolve', resolution: 'done' },
  rate: { kind: 'rate', score: 5, tags: [], comment: '' },
  reveal: { kind: 'reveal', seq: 1, original: 0, reason: 'to check' },
  redact: { kind: 'redact', seq: 1, reason: 'to check' },
  'call.end': { kind: 'call.end', call: CALL, reason: 'hung_up' },
  'call.answer': { kind: 'call.answer', call: CALL },
  'call.bridge': { kind: 'call.bridge', call: CALL },
  'call.cut': { kind: 'call.cut', call: CALL, ref: 1, heard: 4, playedMs: 300 },
  'call.consent': { kind: 'call.consent', call: CALL, granted: true, by: 'click' },
  utterance: {
    kind: 'utterance',
    track: 'customer',
    text: 'hello',
    spoken: { call: CALL, turn: 't1', startMs: 0, endMs: 400 },
  },
} as const satisfies Record<CommandKind, Command>

const FRAMES = {
  hello: { type: 'hello', v: 1, req: 2 },
  history: { type: 'history', req: 3, before: 1 },
  got: { type: 'got', seq: 1 },
  read: { type: 'read', seq: 1 },
  signal: { type: 'signal', kind: 'typing', on: true },
  upload: { type: 'upload', id: 'a-file-of-mine', name: 'a.txt', bytes: 10 },
  file: { type: 'file', req: 4, file: 'f'.repeat(27), size: 'full' },
  ways: { type: 'ways', req: 5 },
  connect: { type: 'connect', req: 6, consents: false },
  call: { type: 'call', req: 7, do: 'join' },
} as const satisfies { [T in Exclude<ClientFrame['type'], 'send'>]: Extract<ClientFrame, { type: T }> }

const VOUCHED: Profile = {
  id: 'c_1',
  hostId: 'u1',
  name: null,
  verified: true,
  tier: null,
  attributes: {},
  locale: 'en',
}

/** A session in which this principal is: customers in their own, agents in one that they hold. */
async function seated(principal: Principal): Promise<Wire> {
  const room = await Room.open()
  const rank = RANKS.find((each) => each === principal)
  if (!rank) {
    const profile = principal === 'verified_customer' ? VOUCHED : null
    const wire = await room.connect(room.ticket({ profile }))
    await wire.hello()
    return wire
  }
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.event('baton.passed')
  const { handoff, fence } = await room.state()
  const agent = { id: 'lin', name: 'Lin' }
  await room.stub.pass({
    handoffId: handoff?.id ?? '',
    expectedFence: fence,
    to: { agent },
    reason: 'accepted',
  })
  const ticket: SessionTicket = room.ticket({ role: 'agent', participant: 'lin', name: 'Lin', rank })
  const wire = await room.connect(ticket)
  await wire.hello()
  return wire
}

/** Whether this one frame is refused for want of permission. What is always answered is sent after it. */
async function isForbidden(wire: Wire, frame: ClientFrame): Promise<boolean> {
  wire.frames.length = 0
  wire.tell(frame)
  if ('id' in frame) await until(async () => wire.frames.some((each) => 'id' in each && each.id === frame.id))
  wire.tell({ type: 'history', req: 77, before: 1 })
  await until(async () => wire.frames.some((each) => 'req' in each && each.req === 77))
  const answers = wire.frames.filter(({ type }) => type === 'nack' || type === 'fault' || type === 'bye')
  return answers.some((each) => 'code' in each && each.code === 'forbidden' && !('req' in each && each.req === 77))
}

const SEATED = ['customer', 'verified_customer', ...RANKS] as const satisfies Principal[]

test.each(SEATED.flatMap((principal) => Object.values(COMMANDS).map((body) => [principal, body.kind, body] as const)))(
  '%s sends the command %s as the table allows',
  async (principal, kind, body) => {
    const wire = await seated(principal)
    const frame = { type: 'send', id: `send-${kind}`, body } as const
    expect(await isForbidden(wire, frame)).toBe(!may(principal, operationOf(frame)))
  },
)

// These change nothing that another of them would be refused for, so one socket does.
test.each(SEATED)('%s sends every other frame as the table allows', async (principal) => {
  const wire = await seated(principal)
  for (const frame of Object.values(FRAMES)) {
    const isRefused = await isForbidden(wire, frame)
    expect([frame.type, isRefused]).toEqual([frame.type, !may(principal, operationOf(frame))])
  }
})

const FLOOR = {
  hello: { type: 'hello', v: 1, req: 2 },
  presence: { type: 'presence', id: 'presence-1', presence: 'away' },
  accept: { type: 'accept', id: 'accept-1', offerId: 'o_0' },
  decline: { type: 'decline', id: 'decline-1', offerId: 'o_0' },
  open: { type: 'open', id: 'opening-1', session: 'f'.repeat(27) },
  rejoin: { type: 'rejoin', id: 'rejoin-1', session: 'f'.repeat(27), call: 'f'.repeat(27) },
  glance: { type: 'glance', id: 'glance-1', offerId: 'o_0' },
  ready: { type: 'ready', id: 'ready-01' },
  transfer: { type: 'transfer', id: 'transfer-1', session: 'f'.repeat(27), to: 'queue', note: '' },
  recall: { type: 'recall', id: 'recall-1', session: 'f'.repeat(27) },
} as const satisfies { [T in FloorClientFrame['type']]: Extract<FloorClientFrame, { type: T }> }

test('every rank sends every frame of the floor as the table allows', async () => {
  const agents = RANKS.map((role) => ({ ...LIN, id: role, name: role, email: `${role}@example.test`, role }))
  const { workspace } = await Room.open({ agents })
  for (const rank of RANKS) {
    for (const frame of Object.values(FLOOR)) {
      const desk = await Desk.arrive(workspace, rank)
      desk.socket.send(JSON.stringify(frame))
      if ('id' in frame) await desk.until((each) => 'id' in each && each.id === frame.id)
      else await desk.until((each) => each.type === 'welcome' && each.req === frame.req)
      expect([rank, frame.type, desk.codes.includes('forbidden')]).toEqual([
        rank,
        frame.type,
        !may(rank, FLOOR_FRAMES[frame.type]),
      ])
      desk.socket.close(1000)
    }
  }
})
