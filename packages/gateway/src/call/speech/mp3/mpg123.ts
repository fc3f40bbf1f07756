import { toInt16 } from '@baton/sound/pcm'
import module from './mpg123.wasm'

/** What the module exports, under the letters that its compiler gave them (`scripts/decoder-wasm.ts` keeps it as it is). */
interface Mpg123 {
  k: WebAssembly.Memory
  /** Once, before anything else. */
  l(): void
  /** Memory of so many bytes. */
  m(bytes: number): number
  /** Writes where the decoder is; whether the silence that coding adds is left out. 0 when it is there. */
  p(decoder: number, isGapless: number): number
  /** So many bytes more. */
  q(decoder: number, bytes: number, count: number): number
  /** Writes samples of one channel after the other, how many of each, their rate, and what is wrong. */
  r(decoder: number, samples: number, most: number, count: number, rate: number, problem: number): number
}

function never(): never {
  throw new Error('mpg123 gave up')
}
/** Of its runtime it needs nothing: the rest belongs to timers, files and exiting, which it does not do. */
const RUNTIME = {
  a: never,
  b() {},
  c: never,
  d: () => 0,
  e: () => 0,
  f: () => 0,
  g: () => 0,
  h: () => 0,
  i: () => 0,
  j: () => 0,
}

const INPUT_BYTES = 16_384
const OUTPUT_SAMPLES = 2 * 1_152 * 16
const NEEDS_MORE = -10
const NEW_FORMAT = -11
/** Longer than a sentence is said for. */
const MOST_SAMPLES = 48_000 * 120

/** A whole MP3, its channels mixed into one; null when it is none, or one that is broken. */
export function decodedMp3(bytes: Uint8Array): { rate: number; samples: Int16Array } | null {
  const library = new WebAssembly.Instance(module, { a: RUNTIME }).exports as unknown as Mpg123
  const { k: memory, l: begin, m: allocate, p: open, q: feed, r: read } = library
  begin()
  const [input, output] = [allocate(INPUT_BYTES), allocate(OUTPUT_SAMPLES * Float32Array.BYTES_PER_ELEMENT)]
  const [handle, count, rate, problem] = [allocate(4), allocate(4), allocate(4), allocate(4)]
  const numberAt = (place: number): number => new DataView(memory.buffer).getUint32(place, true)
  if (open(handle, 1) !== 0) return null
  const decoder = numberAt(handle)
  const made: Float32Array[] = []
  let length = 0
  for (let from = 0; from < bytes.length; from += INPUT_BYTES) {
    const piece = bytes.subarray(from, from + INPUT_BYTES)
    new Uint8Array(memory.buffer).set(piece, input)
    let state = feed(decoder, input, piece.length)
    while (state !== NEEDS_MORE) {
      new DataView(memory.buffer).setUint32(count, 0, true)
      state = read(decoder, output, OUTPUT_SAMPLES, count, rate, problem)
      if (state !== 0 && state !== NEW_FORMAT && state !== NEEDS_MORE) return null
      const samples = numberAt(count)
      // Neither sound nor a word of why there is none.
      if (state === 0 && samples === 0) return null
      length += samples
      if (length > MOST_SAMPLES) return null
      made.push(mixed(new Float32Array(memory.buffer, output, 2 * samples)))
    }
  }
  return length === 0 ? null : { rate: numberAt(rate), samples: toInt16(joined(made, length)) }
}

/** One channel of two that stand one after the other. */
function mixed(channels: Float32Array): Float32Array {
  const samples = channels.length / 2
  return Float32Array.from({ length: samples }, (_, at) => ((channels[at] ?? 0) + (channels[samples + at] ?? 0)) / 2)
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
