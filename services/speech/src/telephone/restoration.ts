import { readFileSync } from 'node:fs'
import { type Cepstra, COEFFICIENTS } from '../sphinx/cepstra.ts'

/** Frames before and after one that tell what it was. */
const AROUND = 3
/** Of one frame: those around it, and a constant. */
export const INPUTS = COEFFICIENTS * (2 * AROUND + 1) + 1
/** As "s", "a", and silence are; each is restored in its own way. */
export const KINDS = 16

/** How a telephone's sound is turned back into what a microphone would have heard. */
export interface Restoration {
  /** By how much each coefficient varies. */
  spread: Float32Array
  /** The middle of each kind of frame. */
  kinds: Float32Array[]
  /** Of each kind: what every input adds to every coefficient. */
  weights: Float32Array[]
}

export const RESTORATION = new URL('./restoration.bin', import.meta.url)

let ours: Restoration | undefined

/** The one that was learnt; see `learn.ts`. */
function restoration(): Restoration {
  ours ??= readRestoration(readFileSync(RESTORATION))
  return ours
}

/** Levels are taken relative to the utterance's own, as the model does. */
export function restored(cepstra: Cepstra, { spread, kinds, weights }: Restoration = restoration()): Float32Array[] {
  const own = centred(cepstra)
  return own.map((frame, at) => {
    const inputs = inputsAt(own, at)
    const by = weights[kindOf(frame, kinds, spread)] as Float32Array
    const made = new Float32Array(COEFFICIENTS)
    for (let input = 0; input < INPUTS; input += 1)
      for (let to = 0; to < COEFFICIENTS; to += 1)
        made[to] = (made[to] as number) + (inputs[input] as number) * (by[input * COEFFICIENTS + to] as number)
    return made
  })
}

/** Without what all frames have in common. */
export function centred(cepstra: Cepstra): Float32Array[] {
  const mean = new Float32Array(COEFFICIENTS)
  for (const frame of cepstra) for (const [at, value] of frame.entries()) mean[at] = (mean[at] ?? 0) + value
  return cepstra.map((frame) => frame.map((value, at) => value - (mean[at] ?? 0) / cepstra.length))
}

export function inputsAt(cepstra: Cepstra, at: number): Float32Array {
  const inputs = new Float32Array(INPUTS)
  for (let away = -AROUND; away <= AROUND; away += 1) {
    const frame = cepstra[Math.min(cepstra.length - 1, Math.max(0, at + away))]
    if (frame) inputs.set(frame, (away + AROUND) * COEFFICIENTS)
  }
  inputs[INPUTS - 1] = 1
  return inputs
}

export function kindOf(frame: Float32Array, kinds: readonly Float32Array[], spread: Float32Array): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  for (const [kind, middle] of kinds.entries()) {
    let distance = 0
    for (let at = 0; at < COEFFICIENTS; at += 1)
      distance += (((frame[at] ?? 0) - (middle[at] ?? 0)) / (spread[at] ?? 1)) ** 2
    if (distance < least) [nearest, least] = [kind, distance]
  }
  return nearest
}

export function writeRestoration({ spread, kinds, weights }: Restoration): Uint8Array {
  const parts = [spread, ...kinds, ...weights]
  const bytes = new DataView(new ArrayBuffer(4 * parts.reduce((sum, { length }) => sum + length, 0)))
  let at = 0
  for (const part of parts)
    for (const value of part) {
      bytes.setFloat32(at, value, true)
      at += 4
    }
  return new Uint8Array(bytes.buffer)
}

function readRestoration(file: Uint8Array): Restoration {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let at = 0
  const next = (length: number): Float32Array =>
    Float32Array.from({ length }, () => {
      at += 4
      return bytes.getFloat32(at - 4, true)
    })
  return {
    spread: next(COEFFICIENTS),
    kinds: Array.from({ length: KINDS }, () => next(COEFFICIENTS)),
    weights: Array.from({ length: KINDS }, () => next(INPUTS * COEFFICIENTS)),
  }
}
