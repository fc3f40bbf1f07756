import type { Vector } from './features.ts'
import { seeded } from './seeded.ts'
import { packSeparators, type Separators } from './separators.ts'

/** What an error costs beside the length of the separator … */
const COST = 1
/** … and that of missing one of the class's own, of which there are few beside all others. */
const OWN_COST = 4
const PASSES = 12
/** Passes that look at every example. Those between look only at what holds the separator up, or did not pass the last time. */
const WHOLE_PASSES: ReadonlySet<number> = new Set([0, 1, 4, 8])
const TOLERANCE = 0.1

/** Examples end to end: those of row r stand from `starts[r]` to `starts[r + 1]`. Far quicker to walk than objects. */
interface Rows {
  starts: Int32Array
  ids: Uint16Array | Uint32Array
  values: Float32Array
  /** Squared length of each row, with the bias as one more value of 1. */
  squares: Float64Array
}

/**
 * One-vs-rest linear SVM (squared hinge) by dual coordinate descent (Hsieh et al., ICML 2008).
 * O(passes · classes · non-zeros), and half of it once most examples are set aside. The visiting order comes from a
 * seeded generator, so the same examples always give the same separators. A class without an example is never guessed.
 */
export function trainSeparators(
  examples: readonly Vector[],
  labels: readonly number[],
  space: number,
  classes: number,
): Separators {
  const rows = layOut(examples, space)
  const present = new Set(labels)
  const bias = new Float32Array(classes)
  const columns = Array.from({ length: classes }, (_, label) => {
    const column = new Float32Array(present.has(label) ? space : 0)
    const sides = Int8Array.from(labels, (each) => (each === label ? 1 : -1))
    bias[label] = present.has(label) ? separate(rows, sides, column, seeded(label + 1)) : NEVER
    return column
  })
  return packSeparators(columns, bias, space)
}

const NEVER = -100

function layOut(examples: readonly Vector[], space: number): Rows {
  const starts = new Int32Array(examples.length + 1)
  examples.forEach(({ ids }, row) => {
    starts[row + 1] = (starts[row] ?? 0) + ids.length
  })
  const total = starts[examples.length] ?? 0
  const rows: Rows = {
    starts,
    ids: space <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total),
    values: new Float32Array(total),
    squares: Float64Array.from(examples, ({ values }) => 1 + values.reduce((sum, value) => sum + value * value, 0)),
  }
  examples.forEach(({ ids, values }, row) => {
    rows.ids.set(ids, starts[row])
    rows.values.set(values, starts[row])
  })
  return rows
}

/** Fills `weights` for one class against the rest and returns its bias. */
function separate(rows: Rows, sides: Int8Array, weights: Float32Array, random: () => number): number {
  const { starts, ids, values, squares } = rows
  const alpha = new Float64Array(sides.length)
  const order = new Int32Array(sides.length)
  for (let row = 0; row < order.length; row += 1) order[row] = row
  let active = order.length
  let bias = 0
  for (let pass = 0; pass < PASSES; pass += 1) {
    const isWhole = WHOLE_PASSES.has(pass)
    if (isWhole) active = order.length
    let worst = 0
    for (let left = active; left > 0; left -= 1) {
      const pick = random() % left
      const row = order[pick] as number
      order[pick] = order[left - 1] as number
      order[left - 1] = row

      const from = starts[row] as number
      const to = starts[row + 1] as number
      const side = sides[row] as number
      const slack = 1 / (2 * (side > 0 ? OWN_COST : COST))
      const before = alpha[row] as number
      const score = bias + product(ids, values, weights, from, to)
      const gradient = side * score - 1 + slack * before
      if (before === 0 && gradient >= 0) {
        // Set aside until the next whole pass.
        active -= 1
        order[left - 1] = order[active] as number
        order[active] = row
        continue
      }
      worst = Math.max(worst, Math.abs(gradient))
      const after = Math.max(0, before - gradient / ((squares[row] as number) + slack))
      const change = (after - before) * side
      alpha[row] = after
      bias += change
      for (let at = from; at < to; at += 1) {
        const id = ids[at] as number
        weights[id] = (weights[id] as number) + change * (values[at] as number)
      }
    }
    if (worst < TOLERANCE && isWhole) break
  }
  return bias
}

/** Four sums at once: none of them waits for the one before. */
function product(ids: Rows['ids'], values: Float32Array, weights: Float32Array, from: number, to: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let at = from
  for (; at + 3 < to; at += 4) {
    first += (values[at] as number) * (weights[ids[at] as number] as number)
    second += (values[at + 1] as number) * (weights[ids[at + 1] as number] as number)
    third += (values[at + 2] as number) * (weights[ids[at + 2] as number] as number)
    fourth += (values[at + 3] as number) * (weights[ids[at + 3] as number] as number)
  }
  for (; at < to; at += 1) first += (values[at] as number) * (weights[ids[at] as number] as number)
  return first + second + third + fourth
}
