/** A call as a carrier's webhook tells of it. */
export interface CarrierCall {
  /** The carrier's id of it. */
  call: string
  /** Numbers as the carrier has them, usually E.164; who withholds theirs has a word there. */
  from: string
  to: string
  direction: 'in' | 'out'
}

/** Somebody who is to be called. Both addresses are ours, and are asked by the carrier. */
export interface Dial {
  from: string
  to: string
  /** What to do, once they answer. */
  voiceUrl: string
  /** How it goes on. */
  statusUrl: string
  ringSeconds: number
}

export type CallProgress = 'ringing' | 'answered' | 'ended' | 'busy' | 'missed' | 'failed'

/** Below the carrier's own host. */
export interface CarrierRequest {
  path: string
  init: RequestInit
}
