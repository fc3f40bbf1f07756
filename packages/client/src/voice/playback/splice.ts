/** Cutting and joining of sound so that no join is heard: where two pieces meet they look alike, and one fades into the other. */

/** Samples over which one piece fades into the next: 5 ms at 16 kHz. */
export const OVERLAP = 80

/** The longest stretch that is cut or repeated at once: 12.5 ms, one period of a deep voice. */
export const LONGEST = 200

/**
 * How far behind `at` in `source` the piece lies that looks most like `piece`; between `shortest` and `longest` samples.
 * Both run over `OVERLAP` samples. Silence looks like anything, and takes the middle.
 */
export function likest(
  piece: Float32Array,
  source: Float32Array,
  offsetOf: (lag: number) => number,
  [shortest, longest]: readonly [number, number],
): number {
  let best = Math.min(160, longest)
  let bestScore = 1e-4
  for (let lag = shortest; lag <= longest; lag += 1) {
    const offset = offsetOf(lag)
    let product = 0
    let energy = 1e-6
    // Every second sample says enough, at half the work.
    for (let i = 0; i < OVERLAP; i += 2) {
      const there = source[offset + i] ?? 0
      product += (piece[i] ?? 0) * there
      energy += there * there
    }
    const score = product / Math.sqrt(energy)
    if (score > bestScore) {
      bestScore = score
      best = lag
    }
  }
  return best
}

/** `from` fades out while `to` fades in, over the shorter of `OVERLAP` and `to`; the rest of `to` follows. */
export function crossFade(from: Float32Array, to: Float32Array): Float32Array {
  const joined = to.slice()
  const length = Math.min(OVERLAP, joined.length)
  for (let i = 0; i < length; i += 1) {
    const share = (i + 0.5) / length
    joined[i] = (from[i] ?? 0) * (1 - share) + (to[i] ?? 0) * share
  }
  return joined
}

/** `samples` without `LONGEST` or less of their beginning; what follows is reached by a fade. Takes at least `LONGEST + OVERLAP`. */
export function shortened(samples: Float32Array): { cut: number; joined: Float32Array } {
  const cut = likest(samples, samples, (lag) => lag, [OVERLAP, LONGEST])
  return { cut, joined: crossFade(samples, samples.subarray(cut)) }
}

/** What goes before `samples` so that they come later: the end of what was heard once more, reached by a fade. */
export function lengthened(heard: Float32Array, samples: Float32Array): Float32Array {
  const added = likest(samples, heard, (lag) => heard.length - lag, [OVERLAP, 160])
  return crossFade(samples, heard.subarray(heard.length - added))
}
