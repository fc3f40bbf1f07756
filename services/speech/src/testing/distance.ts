/** How far two recordings of the same length are apart, as the sum of squares. */
export const distance = (one: readonly Float32Array[], other: readonly Float32Array[]): number =>
  one.reduce(
    (sum, frame, at) => sum + frame.reduce((all, value, i) => all + (value - (other[at]?.[i] ?? 0)) ** 2, 0),
    0,
  )
