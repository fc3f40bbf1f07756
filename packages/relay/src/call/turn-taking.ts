import { isBackChannel } from './back-channel.ts'

/** Times of a conversation by voice, in milliseconds. */
export const TURN_TIMES = {
  /** Silenced for nothing, the bot goes on when so long nobody has spoken and no word was understood … */
  resumeMs: 350,
  /** … and looks this often. Together with the 100 ms in which an end is noticed: 500. */
  tickMs: 50,
  /** Who spoke for longer has hardly coughed: the bot waits for what was understood, as long as that may take. */
  earnestMs: 1_000,
  unheardMs: 3_000,
  /** Shorter is a cough, a click or an "uh-huh". */
  shortMs: 350,
  /** Who says "yes" when less than this is left of what the bot says answers it. */
  nearEndMs: 1_500,
  /** Nobody says anything. */
  quietMs: 10_000,
  /** Keys are one number until none came for so long. */
  keysMs: 2_000,
  /** An answer that has not come by then does not come. */
  thinkingMs: 20_000,
  goodbyeMs: 6_000,
  /** Who has waited so long for a person is told that nobody is free yet: three agents could have answered by then. */
  nobodyFreeMs: 45_000,
} as const

/** What the call itself says; the words are in its dictionaries. */
export type CallWords =
  | 'areYouThere'
  | 'shallIStop'
  | 'goodbye'
  | 'notCaught'
  | 'offerPerson'
  | 'cannotHear'
  | 'findingPerson'
  | 'nobodyFree'
  | 'mayRecord'
  | 'recorded'
  | 'notRecorded'

export type TurnInput =
  /** Somebody's voice on the customer's side, words or none. */
  | { type: 'speech'; on: boolean }
  /** Of the recogniser: the words of a turn so far, or all of them. `leftMs`: what the bot still has to say. */
  | { type: 'words'; turn: string; text: string; final: boolean; leftMs: number }
  | { type: 'failed'; what: 'hearing' | 'speaking' }
  /** The customer's end was silenced by itself, at once. */
  | { type: 'barge' }
  | { type: 'dtmf'; key: string }
  /** The bot, or the call for itself, begins to speak or has ended. */
  | { type: 'speaking'; on: boolean }
  /** The bot has answered, aloud or not. */
  | { type: 'answered' }
  /** What the call itself has asked is answered, and that was for nobody else. */
  | { type: 'settled' }
  | { type: 'baton'; holdsBot: boolean }
  | { type: 'held'; on: boolean }
  | { type: 'tick' }

export type TurnOutput =
  /** The bot stops at once. What it has still to say is kept … */
  | { do: 'silence' }
  /** … and goes on from where it was cut off … */
  | { do: 'resume' }
  /** … or is not said any more: somebody else has the turn. */
  | { do: 'drop' }
  | { do: 'utter'; turn: string; text: string }
  | { do: 'say'; words: CallWords }
  | { do: 'person' }
  | { do: 'hang_up' }

export interface TurnState {
  holdsBot: boolean
  held: boolean
  /** `silenced`: somebody spoke over it, and whether in earnest is not known yet. */
  bot: 'silent' | 'speaking' | 'silenced'
  /** Since when the customer speaks, and how it was the last time. */
  speechAt: number | null
  lastSpeech: { endedAt: number; ms: number } | null
  /** Since when somebody's words are with the bot. */
  thinkingAt: number | null
  /** Since when nobody has anything to say. */
  quietAt: number
  /** How often it was asked whether somebody is there. */
  asked: number
  /** Turns in a row without a word. */
  misses: number
  failures: { hearing: number; speaking: number }
  keys: string
  keyAt: number
  /** How many numbers were keyed in, for their names. */
  numbers: number
  /** The call ends when this has been said. */
  endingAt: number | null
}

export const quietTurn = (now: number): TurnState => ({
  holdsBot: false,
  held: false,
  bot: 'silent',
  speechAt: null,
  lastSpeech: null,
  thinkingAt: null,
  quietAt: now,
  asked: 0,
  misses: 0,
  failures: { hearing: 0, speaking: 0 },
  keys: '',
  keyAt: 0,
  numbers: 0,
  endingAt: null,
})

