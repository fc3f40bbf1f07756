import { tonesOf } from './dtmf-keys.ts'

/** A key's two tones, as loud as telephones make them. Throws a RangeError where there is no such key. */
export function dtmfTone(key: string, rate: number, durationMs: number, dBov = -13): Int16Array<ArrayBuffer> {
  const tones = tonesOf(key)
  if (!tones) throw new RangeError(`There is no key ${key}.`)
  return shaped(rate, durationMs, EDGE_MS, (seconds) => sines(tones, dBov, seconds))
}

/** What is heard while the other side rings, with its pause: to be played in a loop (ITU-T E.180, and its list). */
export function ringBack(rate: number, country: keyof typeof RINGS = 'eu', dBov = -24): Int16Array<ArrayBuffer> {
  const { tones, onMs, offMs } = RINGS[country]
  const ring = new Int16Array(Math.round((rate * (onMs + offMs)) / 1000))
  ring.set(shaped(rate, onMs, EDGE_MS, (seconds) => sines(tones, dBov, seconds)))
  return ring
}

/**
 * What is heard on hold: two soft notes and a rest, to be played in a loop. It begins and ends in silence, so the loop
 * has no click, and is quiet enough to wait with for minutes.
 */
export function holdTone(rate: number, dBov = -32): Int16Array<ArrayBuffer> {
  const loop = new Int16Array(Math.round((rate * HOLD_MS) / 1000))
  for (const { hz, atMs } of HOLD_NOTES) {
    const note = shaped(rate, NOTE_MS, NOTE_MS / 2, (seconds) => sines([hz], dBov, seconds))
    loop.set(note, Math.round((rate * atMs) / 1000))
  }
  return loop
}

const RINGS = {
  us: { tones: [440, 480], onMs: 2000, offMs: 4000 },
  cn: { tones: [450], onMs: 1000, offMs: 4000 },
  eu: { tones: [425], onMs: 1000, offMs: 4000 },
} as const

/** So short that nobody hears it as a slope, so long that nobody hears a click. */
const EDGE_MS = 5
const HOLD_MS = 4000
const NOTE_MS = 900
const HOLD_NOTES = [
  { hz: 392, atMs: 0 },
  { hz: 523.25, atMs: 1000 },
] as const

/** Tones of equal strength that are that loud together. */
const sines = (tones: readonly number[], dBov: number, seconds: number): number =>
  10 ** (dBov / 20) *
  Math.sqrt(2 / tones.length) *
  tones.reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * seconds), 0)

/** Faded in and out over `edgeMs`. */
function shaped(
  rate: number,
  durationMs: number,
  edgeMs: number,
  at: (seconds: number) => number,
): Int16Array<ArrayBuffer> {
  const length = Math.round((rate * durationMs) / 1000)
  const edge = (rate * edgeMs) / 1000
  return Int16Array.from({ length }, (_, index) => {
    const inside = Math.min(1, Math.min(index, length - 1 - index) / edge)
    return Math.round(32_767 * at(index / rate) * (0.5 - 0.5 * Math.cos(Math.PI * inside)))
  })
}
