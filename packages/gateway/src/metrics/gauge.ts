import type { Sample } from './exposition.ts'

/** The sum of what each of many objects says of itself, such as how many wait in each floor's queue. */
export class SumGauge {
  readonly #parts = new Map<string, number>()

  /** An object that says zero is forgotten. */
  set(object: string, value: number): void {
    if (value === 0) this.#parts.delete(object)
    else this.#parts.set(object, value)
  }

  samples(): Sample[] {
    let value = 0
    for (const part of this.#parts.values()) value += part
    return [{ value }]
  }
}

/** A number that somebody else keeps, read when it is asked for. */
export const readGauge = (read: () => number): { samples(): Sample[] } => ({ samples: () => [{ value: read() }] })