/** What has happened, and what is done about it. */
export interface Taken {
  state: TurnState
  outputs: TurnOutput[]
}

/**
 * Who has the turn in a call. The bot is silent as soon as anybody speaks; whether that was meant, words tell: none, or an
 * "uh-huh", and it goes on where it was.
 */
export function takeTurn(state: TurnState, input: TurnInput, now: number): Taken {
  switch (input.type) {
    case 'speech':
      return input.on ? speechBegins(state, now) : speechEnds(state, now)
    case 'barge':
      return state.bot === 'speaking'
        ? { state: { ...state, bot: 'silenced' }, outputs: [{ do: 'silence' }] }
        : same(state)
    case 'words':
      return input.text.trim() === '' ? noWords(state, input, now) : words(state, input, now)
    case 'dtmf':
      return key(state, input.key, now)
    case 'speaking':
      return speaking(state, input.on, now)
    case 'answered':
      return same({ ...state, thinkingAt: null, quietAt: now })
    case 'settled':
      return { state: { ...state, bot: 'silent', quietAt: now, asked: 0, misses: 0 }, outputs: stopped(state) }
    case 'baton':
      return baton(state, input.holdsBot, now)
    case 'held':
      return same(input.on === state.held ? state : { ...state, held: input.on, quietAt: now })
    case 'failed':
      return failed(state, input.what)
    case 'tick':
      return tick(state, now)
  }
}

const same = (state: TurnState): Taken => ({ state, outputs: [] })

function speechBegins(state: TurnState, now: number): Taken {
  const heard = { ...state, speechAt: state.speechAt ?? now, quietAt: now, endingAt: null }
  return state.bot === 'speaking' ? { state: { ...heard, bot: 'silenced' }, outputs: [{ do: 'silence' }] } : same(heard)
}

function speechEnds(state: TurnState, now: number): Taken {
  if (state.speechAt === null) return same(state)
  return same({ ...state, speechAt: null, lastSpeech: { endedAt: now, ms: now - state.speechAt }, quietAt: now })
}

type Words = Extract<TurnInput, { type: 'words' }>

function words(state: TurnState, { turn, text, final, leftMs }: Words, now: number): Taken {
  const isBotsTurn = state.bot !== 'silent'
  if (isBotsTurn && leftMs > TURN_TIMES.nearEndMs && isBackChannel(text)) return final ? resumed(state) : same(state)
  const outputs: TurnOutput[] = [...stopped(state)]
  const heard = {
    ...state,
    bot: 'silent' as const,
    quietAt: now,
    asked: 0,
    misses: 0,
    failures: { ...state.failures, hearing: 0 },
    endingAt: null,
  }
  if (!final) return { state: heard, outputs }
  outputs.push({ do: 'utter', turn, text: text.trim() })
  return { state: { ...heard, thinkingAt: state.holdsBot ? now : null }, outputs }
}

/** The bot's turn is over: it is silent, and forgets what it had to say. */
const stopped = ({ bot }: TurnState): TurnOutput[] => {
  if (bot === 'silent') return []
  return bot === 'speaking' ? [{ do: 'silence' }, { do: 'drop' }] : [{ do: 'drop' }]
}

const resumed = (state: TurnState): Taken =>
  state.bot === 'silenced' ? { state: { ...state, bot: 'speaking' }, outputs: [{ do: 'resume' }] } : same(state)

function noWords(state: TurnState, { final }: Words, now: number): Taken {
  if (!final) return same(state)
  if (state.bot !== 'silent') return resumed(state)
  const ms = state.lastSpeech?.ms ?? (state.speechAt === null ? 0 : now - state.speechAt)
  if (!mayAsk(state) || ms < TURN_TIMES.shortMs) return same(state)
  const misses = state.misses + 1
  const next = { ...state, misses, quietAt: now }
  if (misses <= 2) return say(next, 'notCaught')
  return misses === 3 ? say(next, 'offerPerson') : same(next)
}

const mayAsk = ({ holdsBot, held, thinkingAt }: TurnState): boolean => holdsBot && !held && thinkingAt === null

const say = (state: TurnState, each: CallWords): Taken => ({ state, outputs: [{ do: 'say', words: each }] })

