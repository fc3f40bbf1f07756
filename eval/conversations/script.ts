import type { Locale } from '@baton/protocol'
import type { Customer } from './rehearsal.ts'

type Does = 'answer' | 'ask' | 'clarify' | 'abstain' | 'handoff'

/** What is expected of the bot after a line. What is not mentioned is not looked at, but for `rule`: no other may fire. */
export interface Expected {
  /** Several, where each of them is well done: what is on the bar is not tested here. */
  does?: Does | Does[]
  intent?: string
  /** An article that is quoted. */
  article?: string
  /** The flow that is under way afterwards; null: none is. */
  flow?: string | null
  /** Rules that fire; absent: none does. */
  rule?: string | string[]
  /** Actions that were made, as `action` or `action: code` where it was refused. */
  did?: string[]
  /** Patterns of what the bot says, case aside, and of what it must not. */
  says?: string | string[]
  /** The bot says what it said before, word for word; absent: it does not. */
  same?: true
  never?: string | string[]
}

/** A line of a conversation: one thing that happens, and what is expected after it. */
export interface Line extends Expected {
  /** The customer writes. */
  say?: string
  /** With a picture. */
  photo?: true
  press?: 'person' | 'stop waiting'
  rate?: number
  /** An agent takes over, says this, and gives the session back or, with `settled`, closes the case. */
  agent?: string
  settled?: true
  /** Seconds pass. */
  wait?: number
  /** The shop's system breaks down, or is mended. */
  shop?: 'down' | 'up'
}

export interface Script {
  name: string
  locale: Locale
  /** Who is signed in; absent: a guest. */
  customer?: Customer
  /** Intents that the daily review has found the bot not capable of. */
  flagged?: string[]
  lines: Line[]
}

/** A script as written: a line that is a text is said by the customer. */
type Written = Omit<Script, 'lines'> & { lines: (string | Line)[] }

export const scriptsOf = (written: readonly Written[]): Script[] =>
  written.map((script) => ({
    ...script,
    lines: script.lines.map((line) => (typeof line === 'string' ? { say: line } : line)),
  }))
