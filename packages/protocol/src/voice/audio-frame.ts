/**
 * Audio on a call's socket: binary frames with a header of 12 bytes, little-endian, and the payload at an even offset, so that
 * samples are viewed without a copy.
 *
 * ```
 * 0  u8   version (high 4 bits) | kind (low 4 bits)
 * 1  u8   codec (high 4 bits) | flags (low 4 bits)
 * 2  u8   track
 * 3  u8   generation of what is played: a receiver drops frames of an older one than the last `clear`
 * 4  u16  number of the frame on its track
 * 6  u16  level, -8 × dBov: 0 is as loud as can be
 * 8  u32  samples of the codec's rate since the track began
 * 12      payload
 * ```
 */
export const AUDIO_HEADER_BYTES = 12
export const AUDIO_VERSION = 1

/** `comfort`: nothing is said, a frame every 200 ms; it has no payload. */
export const AUDIO_KINDS = { audio: 1, comfort: 3 } as const
export type AudioKind = keyof typeof AUDIO_KINDS

/** Samples a second of each codec. PCM is 16 bit; every peer takes `pcm16`. */
export const CODECS = {
  pcm16: { code: 1, rate: 16_000 },
  opus: { code: 2, rate: 48_000 },
  mulaw8: { code: 3, rate: 8_000 },
} as const
export type Codec = keyof typeof CODECS

/** `colleague`: an agent beside the one who has the session. A participant sends on their own; agents as `agent`, whichever they are. */
export const TRACKS = { customer: 0, bot: 1, agent: 2, colleague: 3, supervisor: 4 } as const
export type Track = keyof typeof TRACKS

/** First frame after silence; the sender's own ears take it for speech; nothing follows in this generation. */
export const AUDIO_FLAGS = { start: 1, speech: 2, end: 4 } as const

/** Says that a frame, as it was sent, is of another track: who relays it knows better where its sender sits. */
export const retracked = (frame: ArrayBuffer, track: Track): ArrayBuffer => {
  const copy = frame.slice(0)
  new DataView(copy).setUint8(2, TRACKS[track])
  return copy
}

/** Audio is cut into pieces of this length. */
export const FRAME_MS = 20
/** As long as nothing is said, one frame tells so this often. */
export const COMFORT_MS = 200
export const PCM_RATE = CODECS.pcm16.rate
/** Samples of one frame of `pcm16`. */
export const FRAME_SAMPLES = (PCM_RATE * FRAME_MS) / 1_000

export interface AudioFrame {
  kind: AudioKind
  codec: Codec
  track: Track
  /** Of {@link AUDIO_FLAGS}. */
  flags: number
  /** 0–255, comes round again. */
  gen: number
  /** 0–65535, comes round again. */
  seq: number
  /** -8 × dBov. */
  level: number
  /** In samples, comes round again after 2³². */
  ts: number
  payload: Uint8Array<ArrayBuffer>
}

/** A frame as it is sent. */
export function encodeAudio(frame: AudioFrame): ArrayBuffer {
  const buffer = new ArrayBuffer(AUDIO_HEADER_BYTES + frame.payload.byteLength)
  const view = new DataView(buffer)
  view.setUint8(0, (AUDIO_VERSION << 4) | AUDIO_KINDS[frame.kind])
  view.setUint8(1, (CODECS[frame.codec].code << 4) | frame.flags)
  view.setUint8(2, TRACKS[frame.track])
  view.setUint8(3, frame.gen)
  view.setUint16(4, frame.seq, true)
  view.setUint16(6, frame.level, true)
  view.setUint32(8, frame.ts, true)
  new Uint8Array(buffer, AUDIO_HEADER_BYTES).set(frame.payload)
  return buffer
}

/** A frame as it came; null when it is none. The payload is a view of `buffer`. */
export function decodeAudio(buffer: ArrayBuffer): AudioFrame | null {
  if (buffer.byteLength < AUDIO_HEADER_BYTES) return null
  const view = new DataView(buffer)
  const first = view.getUint8(0)
  const second = view.getUint8(1)
  const kind = nameOf(AUDIO_KINDS, first & 0xf)
  const codec = codecOf(second >> 4)
  const track = nameOf(TRACKS, view.getUint8(2))
  if (first >> 4 !== AUDIO_VERSION || !kind || !codec || !track) return null
  return {
    kind,
    codec,
    track,
    flags: second & 0xf,
    gen: view.getUint8(3),
    seq: view.getUint16(4, true),
    level: view.getUint16(6, true),
    ts: view.getUint32(8, true),
    payload: new Uint8Array(buffer, AUDIO_HEADER_BYTES),
  }
}

/** How far `next` is after `before` in numbers of `bits` that come round again: negative when it is older. */
export function stepsAfter(next: number, before: number, bits: 8 | 16 | 32): number {
  const round = 2 ** bits
  const steps = (((next - before) % round) + round) % round
  return steps < round / 2 ? steps : steps - round
}

// Fifty frames a second are looked up each way, so nothing is made for it; nor is a map made when this is loaded, which
// pages that never call would carry.
function codecOf(code: number): Codec | undefined {
  for (const codec in CODECS) if (CODECS[codec as Codec].code === code) return codec as Codec
  return undefined
}

function nameOf<Name extends string>(names: Record<Name, number>, code: number): Name | undefined {
  for (const name in names) if (names[name] === code) return name
  return undefined
}
