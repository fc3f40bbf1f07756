import type { CallServerFrame, DtmfKey, ServerFrame, SessionEvent, Spoken, Track } from '@baton/protocol'

/** What a conversation by voice needs of the call it runs in. The call owns sockets and legs; the conversation owns words. */
export interface TalkHost {
  now(): number
  /** Milliseconds since the call began. */
  elapsedMs(): number
  /** Opens a new generation of the bot's track: what is still played of older ones is silenced. */
  nextGeneration(): number
  /** Pieces of 16 kHz mono of any length; the call cuts them into frames and paces them a little ahead of real time. */
  play(gen: number, samples: Int16Array): void
  /** How long everything played of this generation takes, and whether the last frame of it has gone out. */
  queuedMs(gen: number): number
  /** Silences the customer's end now. */
  clear(gen: number): void
  /** To the customer and, when they are on the call, to the agent. */
  show(frame: Extract<CallServerFrame, { type: 'caption' | 'say' }>): void
  /** To the agent only. */
  showAgent(frame: Extract<CallServerFrame, { type: 'signals' }>): void
  /** Says it in the session; resolves when it is in the log, rejects with the code it was refused with. */
  utter(track: 'customer' | 'agent', text: string, spoken: Spoken): Promise<SessionEvent['seq']>
  cut(ref: number, heard: number, playedMs: number): void
  /** The customer pressed 0 or asked for a person without words. */
  requestPerson(): void
  hangUp(): void
}

/** A conversation by voice: hears samples and what happens in the session, and speaks for the bot. */
export interface Talk {
  /** 16 kHz mono as it came, in order; `speech` as the sender's own ears have it, absent where it has none. */
  heard(track: Extract<Track, 'customer' | 'agent'>, samples: Int16Array, speech: boolean | undefined): void
  /** The customer's browser recognises by itself. */
  understood(frame: { turn: string; text: string; final: boolean; startMs: number; endMs: number }): void
  /** The customer's end was silenced at once, `playedMs` of the generation having been heard. */
  bargedIn(gen: number, playedMs: number): void
  played(gen: number, playedMs: number, whole: boolean): void
  dtmf(key: DtmfKey): void
  /** Whatever the session shows its customer: events, deltas, signals. */
  seen(frame: Extract<ServerFrame, { type: 'event' | 'delta' | 'signal' }>): void
  /** Whether the bot may speak, by the fence it would speak under. */
  baton(holdsBot: boolean, fence: number): void
  held(on: boolean): void
  end(): void
}
