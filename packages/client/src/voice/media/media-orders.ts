import type { CallClientFrame, CallServerFrame, Track } from '@baton/protocol/wire'
import type { LineState, TransportAddress } from '../transport/transport.ts'

/** What the page tells whoever carries its sound … */
export type MediaOrder =
  | ({ kind: 'begin'; track: Track } & MediaPorts)
  | ({ kind: 'open'; line: number } & TransportAddress)
  | { kind: 'send'; line: number; frame: CallClientFrame }
  | { kind: 'close'; line: number }
  /** Whether what is heard is kept back, and signs of life leave in its place. */
  | { kind: 'silent'; on: boolean }
  /** What leaves, leaves in Opus. */
  | { kind: 'opus' }
  /** Whoever spoke on the tracks is another now. */
  | { kind: 'restart' }
  | { kind: 'end' }

/** … and what it is told. */
export type MediaNews =
  | { kind: 'ready' }
  | { kind: 'open'; line: number }
  | { kind: 'control'; line: number; frame: CallServerFrame }
  | { kind: 'state'; line: number; state: LineState }
  | { kind: 'closed'; line: number; isFinal: boolean; code: number }
  /** As was ordered, and what was said last has left. */
  | { kind: 'ended' }

/** To the worklets: frames of the microphone come by one, pieces for the loudspeaker leave by the other. */
export interface MediaPorts {
  capture: MessagePort
  player: MessagePort
}
