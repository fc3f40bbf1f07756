/** ITU-T Q.23: a key is a tone of its row and one of its column. */
export const ROWS_HZ = [697, 770, 852, 941] as const
export const COLUMNS_HZ = [1209, 1336, 1477, 1633] as const

const KEYS = ['123A', '456B', '789C', '*0#D'] as const

export const keyAt = (row: number, column: number): string => KEYS[row]?.[column] ?? ''

/** Undefined where there is no such key. */
export function tonesOf(key: string): readonly [number, number] | undefined {
  const row = KEYS.findIndex((keys) => key.length === 1 && keys.includes(key))
  const low = ROWS_HZ[row]
  const high = COLUMNS_HZ[KEYS[row]?.indexOf(key) ?? -1]
  return low && high ? [low, high] : undefined
}
