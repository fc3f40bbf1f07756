import type { Run } from './runs.ts'

/** More groups than any number has that is known by its groups. */
const MOST = 6
/** No group of a number is that long. */
const SIZES = 32

/** The shape of a number that goes on with a group of this size. */
export const withGroup = (shape: number, size: number): number => shape * SIZES + size

/**
 * The groups in which digits are written, one after the other, as one number, so that they are compared without being put
 * together as text; 0 for more than six of them.
 */
export function groupsOf({ begins }: Run, from: number, to: number): number {
  let shape = 0
  let count = 0
  let first = from
  for (let index = from + 1; index <= to; index++) {
    if (index < to && !begins[index]) continue
    if (++count > MOST) return 0
    shape = withGroup(shape, index - first)
    first = index
  }
  return shape
}

/** Such numbers for groups that are written out, as `3-4-4 3-8`. */
export const shapesOf = (written: string): ReadonlySet<number> =>
  new Set(
    written.split(' ').map((groups) => groups.split('-').reduce((shape, size) => withGroup(shape, Number(size)), 0)),
  )

/** Whether digits stand in groups of one each. */
export function isSpaced({ begins }: Run, from: number, to: number): boolean {
  for (let index = from + 1; index < to; index++) if (!begins[index]) return false
  return true
}

/** Where the first `count` groups of digits end, or `to` when there are no more. */
export function endOfGroups({ begins }: Run, count: number, from: number, to: number): number {
  let groups = 1
  for (let index = from + 1; index < to; index++) if (begins[index] && ++groups > count) return index
  return to
}
