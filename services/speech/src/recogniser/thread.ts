import { Worker } from 'node:worker_threads'
import type { Answer, Order, Result } from './worker.ts'

/** The thread that the library holds while it listens, and the queue before it. Its answers come in order. */
export class Thread {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url))
  readonly #waiting: { resolve: (result: Result | undefined) => void; reject: (reason: Error) => void }[] = []

  constructor() {
    this.#worker.on('message', (answer: Answer) => {
      const next = this.#waiting.shift()
      if (answer.ok) next?.resolve(answer.result)
      else next?.reject(new Error(answer.reason))
    })
    this.#worker.on('error', (error) => this.#failAll(error))
    this.#worker.on('exit', () => this.#failAll(new Error('the recogniser has stopped')))
  }

  /** How many wait, with the one that is under way. */
  get load(): number {
    return this.#waiting.length
  }

  ask(order: Order): Promise<Result | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(order)
    })
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #failAll(error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error))
    for (const { reject } of this.#waiting.splice(0)) reject(reason)
  }
}
