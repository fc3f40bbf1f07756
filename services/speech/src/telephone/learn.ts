import { COEFFICIENTS } from '../sphinx/cepstra.ts'
import { centred, INPUTS, inputsAt, KINDS, kindOf, type Restoration } from './restoration.ts'

/** The same utterance as it was said, and as it came by telephone, frame beside frame. */
export interface Heard {
  said: Float32Array[]
  came: Float32Array[]
}

/** Times that the kinds are parted anew. */
const ROUNDS = 12
/** Keeps what was seen seldom from being believed much. */
const DOUBT = 300

/**
 * What turns frames as they came into frames as they were said, with the least square error: frames are sorted into kinds by
 * how they came (k-means), and each kind has a linear way of its own.
 */
export function learnt(recordings: readonly Heard[]): Restoration {
  const frames = recordings.flatMap(({ said, came }) => {
    const [to, from] = [centred(said), centred(came)]
    const length = Math.min(to.length, from.length)
    return Array.from({ length }, (_, at) => ({
      frame: from[at] as Float32Array,
      inputs: inputsAt(from, at),
      meant: to[at] as Float32Array,
    }))
  })
  const spread = spreadOf(frames.map(({ frame }) => frame))
  const kinds = kindsOf(
    frames.map(({ frame }) => frame),
    spread,
  )
  const sums = kinds.map(() => new Sums())
  for (const { frame, inputs, meant } of frames) sums[kindOf(frame, kinds, spread)]?.add(inputs, meant)
  return { spread, kinds, weights: sums.map((each) => each.solved()) }
}

function spreadOf(frames: readonly Float32Array[]): Float32Array {
  const squares = new Float64Array(COEFFICIENTS)
  for (const frame of frames) for (const [at, value] of frame.entries()) squares[at] = (squares[at] ?? 0) + value ** 2
  return Float32Array.from(squares, (sum) => Math.sqrt(sum / frames.length))
}

function kindsOf(frames: readonly Float32Array[], spread: Float32Array): Float32Array[] {
  let kinds = Array.from({ length: KINDS }, (_, kind) =>
    (frames[Math.floor(((kind + 0.5) * frames.length) / KINDS)] as Float32Array).slice(),
  )
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = kinds.map(() => ({ sum: new Float64Array(COEFFICIENTS), count: 0 }))
    for (const frame of frames) {
      const mine = found[kindOf(frame, kinds, spread)]
      if (!mine) continue
      mine.count += 1
      for (const [at, value] of frame.entries()) mine.sum[at] = (mine.sum[at] ?? 0) + value
    }
    kinds = kinds.map((before, kind) => {
      const { sum, count } = found[kind] ?? { sum: before, count: 1 }
      return count === 0 ? before : Float32Array.from(sum, (each) => each / count)
    })
  }
  return kinds
}

/** The normal equations of one kind. */
class Sums {
  readonly #rows = Array.from({ length: INPUTS }, (_, at) => {
    const row = new Float64Array(INPUTS + COEFFICIENTS)
    row[at] = DOUBT
    return row
  })

  add(inputs: Float32Array, meant: Float32Array): void {
    for (const [at, row] of this.#rows.entries()) {
      const by = inputs[at] as number
      for (let other = 0; other < INPUTS; other += 1)
        row[other] = (row[other] as number) + by * (inputs[other] as number)
      for (let to = 0; to < COEFFICIENTS; to += 1)
        row[INPUTS + to] = (row[INPUTS + to] as number) + by * (meant[to] as number)
    }
  }

  /** By Gauss and Jordan, which spoils them; `DOUBT` keeps every pivot above nought. */
  solved(): Float32Array {
    for (const [at, pivot] of this.#rows.entries()) {
      const by = pivot[at] as number
      for (let column = at; column < pivot.length; column += 1) pivot[column] = (pivot[column] as number) / by
      for (const [other, row] of this.#rows.entries()) {
        const share = row[at] as number
        if (other === at || share === 0) continue
        for (let column = at; column < row.length; column += 1)
          row[column] = (row[column] as number) - share * (pivot[column] as number)
      }
    }
    return Float32Array.from(this.#rows.flatMap((row) => [...row.subarray(INPUTS)]))
  }
}
