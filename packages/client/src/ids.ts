import type { Platform } from './platform.ts'

/**
 * UUID version 7 (RFC 9562): sorts by the time it was made. Within one millisecond, and while the clock stands back,
 * a counter keeps the order, so that ids of one tab always rise.
 */
export function createIds({ now, fill }: Pick<Platform, 'now' | 'fill'>): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const bytes = new Uint8Array(10)
    fill(bytes)
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      counter = 0
    } else if (++counter > 0xfff) {
      lastMs += 1
      counter = 0
    }
    const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
    const random = Array.from(bytes, (byte) => hex(byte, 2)).join('')
    const time = hex(lastMs, 12)
    const variant = hex(0x8 | ((bytes[8] ?? 0) & 0x3), 1)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}${random.slice(0, 3)}-${random.slice(3, 15)}`
  }
}
