const MOST = 2 ** 31 - 1
const HALF = 2 ** 31

/**
 * Lehmer's generator, 1 .. 2³¹ − 2: small, and the same everywhere. A seed is at least 1. The remainder is taken by adding
 * what is above 31 bits to what is below, since `%` of numbers so large is slow.
 */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    const product = state * 48_271
    const above = Math.floor(product / HALF)
    const sum = product - above * HALF + above
    state = sum >= MOST ? sum - MOST : sum
    return state
  }
}
