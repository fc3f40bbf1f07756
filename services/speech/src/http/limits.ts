/** As OpenAI's. */
export const MOST_CHARACTERS = 4_096
/** An utterance, not a recording of a call. */
export const LONGEST_SECONDS = 60
/** A minute at 48 kHz, and the other fields. */
export const MOST_BYTES = 6 * 2 ** 20
/** Speakers at a time: each is a process. */
export const MOST_SPEAKING = 8
/** Names of vocabularies that are remembered. */
export const MOST_VOCABULARIES = 256
