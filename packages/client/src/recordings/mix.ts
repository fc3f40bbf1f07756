import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { readMulawWav, writeMulawWav } from '@baton/sound/mulaw-wav'

/** One voice of a call, from when on since the call began: a WAV as the gateway keeps it. */
export interface VoicePiece {
  startMs: number
  wav: Uint8Array
}

/**
 * The voices of a call, each where it was said, as one WAV that begins with the call: a second of it is a second of the call.
 * Null when there is nothing that could be read.
 */
export function mixed(pieces: readonly VoicePiece[]): Uint8Array<ArrayBuffer> | null {
  const read = pieces.flatMap(({ startMs, wav }) => {
    const voice = readMulawWav(wav)
    return voice ? [{ ...voice, from: Math.round((startMs * voice.rate) / 1_000) }] : []
  })
  const [first] = read
  if (!first) return null
  const length = Math.max(...read.map(({ from, codes }) => from + codes.length))
  const all = new Uint8Array(length).fill(SILENCE)
  for (const { from, codes } of read) {
    const place = all.subarray(from, from + codes.length)
    const there = decodeMulaw(place)
    const said = decodeMulaw(codes)
    for (let at = 0; at < said.length; at += 1) {
      const sum = (there[at] ?? 0) + (said[at] ?? 0)
      there[at] = Math.max(-32_768, Math.min(32_767, sum))
    }
    place.set(encodeMulaw(there))
  }
  return writeMulawWav({ rate: first.rate, codes: all })
}

/** µ-law of nothing. */
const SILENCE = 0xff
