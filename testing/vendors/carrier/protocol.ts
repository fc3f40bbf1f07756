import type { WebhookRequest } from '../control.ts'

/** What a carrier's customer has entered: its account, and what its requests are signed with. */
export interface CarrierAccount {
  vendor: 'twilio' | 'jambonz'
  accountSid: string
  /** Twilio's auth token, jambonz's webhook secret. */
  secret: string
}

/** A call between a number of somebody and one of the account. */
export interface CallOf {
  sid: string
  from: string
  to: string
  direction: 'in' | 'out'
}

/** What the answer to a voice webhook wants to be done. */
export type Instruction =
  | { do: 'stream'; url: string; rate: number; parameters: Record<string, string>; actionHook?: string }
  | { do: 'reject'; reason: string }
  | { do: 'hang-up' }

/** What was said to the carrier on a stream. `wrong`: nothing it documents. */
export type Told =
  | { type: 'audio'; samples: Int16Array }
  | { type: 'mark'; name: string }
  | { type: 'clear' }
  | { type: 'end' }
  | { type: 'wrong'; why: string }

/** One carrier's own words, for one call. */
export interface Protocol {
  /** Samples a second on its stream. */
  rate: number
  /** Asks what is to be done with the call. */
  asks(url: string, call: CallOf, status: string): WebhookRequest
  instruction(body: string): Instruction
  /** With what it opens the stream's socket. */
  upgrade(url: string): { protocols: string[]; headers: Record<string, string> }
  /** What it says before any sound. */
  opening(call: CallOf, parameters: Record<string, string>): string[]
  audio(samples: Int16Array): string | Uint8Array
  key(key: string): string
  marked(name: string, isPlayed: boolean): string
  /** Before it closes the socket; null where closing says it. */
  closing(call: CallOf): string | null
  read(message: string | Uint8Array): Told
  /** How a call is, as it names it. */
  statuses: Record<'ringing' | 'answered' | 'ended' | 'busy' | 'missed' | 'failed', string>
}
