import type { AgentFace, CallServerFrame, DtmfKey, Locale, ServerFrame, SessionEvent, Spoken } from '@baton/protocol'
import type { Env } from '../env.ts'
import type { Speaking } from './speech/speaking.ts'

/** Whose words are understood: the customer's, and those of each agent the customer hears. */
export type Speaker = 'customer' | AgentFace

/** What a conversation by voice needs of the call it runs in. The call owns sockets and legs; the conversation owns words. */
export interface TalkHost {
  now(): number
  /** Milliseconds since the call began. */
  elapsedMs(): number
  /**
   * Opens a new generation of the bot's track, under the fence of this moment: what is still played of older ones is
   * silenced. Once the baton moves on nothing of it is played any more.
   */
  nextGeneration(): number
  /** Pieces of 16 kHz mono of any length; the call cuts them into frames and paces them a little ahead of real time. */
  play(gen: number, samples: Int16Array): void
  /** Nothing more comes of this generation: what is left of it goes out, and its last frame says that it is the last. */
  finish(gen: number): void
  /** How long everything given of this generation takes, in all. */
  queuedMs(gen: number): number
  /** How much of that has not gone out yet; 0 of a generation that is over. */
  leftMs(gen: number): number
  /** Silences the customer's end now; nothing more of this generation, or an older one, is played. */
  clear(gen: number): void
  /** A caption to the customer and to the agents who are on the call; `say` to the customer only. */
  show(frame: Extract<CallServerFrame, { type: 'caption' | 'say' }>): void
  /** To agents only. */
  showAgents(frame: Extract<CallServerFrame, { type: 'signals' }>): void
  /** Says it in the session; resolves when it is in the log, rejects with a `BatonError` of the code it was refused with. */
  utter(who: Speaker, text: string, spoken: Spoken): Promise<SessionEvent['seq']>
  cut(ref: number, heard: number, playedMs: number): void
  /** The customer asked for a person without words. Asked for twice is asked for once. */
  requestPerson(): void
  /** Whether it is for the conversation to ask if the call may be recorded: nobody has said, and there is no screen that asks. */
  mustAskToRecord(): boolean
  /** They were asked before they speak with the agent who has called them: whatever the answer, they do now. */
  asked(): void
  /** What the customer said to that. */
  consent(granted: boolean, by: 'keys' | 'voice'): void
  hangUp(): void
}

/** A conversation by voice: hears samples and what happens in the session, and speaks for the bot. */
export interface Talk {
  /** 16 kHz mono as it came, in order; `speech` as the sender's own ears have it, absent where it has none. */
  heard(who: Speaker, samples: Int16Array, speech: boolean | undefined): void
  /** The customer's browser recognises by itself. */
  understood(frame: { turn: string; text: string; final: boolean; startMs: number; endMs: number }): void
  /** The customer's end was silenced at once, `playedMs` of the generation having been heard. */
  bargedIn(gen: number, playedMs: number): void
  played(gen: number, playedMs: number, whole: boolean): void
  /** For `0` the call itself has asked for a person already. */
  dtmf(key: DtmfKey): void
  /** Whatever the session shows its customer since the call began: events, deltas, signals. */
  seen(frame: Extract<ServerFrame, { type: 'event' | 'delta' | 'signal' }>): void
  /**
   * Whether the bot holds the baton, and the fence it would speak under. What is said of waiting for a person may be spoken
   * while the session is queued, too: the call plays it then, in a generation opened under that fence.
   */
  baton(holdsBot: boolean, fence: number): void
  /** An agent has called the customer, who has answered. True when they are asked first whether it may be recorded: `asked` tells when they were. */
  called(): boolean
  held(on: boolean): void
  end(): void
}

/** Who recognises what the customer says, or speaks for the bot. */
export type Engine = Extract<CallServerFrame, { type: 'welcome' }>['recognises']

/** What is known when the customer is on the line. */
export interface TalkOpening {
  env: Env
  workspace: string
  session: string
  call: string
  locale: Locale
  /** What the customer's browser does by itself. */
  engines: { recognises: boolean; speaks: boolean }
}

export interface OpenTalk {
  talk: Talk
  recognises: Engine
  speaks: Engine
  /** The gateway's own, where there is one. */
  voice: Speaking | null
}
