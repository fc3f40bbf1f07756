import type { DtmfKey } from '@baton/protocol'

/** What is said on a carrier's media stream, in our words. */
export type CarrierEvent =
  | { type: 'start'; start: CarrierStart }
  /** Of whom is on the telephone, at the dialect's rate. */
  | { type: 'audio'; samples: Int16Array }
  | { type: 'key'; key: DtmfKey }
  /** What was sent before the mark has been played, or was thrown away. Which of the two is not to be relied on. */
  | { type: 'mark'; name: string }
  | { type: 'stop' }

export interface CarrierStart {
  /** The carrier's id of the call. */
  call: string
  /** What our answer to its webhook told the stream to bring along. */
  parameters: Readonly<Record<string, string>>
}

export type CarrierMessage = string | Uint8Array<ArrayBuffer>

/** How one carrier's media stream speaks. It belongs to one socket, whose start it remembers. */
export interface Dialect {
  /** Samples a second, in both directions; known from the start on. */
  readonly rate: number
  /** Null for what it says besides, and for what is not as documented: a stream goes on without it. */
  read(message: string | ArrayBuffer): CarrierEvent | null
  /** To be played after all that was sent before. */
  audio(samples: Int16Array): CarrierMessage
  /** Comes back when everything before it has been played. */
  mark(name: string): CarrierMessage
  /** Throws away what is not yet played. */
  clear(): CarrierMessage
  /** Said before the socket is closed, which ends the call; null where closing says it all. */
  end(): CarrierMessage | null
}
