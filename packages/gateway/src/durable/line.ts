/** First in, first out: a job starts when the one before it has ended, whatever came of it. */
export class Line {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(job: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(job)
    this.#last = mine.catch(() => undefined) // the caller of `run` receives the error
    return mine
  }
}
