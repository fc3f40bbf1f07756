import type { Fact } from './brief.ts'
import type { Locale } from './locale.ts'
import type { FlowState, Reason } from './reading.ts'
import type { Citation, Option } from './reply.ts'

interface Common {
  why: Reason[]
  /** The flow to go on with at the next message, or the one that just ended; null leaves it. */
  flow: FlowState | null
  /** What flows were told in this turn, for the person who may take over. A label said again takes the place of the older. */
  facts?: Fact[]
}

/** What the bot would do about a reading. The relay's rules may overrule it before any of it is shown. */
export type Decision =
  | (Common & { do: 'answer'; sentences: string[]; citations: Citation[]; options: Option[]; confidence: number })
  /** The flow needs something from the customer. */
  | (Common & { do: 'ask'; sentences: string[]; options: Option[] })
  /** The flow needs a business action; its result comes back with the next call of `answer`. */
  | (Common & { do: 'act'; action: string; input: Record<string, string> })
  /** Two readings are close: one question to tell them apart. */
  | (Common & { do: 'clarify'; sentences: string[]; options: Option[] })
  /** It does not know, and says so. */
  | (Common & { do: 'abstain'; sentences: string[]; options: Option[] })
  /** A flow ends with a person. */
  | (Common & { do: 'handoff'; sentences: string[] })

export type ActionResult = { action: string } & (
  | { ok: true; data: unknown }
  /** `code` is stable: `not_found`, `timeout`, `unavailable`, `refused`, `malformed`, `forbidden`. */
  | { ok: false; code: string }
)

/** Everything the bot may know besides the message. */
export interface BotContext {
  /** The language spoken so far in this case; a message too short to tell keeps it. */
  locale: Locale
  /** Earlier customer messages of this case, oldest first. */
  earlier: string[]
  flow: FlowState | null
  /** Whether the bot's last turn was a clarifying question. */
  clarified: boolean
  /**
   * Who is signed in. `id` is the host site's and null for a guest; `vip` by the token or the tier; `proved` are the purposes they have proved who they are
   * for.
   */
  customer: { name: string | null; tier: string | null; id?: string | null; vip?: boolean; proved?: string[] }
  /** The case before this one: what it was about, and what was known of it. */
  previous?: { want: string | null; facts: Fact[] }
  /**
   * Since the case was opened again, at `at`: how many of `earlier` were said before that, and what was known then and has
   * not been said since.
   */
  reopened?: { at: number; earlier: number; facts: Fact[] }
  /** What is known of this case. */
  facts?: Fact[]
  /** How many answers the bot has given in this case: varies its wording, so that it does not sound like a record. */
  turns?: number
  /** The messages were spoken, in a call. */
  spoken?: true
  /** How agitated they sounded, 0–1, as far as that is to be believed. */
  arousal?: number
  /** How many files came with the messages. */
  files?: number
  /** When the messages came, in milliseconds since 1970 UTC. Absent: no date is read, no article has expired, none is still to come. */
  now?: number
  /**
   * Nearest articles as an embedding provider ordered the brain's `candidates`, best first. Absent: as their words order
   * them.
   */
  nearest?: { article: string; score: number; passage?: number }[]
  /** When the customer's last messages came, this turn's included, oldest first. In milliseconds, like `now`. */
  times?: readonly number[]
  /** How the case's last messages before this one scored, oldest first. */
  scores?: readonly number[]
}