function key(state: TurnState, pressed: string, now: number): Taken {
  const outputs = stopped(state)
  const next: TurnState = { ...state, bot: 'silent', quietAt: now, asked: 0, misses: 0, endingAt: null, keyAt: now }
  if (pressed === '0' && state.keys === '' && state.holdsBot)
    return { state: next, outputs: [...outputs, { do: 'person' }] }
  if (pressed === '*') return { state: { ...next, keys: '' }, outputs }
  if (pressed !== '#') return { state: { ...next, keys: state.keys + pressed }, outputs }
  const ended = number(next, now)
  return { ...ended, outputs: [...outputs, ...ended.outputs] }
}

/** What was keyed in is said. */
function number(state: TurnState, now: number): Taken {
  if (state.keys === '') return same(state)
  const numbers = state.numbers + 1
  return {
    state: { ...state, keys: '', numbers, thinkingAt: state.holdsBot ? now : null },
    outputs: [{ do: 'utter', turn: `keys${numbers}`, text: state.keys }],
  }
}

function speaking(state: TurnState, on: boolean, now: number): Taken {
  if (on) {
    // Somebody is speaking as it begins: it waits.
    if (state.speechAt !== null && state.bot === 'silent')
      return { state: { ...state, bot: 'silenced' }, outputs: [{ do: 'silence' }] }
    return same({ ...state, bot: state.bot === 'silent' ? 'speaking' : state.bot })
  }
  if (state.bot !== 'speaking') return same(state)
  const quiet: TurnState = { ...state, bot: 'silent', quietAt: now, failures: { ...state.failures, speaking: 0 } }
  return state.endingAt === null ? same(quiet) : { state: { ...quiet, endingAt: null }, outputs: [{ do: 'hang_up' }] }
}

function baton(state: TurnState, holdsBot: boolean, now: number): Taken {
  if (holdsBot === state.holdsBot) return same(state)
  const next: TurnState = { ...state, holdsBot, thinkingAt: null, quietAt: now, asked: 0, misses: 0, endingAt: null }
  if (holdsBot) return same(next)
  return { state: { ...next, bot: 'silent' }, outputs: stopped(state) }
}

/** Whatever hears or speaks is slow or down. It is said once; the second time a person comes who needs neither. */
function failed(state: TurnState, what: 'hearing' | 'speaking'): Taken {
  const times = state.failures[what] + 1
  const next = { ...state, failures: { ...state.failures, [what]: times } }
  if (!state.holdsBot) return same(next)
  if (times === 2) return { state: next, outputs: [{ do: 'person' }] }
  return times === 1 && what === 'hearing' ? say(next, 'cannotHear') : same(next)
}

function tick(state: TurnState, now: number): Taken {
  const { resumeMs, earnestMs, unheardMs, keysMs, thinkingMs, quietMs, goodbyeMs } = TURN_TIMES
  if (state.keys !== '' && now - state.keyAt >= keysMs) return number(state, now)
  const { lastSpeech, speechAt } = state
  const isEarnest = lastSpeech !== null && lastSpeech.ms >= earnestMs
  const nothingMs = now - (lastSpeech?.endedAt ?? state.quietAt)
  if (state.bot === 'silenced' && speechAt === null && nothingMs >= (isEarnest ? unheardMs : resumeMs))
    return resumed(state)
  if (state.thinkingAt !== null && now - state.thinkingAt >= thinkingMs)
    return same({ ...state, thinkingAt: null, quietAt: now })
  // Nobody tells that it was heard: it is over all the same.
  if (state.endingAt !== null && now - state.endingAt >= goodbyeMs)
    return { state: { ...state, endingAt: null }, outputs: [{ do: 'hang_up' }] }
  const isQuiet = state.bot === 'silent' && speechAt === null && state.keys === '' && state.endingAt === null
  if (!mayAsk(state) || !isQuiet || now - state.quietAt < quietMs) return same(state)
  const next = { ...state, asked: state.asked + 1, quietAt: now }
  if (state.asked < 2) return say(next, 'areYouThere')
  return state.asked === 2 ? say(next, 'shallIStop') : say({ ...next, endingAt: now }, 'goodbye')
}
