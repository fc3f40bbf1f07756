import type { Sparse } from './features.ts'
import type { Separators } from './model.ts'
import { seeded } from './seeded.ts'

const COST = 1
const PASSES = 12
const TOLERANCE = 0.1

/** Examples end to end: those of row r stand from `starts[r]` to `starts[r + 1]`. Far quicker to walk than objects. */
interface Rows {
  starts: Int32Array
  ids: Int32Array
  values: Float64Array
  /** Squared length of each row, with the bias as one more value of 1. */
  squares: Float64Array
}

/**
 * One-vs-rest linear SVM (squared hinge) by dual coordinate descent (Hsieh et al., ICML 2008). O(passes · classes ·
 * non-zeros). The visiting order comes from a seeded generator, so the same examples always give the same separators.
 */
export function trainSeparators(
  examples: readonly Sparse[],
  labels: readonly number[],
  space: number,
  classes: number,
): Separators {
  const separators: Separators = {
    classes,
    weights: new Int8Array(space * classes),
    scale: new Float32Array(classes),
    bias: new Float32Array(classes),
  }
  const rows = layOut(examples)
  const column = new Float64Array(space)
  for (let label = 0; label < classes; label += 1) {
    if (!labels.includes(label)) {
      separators.bias[label] = -1
      continue
    }
    column.fill(0)
    const sides = Float64Array.from(labels, (each) => (each === label ? 1 : -1))
    separators.bias[label] = separate(rows, sides, column, seeded(label + 1))
    const scale = column.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127
    separators.scale[label] = scale
    for (let id = 0; scale > 0 && id < space; id += 1)
      separators.weights[id * classes + label] = Math.round((column[id] ?? 0) / scale)
  }
  return separators
}

function layOut(examples: readonly Sparse[]): Rows {
  const starts = new Int32Array(examples.length + 1)
  examples.forEach(({ ids }, row) => {
    starts[row + 1] = (starts[row] ?? 0) + ids.length
  })
  const total = starts[examples.length] ?? 0
  const rows: Rows = {
    starts,
    ids: new Int32Array(total),
    values: new Float64Array(total),
    squares: Float64Array.from(examples, ({ values }) => 1 + values.reduce((sum, value) => sum + value * value, 0)),
  }
  examples.forEach(({ ids, values }, row) => {
    rows.ids.set(ids, starts[row])
    rows.values.set(values, starts[row])
  })
  return rows
}

/** Fills `weights` for one class against the rest and returns its bias. */
function separate(rows: Rows, sides: Float64Array, weights: Float64Array, random: () => number): number {
  const { starts, ids, values, squares } = rows
  const slack = 1 / (2 * COST)
  const alpha = new Float64Array(sides.length)
  const order = Int32Array.from(sides.keys())
  let bias = 0
  for (let pass = 0; pass < PASSES; pass += 1) {
    let worst = 0
    for (let left = order.length; left > 0; left -= 1) {
      const pick = random() % left
      const row = order[pick] ?? 0
      order[pick] = order[left - 1] ?? 0
      order[left - 1] = row

      const from = starts[row] ?? 0
      const to = starts[row + 1] ?? 0
      const side = sides[row] ?? 0
      const before = alpha[row] ?? 0
      let score = bias
      for (let at = from; at < to; at += 1) score += (values[at] as number) * (weights[ids[at] as number] as number)
      const gradient = side * score - 1 + slack * before
      if (before === 0 && gradient >= 0) continue
      worst = Math.max(worst, Math.abs(gradient))
      const after = Math.max(0, before - gradient / ((squares[row] ?? 1) + slack))
      const change = (after - before) * side
      alpha[row] = after
      bias += change
      for (let at = from; at < to; at += 1) {
        const id = ids[at] as number
        weights[id] = (weights[id] as number) + change * (values[at] as number)
      }
    }
    if (worst < TOLERANCE) break
  }
  return bias
}

/** Score of every class. O(non-zeros · classes). */
export function scoreClasses({ classes, weights, scale, bias }: Separators, { ids, values }: Sparse): Float64Array {
  const scores = new Float64Array(classes)
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let label = 0; label < classes; label += 1) {
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0)
    }
  }
  return scores.map((score, label) => (bias[label] ?? 0) + (scale[label] ?? 0) * score)
}
