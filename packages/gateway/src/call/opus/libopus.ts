import { FRAME_SAMPLES, PCM_RATE } from '@baton/protocol'
import { toInt16 } from '@baton/sound/pcm'
import module from './opus.wasm'

/** What the module exports, under the letters that its compiler gave them (`scripts/decoder-wasm.ts` keeps it as it is). */
interface Libopus {
  g: WebAssembly.Memory
  /** Once, before anything else. */
  h(): void
  /** A decoder, by rate, channels, streams, coupled streams, mapping, samples to skip, and whether mono becomes stereo. */
  i(...settings: [number, number, number, number, number, number, number]): number
  /** Memory of so many bytes. */
  j(bytes: number): number
  /** Samples that were decoded, as floats; negative: it is no packet. */
  k(decoder: number, packet: number, bytes: number, samples: number): number
}

function never(): never {
  throw new Error('libopus gave up')
}
/** Of its runtime it needs one thing; the rest belongs to timers, growing and exiting, which it does not do. */
const RUNTIME = { a: Math.cos, b: never, c() {}, d: never, e: () => 0, f: () => 0 }

/** RFC 6716, section 3.4: no packet is longer. */
const LONGEST_PACKET = 1_275
/** 120 ms at 48 kHz, the most that a packet may hold. */
const MOST_SAMPLES = 5_760

/** Decodes one stream of Opus. Holds about a megabyte for as long as it is held itself. */
export class Libopus16k {
  readonly #library: Libopus
  readonly #decoder: number
  readonly #packet: number
  readonly #samples: number

  constructor() {
    const { exports } = new WebAssembly.Instance(module, { a: RUNTIME })
    this.#library = exports as unknown as Libopus
    const { h, i, j, g } = this.#library
    h()
    const mapping = j(1)
    new Uint8Array(g.buffer)[mapping] = 0
    this.#decoder = i(PCM_RATE, 1, 1, 0, mapping, 0, 0)
    this.#packet = j(LONGEST_PACKET)
    this.#samples = j(MOST_SAMPLES * Float32Array.BYTES_PER_ELEMENT)
  }

  /** 20 ms at 16 kHz; null when the packet is none, or one of another length. */
  decode(packet: Uint8Array): Int16Array | null {
    if (packet.length === 0 || packet.length > LONGEST_PACKET) return null
    const { g, k } = this.#library
    new Uint8Array(g.buffer).set(packet, this.#packet)
    const count = k(this.#decoder, this.#packet, packet.length, this.#samples)
    return count === FRAME_SAMPLES ? toInt16(new Float32Array(g.buffer, this.#samples, count)) : null
  }
}
