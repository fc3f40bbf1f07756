import { z } from 'zod'

/**
 * When a rule is judged. `reading`: as soon as a message is understood, no answer needed. `answer`: once it is known what
 * came of it. `failure`: the bot did not manage to answer. `rating`: the customer has rated, and may not write again.
 */
export const PHASES = ['reading', 'answer', 'failure', 'rating'] as const
export type Phase = (typeof PHASES)[number]

export type FactType = 'boolean' | 'string' | 'number' | 'list'

const ALWAYS = PHASES
/** Of a message. One that failed may have failed before it was read. */
const READ = ['reading', 'answer'] as const
const ANSWERED = ['answer'] as const

interface FactInfo {
  type: FactType
  /** In which phases it is known; in the others no comparison with it is true. */
  known: readonly Phase[]
  /** It is counted over the rule's window, this message included. */
  counts?: true
  /** All it can be, where that is known. */
  values?: readonly string[]
  about: string
}

/** Everything a rule may look at. A fact that is not known makes no comparison true. */
export const FACTS = {
  'customer.wantsPerson': { type: 'boolean', known: READ, about: 'The message asks for a person.' },
  'customer.verified': { type: 'boolean', known: ALWAYS, about: 'The host site vouches for who they are.' },
  'customer.proved': { type: 'boolean', known: ALWAYS, about: 'They have proved who they are by a one-time code.' },
  'customer.tier': { type: 'string', known: ALWAYS, about: 'Tier in the signed token of the host site.' },
  'customer.vip': {
    type: 'boolean',
    known: ALWAYS,
    about: 'The signed token says `vip: true`, or its tier is called `vip`.',
  },
  'message.text': { type: 'string', known: READ, about: 'The words of the message, masked.' },
  'message.marks': {
    type: 'list',
    known: READ,
    about: 'Kinds of sensitive data masked in the message, e.g. `card`.',
  },
  'message.files': { type: 'number', known: READ, about: 'Files that came with the message.' },
  'mood.level': {
    type: 'string',
    known: READ,
    values: ['calm', 'negative', 'anxious', 'angry'],
    about: 'Mood of the message.',
  },
  'mood.score': { type: 'number', known: READ, about: 'The same as a number, from -1 (as bad as can be) to 1.' },
  'mood.trend': {
    type: 'string',
    known: READ,
    values: ['falling', 'steady', 'rising'],
    about: 'Where the mood of the last three messages is heading.',
  },
  'mood.profanity': { type: 'number', known: READ, about: 'Swear words in the message.' },
  'mood.urgency': { type: 'number', known: READ, about: 'Words of haste in the message.' },
  'voice.arousal': { type: 'number', known: READ, about: '0–1, how agitated the voice is. Calls only.' },
  'voice.rate': {
    type: 'number',
    known: READ,
    about: 'Speech rate, against the customer’s own usual one: 1.3 is 30 % faster. Calls only.',
  },
  'voice.loudness': { type: 'number', known: READ, about: 'The same of loudness. Calls only.' },
  'voice.interruptions': {
    type: 'number',
    known: READ,
    about: 'How often the bot was talked over in this call. Calls only.',
  },
  'intent.id': { type: 'string', known: READ, about: 'The closest intent.' },
  'intent.confidence': { type: 'number', known: READ, about: '0–1, how sure that is.' },
  'intent.tags': {
    type: 'list',
    known: READ,
    about: 'Tags of the intent, known only when it is sure: `complaint`, `high-risk`, `emergency`, `forbidden` …',
  },
  'intent.person': {
    type: 'boolean',
    known: READ,
    about: 'The intent is sure, and its pack says a person serves it.',
  },
  'intent.flagged': {
    type: 'boolean',
    known: READ,
    about: 'The intent is sure, and stands on the list of what the bot is not capable of.',
  },
  'case.negativeWords': { type: 'number', known: ALWAYS, counts: true, about: 'Negative words said.' },
  'case.misses': {
    type: 'number',
    known: ALWAYS,
    counts: true,
    about: 'Messages in a row that were not understood.',
  },
  'case.repeats': { type: 'number', known: READ, counts: true, about: 'How often the same was asked before.' },
  'case.actionErrors': {
    type: 'number',
    known: ALWAYS,
    counts: true,
    about: 'How often the business system failed; a “no” is no failure.',
  },
  'case.turns': {
    type: 'number',
    known: ALWAYS,
    about: 'Messages the bot was asked to answer since it has the session.',
  },
  'case.clarified': {
    type: 'boolean',
    known: ALWAYS,
    about: 'The bot’s last words were a clarifying question.',
  },
  'case.offered': { type: 'boolean', known: ALWAYS, about: 'A person was offered already.' },
  'case.rating': {
    type: 'number',
    known: ALWAYS,
    about: '1–5, the last rating given since the case opened.',
  },
  'flow.id': { type: 'string', known: READ, about: 'The flow that waits for this message.' },
  'turn.outcome': {
    type: 'string',
    known: ANSWERED,
    values: ['answer', 'ask', 'clarify', 'abstain', 'handoff'],
    about: 'What the bot would do.',
  },
  'turn.deeper': {
    type: 'boolean',
    known: ANSWERED,
    about:
      'The bot’s last answer cited an article; the customer asks on about it, and the bot has nothing more to say.',
  },
  'turn.failure': {
    type: 'string',
    known: ['answer', 'failure'],
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
