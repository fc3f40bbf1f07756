import { mayHoldPart } from './prefilter.ts'
import type { Redacted } from './redacted.ts'

/** One message of a sender, as it is stored: masked already. `at` in milliseconds. */
export interface Said {
  seq: number
  text: Redacted
  at: number
  /** It was said aloud. */
  spoken?: true
}

/** A number may be spread over this many messages of one sender … */
const MESSAGES = 5
/** … within this time. */
const WINDOW_MS = 120_000

/**
 * The messages of one sender in which the next one's number may have begun: those with digits, and the last one, which may
 * ask for or announce it. Per sender, oldest first; a host may keep it in memory and fold it anew from the stored texts.
 */
export const slide = (window: readonly Said[], said: Said): Said[] =>
  [...recent(window, said.at).filter(({ text }) => mayHoldPart(text)), said].slice(1 - MESSAGES)

/** What of the window is not too old for a message of `at`. */
export const recent = (window: readonly Said[], at: number): Said[] =>
  window.filter((said) => at - said.at <= WINDOW_MS)
