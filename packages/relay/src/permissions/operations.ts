import type { Principal } from './principal.ts'

/** How much an operation can do: `sensitive` is never the bot's, whatever a flow or a model says. */
export type Grade = 'read' | 'standard' | 'sensitive'

interface Row {
  grade: Grade
  may: readonly Principal[]
  /** For the docs. */
  words: string
}

const CUSTOMERS = ['customer', 'verified_customer'] as const
const ADMINS = ['admin'] as const
const SUPERVISORS = ['supervisor', ...ADMINS] as const
const SENIORS = ['senior', ...SUPERVISORS] as const
const STAFF = ['agent', ...SENIORS] as const

/**
 * Who may do what: the one table. A row says that a principal may ask at all; whether this session, offer or case is
 * theirs is decided where it is known. What has no row can be done by nobody.
 */
export const OPERATIONS = {
  'session.read': { grade: 'read', may: [...CUSTOMERS, 'bot', ...STAFF], words: 'Read a session they are in.' },
  'session.mark_read': { grade: 'read', may: [...CUSTOMERS, ...STAFF], words: 'Say what they have read.' },
  'session.signal': { grade: 'standard', may: [...CUSTOMERS, 'bot', ...STAFF], words: 'Show that they are typing.' },
  'session.say': { grade: 'standard', may: [...CUSTOMERS, 'bot', ...STAFF], words: 'Say something in a session.' },
  'session.note': { grade: 'standard', may: STAFF, words: 'Leave a note for staff.' },
  'session.hand_back': { grade: 'standard', may: STAFF, words: 'Give a session back to the bot.' },
  'file.send': { grade: 'standard', may: [...CUSTOMERS, ...STAFF], words: 'Bring a file into a session.' },
  'file.read': { grade: 'read', may: [...CUSTOMERS, ...STAFF], words: 'Look at a file of a session they are in.' },
  'handoff.request': { grade: 'standard', may: [...CUSTOMERS, 'bot'], words: 'Ask for a person.' },
  'handoff.cancel': { grade: 'standard', may: CUSTOMERS, words: 'Stop waiting for a person.' },
  'call.speak': {
    grade: 'standard',
    may: [...CUSTOMERS, ...STAFF],
    words: 'Speak in a call of a session they are in.',
  },
  'recording.hear': {
    grade: 'sensitive',
    may: STAFF,
    words: 'Listen to what was recorded of a call of a session they are in.',
  },
  'case.resolve': { grade: 'standard', may: STAFF, words: 'Settle a case.' },
  'case.rate': { grade: 'standard', may: CUSTOMERS, words: 'Rate a case.' },
  'original.reveal': { grade: 'sensitive', may: SENIORS, words: 'Look at the original of something masked.' },
  'event.redact': { grade: 'sensitive', may: SENIORS, words: 'Take out what somebody wrote.' },
  'action.read': { grade: 'read', may: ['bot'], words: 'Ask the business system for something.' },
  'action.standard': { grade: 'standard', may: ['bot'], words: 'Have the business system do something ordinary.' },
  'action.sensitive': {
    grade: 'sensitive',
    may: [],
    words: 'Have the business system do something that needs a person.',
  },
  'floor.attend': { grade: 'read', may: STAFF, words: 'Be on the floor and see its board.' },
  'floor.answer': { grade: 'standard', may: STAFF, words: 'Accept or decline an offer.' },
  'floor.transfer': {
    grade: 'standard',
    may: STAFF,
    words: 'Pass a session they hold on to a colleague or to the queue.',
  },
  'floor.open': { grade: 'standard', may: STAFF, words: 'Open a session they hold.' },
  'desk.self': { grade: 'read', may: STAFF, words: 'See who they are signed in as.' },
  'audit.read': { grade: 'read', may: [...SUPERVISORS, 'operator'], words: 'Read the audit log of the workspace.' },
  'message.label': {
    grade: 'standard',
    may: [...STAFF, 'operator'],
    words: 'Say what a message means, for the bot to learn from.',
  },
  'knowledge.read': {
    grade: 'read',
    may: ['operator'],
    words: 'See how well the bot understands, and what was published.',
  },
  'hours.report': {
    grade: 'standard',
    may: ['operator'],
    words: 'Say how long somebody trained the bot outside the product.',
  },
  'rules.read': {
    grade: 'read',
    may: ['operator'],
    words: 'See when the baton passes, as it was and is, and try it on transcripts.',
  },
  'rules.change': { grade: 'sensitive', may: ['operator'], words: 'Change when the baton passes.' },
  'knowledge.import': {
    grade: 'sensitive',
    may: ['operator'],
    words: 'Bring past dialogues in, and see which intents they propose.',
  },
  'knowledge.publish': { grade: 'sensitive', may: ['operator'], words: 'Have the bot answer from something else.' },
  'workspace.provision': { grade: 'sensitive', may: ['operator'], words: 'Set a workspace up or change it.' },
  'device.forget': { grade: 'standard', may: CUSTOMERS, words: 'Give up the device they have.' },
  'ways.connect': { grade: 'standard', may: CUSTOMERS, words: 'Go on by another channel, or connect one.' },
  'customer.revoke': {
    grade: 'sensitive',
    may: ['integration', 'operator'],
    words: 'Take back everything a customer was given: devices, tickets, tokens, open sockets.',
  },
  'customer.export': {
    grade: 'sensitive',
    may: [...ADMINS, 'operator'],
    words: 'Take a copy of what is kept of a customer.',
  },
  'customer.erase': { grade: 'sensitive', may: [...ADMINS, 'operator'], words: 'Erase a customer for good.' },
  'customer.link': {
    grade: 'sensitive',
    may: [...SENIORS, 'operator'],
    words: 'See which sessions are one customer’s, link two with a reason, or part them again.',
  },
  'customer.read': {
    grade: 'read',
    may: ['integration'],
    words: 'Read who the customers are, and what is known of them.',
  },
  'customer.change': {
    grade: 'standard',
    may: ['integration'],
    words: 'Say what the business knows of a customer.',
  },
  'log.read': { grade: 'read', may: ['integration'], words: 'Read the log of a session, masked.' },
  'business.say': {
    grade: 'standard',
    may: ['integration'],
    words: 'Say something in a session in the name of the business.',
  },
  'api_keys.read': {
    grade: 'read',
    may: [...ADMINS, 'operator'],
    words: 'See which keys of the server API there are, without their secrets.',
  },
  'api_keys.change': {
    grade: 'sensitive',
    may: [...ADMINS, 'operator'],
    words: 'Make a key of the server API, or take one back.',
  },
  'channels.read': {
    grade: 'read',
    may: [...ADMINS, 'integration', 'operator'],
    words: 'See the accounts on channels, without their secrets.',
  },
  'channels.change': {
    grade: 'sensitive',
    may: [...ADMINS, 'operator'],
    words: 'Set an account on a channel up, change or remove it, and send something by it to try it out.',
  },
  'undelivered.replay': {
    grade: 'standard',
    may: [...SUPERVISORS, 'operator'],
    words: 'See which messages could not be delivered, and have them tried again.',
  },
  'webhooks.read': {
    grade: 'read',
    may: [...ADMINS, 'integration', 'operator'],
    words: 'See whom the business has told what has happened, and how far each telling is.',
  },
  'webhooks.change': {
    grade: 'sensitive',
    may: [...ADMINS, 'integration', 'operator'],
    words: 'Have somebody else told what happens, or tell them again.',
  },
  'connectors.read': {
    grade: 'read',
    may: [...ADMINS, 'operator'],
    words: 'See the services that actions call and records go to, without their secrets.',
  },
  'connectors.change': {
    grade: 'sensitive',
    may: [...ADMINS, 'operator'],
    words: 'Set such a service up, change, remove or try it, and say where records of cases go.',
  },
  'keys.rotate': { grade: 'sensitive', may: ['operator'], words: 'Have another key wrap what opens originals.' },
  'gateway.watch': { grade: 'read', may: ['operator'], words: 'Read the metrics.' },
  'gateway.rounds': { grade: 'standard', may: ['operator'], words: 'Make the rounds of the timers.' },
} as const satisfies Record<string, Row>

export type Operation = keyof typeof OPERATIONS

/** Whether a principal may ask for an operation at all. */
export const may = (principal: Principal, operation: Operation): boolean => {
  const { may: allowed }: Row = OPERATIONS[operation]
  return allowed.includes(principal)
}
