import type { Track } from '@baton/protocol/wire'
import type { JitterStats, VoicePiece } from './jitter-buffer.ts'
import type { Played } from './ledger.ts'

/** What the player is told … */
export type PlayerOrder =
  /** More is told by this port. */
  | { kind: 'port'; pieces: MessagePort }
  | ({ kind: 'piece'; track: Track } & VoicePiece)
  /** Of the bot: nothing older than `gen` is heard from here on. */
  | { kind: 'clear'; gen: number }
  /** Of the bot: silent, until `resume` or `clear`. */
  | { kind: 'pause' | 'resume' }
  /** Of the bot: nothing is known of what it said before. */
  | { kind: 'restart' }

/** … and what it is told: ten times a second, and at once when a generation of the bot's is over. */
export interface PlayerReport {
  over: Played[]
  /** Of the bot: the generation heard last and how much of it; whether any is heard or waits to be. */
  bot: { gen: number; playedMs: number; isSpeaking: boolean }
  tracks: Partial<Record<Track, JitterStats>>
  /** Of all that is heard, in dBov. */
  level: number
}
