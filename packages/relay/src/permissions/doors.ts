import type { ClientFrame, CommandKind, FloorClientFrame } from '@baton/protocol'
import type { Operation } from './operations.ts'

/** What each command asks for. One without a row does not compile. */
export const COMMANDS = {
  message: 'session.say',
  note: 'session.note',
  'handoff.request': 'handoff.request',
  'handoff.cancel': 'handoff.cancel',
  handback: 'session.hand_back',
  resolve: 'case.resolve',
  rate: 'case.rate',
  reveal: 'original.reveal',
  redact: 'event.redact',
  'call.end': 'call.speak',
  'call.answer': 'call.speak',
  'call.bridge': 'call.speak',
  'call.cut': 'call.speak',
  'call.consent': 'call.speak',
  utterance: 'call.speak',
} as const satisfies Record<CommandKind, Operation>

/** What each frame of a session's socket asks for; a `send` asks for what its command does. */
export const SESSION_FRAMES = {
  hello: 'session.read',
  history: 'session.read',
  got: 'session.read',
  read: 'session.mark_read',
  signal: 'session.signal',
  upload: 'file.send',
  file: 'file.read',
  ways: 'ways.connect',
  connect: 'ways.connect',
  call: 'call.speak',
  send: COMMANDS,
} as const satisfies Record<ClientFrame['type'], Operation | typeof COMMANDS>

/** What each frame of the floor's socket asks for. */
export const FLOOR_FRAMES = {
  hello: 'floor.attend',
  presence: 'floor.attend',
  accept: 'floor.answer',
  decline: 'floor.answer',
  open: 'floor.open',
  rejoin: 'call.speak',
  glance: 'floor.answer',
  ready: 'floor.attend',
  transfer: 'floor.transfer',
  recall: 'floor.transfer',
} as const satisfies Record<FloorClientFrame['type'], Operation>

/** What a frame off a session's socket asks for. */
export function operationOf(frame: ClientFrame): Operation {
  return frame.type === 'send' ? COMMANDS[frame.body.kind] : SESSION_FRAMES[frame.type]
}
