export interface Range {
  start: number
  end: number
}

/** Whether a range lies within one of these. They are sorted once, so that many may ask. */
export function within(ranges: readonly Range[]): (range: Range) => boolean {
  if (ranges.length === 0) return () => false
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  const starts = Uint32Array.from(sorted, ({ start }) => start)
  // The furthest end of those that begin no later.
  let furthest = 0
  const ends = Uint32Array.from(sorted, ({ end }) => {
    furthest = Math.max(furthest, end)
    return furthest
  })
  return ({ start, end }) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= start) low = middle + 1
      else high = middle
    }
    return low > 0 && end <= (ends[low - 1] ?? 0)
  }
}
