/** Lehmer's generator, 1 .. 2³¹ − 2: small, and the same everywhere. A seed is at least 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
}
