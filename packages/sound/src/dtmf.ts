import { COLUMNS_HZ, keyAt, ROWS_HZ } from './dtmf-keys.ts'

export interface DtmfEvent {
  key: string
  /** About where the key went down, in samples from the start of the stream. */
  at: number
}

export interface DtmfDetector {
  /** A block of any length, and the keys that were found to go down in it, each once however long it is held. */
  push(samples: Int16Array): readonly DtmfEvent[]
}

/** Long enough to tell 697 Hz from 770, short enough that two fit into the 40 ms a key is held at least (ITU-T Q.24). */
const WINDOW_MS = 24
const STEP_MS = 8
/** Windows in a row that have to agree. */
const AGREE = 2
/** Windows in a row without the key before it counts as up: more than a gap of 10 ms makes, fewer than a pause of 40. */
const DISAGREE = 4
/** The weaker tone, in dBov. */
const QUIETEST = 10 ** (-38 / 10)
/** By how much the column's tone may be the louder one, and the row's (Q.24 and its national figures, some more). */
const TWIST = 10 ** (8 / 10)
const REVERSE_TWIST = 10 ** (6 / 10)
/** Tones of one group: the strongest against the next. */
const LEAD = 10 ** (6 / 10)
/** How much of all that is heard the two tones are. A vowel whose harmonics lie well has more besides. */
const SHARE = 0.7
/** A telephone may be off by 1.5 %: each tone is listened for a little above and below, too. */
const OFFSETS = [0.988, 1, 1.012]
const NOTHING: readonly DtmfEvent[] = []

/** Keys in 8 or 16 kHz sound, by Goertzel's filters. A browser's keypad sends messages; tones are for telephones. */
export function dtmfDetector(rate: number): DtmfDetector {
  const window = new Float32Array(Math.round((rate * WINDOW_MS) / 1000))
  const step = Math.round((rate * STEP_MS) / 1000)
  const powersOf = (tones: readonly number[]) => {
    const groups = tones.map((hz) => OFFSETS.map((offset) => goertzel((hz * offset) / rate)))
    return () => groups.map((filters) => Math.max(...filters.map((power) => power(window))))
  }
  const rows = powersOf(ROWS_HZ)
  const columns = powersOf(COLUMNS_HZ)
  let filled = 0
  let heard = 0
  /** The key that is down, and what the last windows said instead. */
  let down = ''
  let other = ''
  let count = 0

  const look = (): DtmfEvent | undefined => {
    const key = keyIn(window, rows, columns)
    count = key === other ? count + 1 : 1
    other = key
    if (key === down || count < (key ? AGREE : DISAGREE)) return undefined
    down = key
    return key ? { key, at: Math.max(0, heard - window.length - step) } : undefined
  }

  return {
    push(samples) {
      let events: DtmfEvent[] | undefined
      for (const sample of samples) {
        window[filled] = sample / 32_768
        filled += 1
        heard += 1
        if (filled < window.length) continue
        const event = look()
        if (event) {
          events ??= []
          events.push(event)
        }
        window.copyWithin(0, step)
        filled -= step
      }
      return events ?? NOTHING
    },
  }
}

function keyIn(window: Float32Array, rowsOf: () => number[], columnsOf: () => number[]): string {
  let all = 0
  for (const sample of window) all += sample * sample
  all /= window.length
  if (all < 2 * QUIETEST) return ''
  const rows = rowsOf()
  const row = Math.max(...rows)
  // Most of what is no key ends here: no column could make up for so little of a row.
  if (row * (1 + TWIST) < SHARE * all) return ''
  const columns = columnsOf()
  const column = Math.max(...columns)
  if (Math.min(row, column) < QUIETEST || row + column < SHARE * all) return ''
  if (column > row * TWIST || row > column * REVERSE_TWIST) return ''
  if (![rows, columns].every((group) => group.filter((power) => power * LEAD >= Math.max(...group)).length === 1))
    return ''
  return keyAt(rows.indexOf(row), columns.indexOf(column))
}

/** The power of one frequency, given in cycles a sample; a sine of amplitude 1 has a half. */
function goertzel(frequency: number): (window: Float32Array) => number {
  const coefficient = 2 * Math.cos(2 * Math.PI * frequency)
  return (window) => {
    let last = 0
    let before = 0
    for (const sample of window) {
      const next = sample + coefficient * last - before
      before = last
      last = next
    }
    return (2 * (last * last + before * before - coefficient * last * before)) / window.length ** 2
  }
}
