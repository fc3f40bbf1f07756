export const BACKOFF = { firstMs: 500, capMs: 20_000 } as const

/**
 * Full jitter: anywhere between nothing and a ceiling that doubles with every failure in a row, so that the clients of
 * a restarted gateway do not come back at once. `failures` counts from 1.
 */
export const backoffMs = (failures: number, random: () => number): number =>
  random() * Math.min(BACKOFF.capMs, BACKOFF.firstMs * 2 ** Math.min(failures - 1, 16))
