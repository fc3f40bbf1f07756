/** Keys of a telephone. `0` asks for a person. */
export const DTMF_KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const

/** From this arousal on, as far as it is to be believed, a voice makes unhappy words weigh more. Alone it is no anger. */
export const AROUSED = 0.5

/** Caps and times of a call, in milliseconds unless a name says otherwise. */
export const CALL_LIMITS = {
  /** A dropped line may be taken up again within this time. */
  resumeMs: 30_000,
  /** Whom an agent calls has this long to answer. */
  ringMs: 45_000,
  /** Frames of both kinds that one line may send in a second. */
  framesPerSecond: 120,
  frameBytes: 8 * 1024,
  /** A recording is stored in pieces, and a crash loses no more than one of them. */
  recordingMs: 60_000,
} as const
