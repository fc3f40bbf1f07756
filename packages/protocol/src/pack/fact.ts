import { z } from 'zod'

/**
 * When a rule is judged. `reading`: as soon as a message is understood, no answer needed. `answer`: once it is known what
 * came of it. `failure`: the bot did not manage a turn.
 */
export const PHASES = ['reading', 'answer', 'failure'] as const
export type Phase = (typeof PHASES)[number]

export type FactType = 'boolean' | 'string' | 'number' | 'list'

interface FactInfo {
  type: FactType
  /** From which phase on it is known; before that no comparison with it is true. */
  known: Phase
  /** It counts over the rule's window, which begins anew whenever the bot gets the session back. */
  counts?: true
  /** All it can be, where that is known. */
  values?: readonly string[]
  about: string
}

/** Everything a rule may look at. A fact that is not known makes no comparison true. */
export const FACTS = {
  'customer.wantsPerson': { type: 'boolean', known: 'reading', about: 'The message asks for a person.' },
  'customer.verified': { type: 'boolean', known: 'reading', about: 'The host site vouches for who they are.' },
  'customer.proved': { type: 'boolean', known: 'reading', about: 'They have proved who they are by a one-time code.' },
  'customer.tier': { type: 'string', known: 'reading', about: 'Tier in the signed token of the host site.' },
  'customer.vip': {
    type: 'boolean',
    known: 'reading',
    about: 'The signed token says `vip: true`, or its tier is called `vip`.',
  },
  'message.text': { type: 'string', known: 'reading', about: 'The words of the message, masked.' },
  'message.marks': {
    type: 'list',
    known: 'reading',
    about: 'Kinds of sensitive data masked in the message, e.g. `card`.',
  },
  'message.files': { type: 'number', known: 'reading', about: 'Files that came with the message.' },
  'mood.level': {
    type: 'string',
    known: 'reading',
    values: ['calm', 'negative', 'anxious', 'angry'],
    about: 'Mood of the message.',
  },
  'mood.trend': {
    type: 'string',
    known: 'reading',
    counts: true,
    values: ['falling', 'steady', 'rising'],
    about: 'Where the mood has gone over the last three messages; `falling`: worse each time.',
  },
  'mood.fall': {
    type: 'number',
    known: 'reading',
    counts: true,
    about: 'How many messages in a row, this one included, were each in a worse mood than the one before.',
  },
  'voice.arousal': { type: 'number', known: 'reading', about: '0–1, how agitated the voice is. Calls only.' },
  'voice.rate': {
    type: 'number',
    known: 'reading',
    about: 'Speech rate, against the customer’s own usual one: 1.3 is 30 % faster. Calls only.',
  },
  'voice.loudness': { type: 'number', known: 'reading', about: 'The same of loudness. Calls only.' },
  'voice.interruptions': {
    type: 'number',
    known: 'reading',
    about: 'How often the bot was talked over in this call. Calls only.',
  },
  'intent.id': { type: 'string', known: 'reading', about: 'The closest intent.' },
  'intent.confidence': { type: 'number', known: 'reading', about: '0–1, how sure that is.' },
  'intent.tags': {
    type: 'list',
    known: 'reading',
    about: 'Tags of the intent, known only when it is sure: `complaint`, `high-risk`, `emergency`, `forbidden` …',
  },
  'intent.person': {
    type: 'boolean',
    known: 'reading',
    about: 'The intent is sure, and its pack says a person serves it.',
  },
  'intent.flagged': {
    type: 'boolean',
    known: 'reading',
    about: 'The intent is sure, and stands on the list of what the bot is not capable of.',
  },
  'case.negativeWords': { type: 'number', known: 'reading', counts: true, about: 'Negative words said.' },
  'case.misses': {
    type: 'number',
    known: 'reading',
    counts: true,
    about: 'Messages in a row that were not understood.',
  },
  'case.repeats': { type: 'number', known: 'reading', counts: true, about: 'How often the same was asked before.' },
  'case.actionErrors': {
    type: 'number',
    known: 'reading',
    counts: true,
    about: 'Times in a row that the business system failed; a “no” is no failure.',
  },
  'case.turns': { type: 'number', known: 'reading', counts: true, about: 'Messages the bot was asked to answer.' },
  'case.clarified': {
    type: 'boolean',
    known: 'reading',
    counts: true,
    about: 'The bot’s last words were a clarifying question.',
  },
  'case.offered': { type: 'boolean', known: 'reading', counts: true, about: 'A person was offered already.' },
  'case.rating': {
    type: 'number',
    known: 'reading',
    counts: true,
    about: '1–5, the last rating given while the bot serves.',
  },
  'flow.id': { type: 'string', known: 'reading', about: 'The flow that waits for this message.' },
  'turn.outcome': {
    type: 'string',
    known: 'answer',
    values: ['answer', 'ask', 'clarify', 'abstain', 'handoff'],
    about: 'What the bot would do.',
  },
  'turn.deeper': {
    type: 'boolean',
    known: 'answer',
    about: 'The bot answered from an article, and has nothing further to the follow-up.',
  },
  'turn.failure': {
    type: 'string',
    known: 'answer',
    values: ['provider', 'timeout', 'action', 'error'],
    about:
      'What failed in this turn: the provider of drafts, the time for an answer, an action nobody knows the end of, or the bot itself.',
  },
} as const satisfies Record<string, FactInfo>

/** Says of a customer what the signed token of the host site says, by the name it has there. */
const ATTRIBUTE = /^attribute\.[A-Za-z][A-Za-z0-9_]{0,39}$/

export type FactName = keyof typeof FACTS | `attribute.${string}`
export type FactValue = string | number | boolean | readonly string[]
export type Facts = { [F in FactName]?: FactValue }

export const factName = z.custom<FactName>(
  (value) => typeof value === 'string' && (Object.hasOwn(FACTS, value) || ATTRIBUTE.test(value)),
  'no fact is called so',
)

/** What is known of a fact. Attributes are of whatever type they are compared with. */
export const factInfo = (fact: FactName): FactInfo | null =>
  Object.hasOwn(FACTS, fact) ? FACTS[fact as keyof typeof FACTS] : null
