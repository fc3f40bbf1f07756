import { sleep } from '../numbers.ts'
import { READING_PATH, type Reading } from './reading.ts'

/** What one step of a conversation cost, and when it happens at the pace of people. */
export interface Step {
  name: string
  /** Seconds since the conversation began, at the stated pace. */
  second: number
  /** How often it happens in one conversation. 1 unless it is a thing of the clock, such as a sweep. */
  times: number
  /** When it began, in real milliseconds since 1970. */
  at: number
  reading: Reading
}

/** A timer of the gateway that belongs to a step goes off within this time of it. */
const TIMERS_MS = 1_400

/** Plays a conversation step by step, and reads the meter after each. */
export class Recorder {
  readonly steps: Step[] = []
  readonly #url: string
  #second = 0

  constructor(url: string) {
    this.#url = url
  }

  /** @param options.pause seconds that people let pass before this step. */
  async step(
    name: string,
    options: { pause?: number; settleMs?: number; times?: number },
    play: () => Promise<unknown> | unknown,
  ): Promise<void> {
    this.#second += options.pause ?? 0
    const at = Date.now()
    await play()
    await sleep(options.settleMs ?? TIMERS_MS)
    const reading = await this.read()
    this.steps.push({ name, second: this.#second, times: options.times ?? 1, at, reading })
  }

  async read(): Promise<Reading> {
    return (await (await fetch(this.#url + READING_PATH)).json()) as Reading
  }
}
