import { Line } from '../durable/line.ts'

/** A job that would have to wait behind more than this many is not taken: its caller would not wait for it either. */
const WAITING = 8

/** The runtime hashes without giving the thread away. Whoever asked meanwhile is heard first, or the line would be theirs. */
const otherEvents = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/**
 * Password hashing takes a tenth of a second of the object's only thread and 16 MiB, so it is done one at a time; what
 * else the object is asked goes between.
 */
export class Hashing {
  readonly #line = new Line()
  #pending = 0

  /** Waits however long the line is. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    this.#pending += 1
    try {
      return await this.#line.run(async () => {
        await otherEvents()
        return job()
      })
    } finally {
      this.#pending -= 1
    }
  }

  /** Null, without doing the job, when the line is too long. */
  async tryRun<T>(job: () => Promise<T>): Promise<T | null> {
    return this.#pending > WAITING ? null : this.run(job)
  }
}
