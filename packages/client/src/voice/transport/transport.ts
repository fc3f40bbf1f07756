import type { CallClientFrame, CallServerFrame } from '@baton/protocol/wire'
import type { Emitter } from '../../emitter.ts'

/** How the line does. */
export interface LineState {
  /** There and back; null until it was measured. */
  rttMs: number | null
  /** What the gateway's clock is ahead of ours. */
  clockOffsetMs: number
  /** Audio that waits to leave. */
  waitingMs: number
}

export interface TransportEvents {
  open: undefined
  control: CallServerFrame
  /** Nothing comes any more. `isFinal`: another try would be refused, too. */
  closed: { isFinal: boolean; code: number }
}

/** A way for the frames of a call, and, once it is welcomed, for its sound. Today a WebSocket; WebRTC would be another. */
export interface VoiceTransport {
  on: Emitter<TransportEvents>['on']
  readonly line: LineState
  /** Whether it could be handed over. */
  send(frame: CallClientFrame): boolean
  close(): void
}

export interface TransportAddress {
  url: string
  ticket: string
}

export type OpenTransport = (address: TransportAddress) => VoiceTransport
