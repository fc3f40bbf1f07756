import { join } from 'node:path'
import koffi from 'koffi'
import { MODEL } from '../installed.ts'
import { binding, type Handle } from './binding.ts'
import { COEFFICIENTS } from './cepstra.ts'

/** A decoder leaves silences out; here every recording of the same words has as many frames. */
const SETTINGS = ['str', '-remove_silence', 'str', 'no', 'void *', null] as const

/** What the model listens with: sound in, cepstra out. Holds memory outside the heap until it is closed. */
export class Ear {
  readonly #ear: Handle
  readonly #configuration: Handle

  constructor() {
    const { argumentsOf, configuration, configurationOf, openEar } = binding()
    const file = join(MODEL, 'feat.params')
    this.#configuration = configurationOf(configuration(null, argumentsOf(), 1, ...SETTINGS), argumentsOf(), file, 0)
    this.#ear = openEar(this.#configuration)
    if (!this.#ear) throw new Error(`nothing listens as ${file} says`)
  }

  /** @param samples a whole utterance at 16 kHz. */
  cepstraOf(samples: Int16Array): Float32Array[] {
    const { beginListening, beginUtterance, listen, endUtterance, freeFrames } = binding()
    const [rows, count]: [Handle[], number[]] = [[null], [0]]
    beginListening(this.#ear)
    beginUtterance(this.#ear)
    listen(this.#ear, samples, samples.length, rows, count)
    const frames = count[0] ?? 0
    const all = new Float32Array(frames * COEFFICIENTS)
    if (frames > 0) all.set(new Float32Array(koffi.view(koffi.decode(rows[0], 'void *'), all.byteLength)))
    freeFrames(rows[0])
    // A last frame of what is left over would be half silence.
    endUtterance(this.#ear, Array(COEFFICIENTS).fill(0), [0])
    return Array.from({ length: frames }, (_, at) => all.subarray(at * COEFFICIENTS, (at + 1) * COEFFICIENTS))
  }

  close(): void {
    binding().closeEar(this.#ear)
    binding().freeConfiguration(this.#configuration)
  }
}
