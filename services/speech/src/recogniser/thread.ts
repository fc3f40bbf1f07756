import { Worker } from 'node:worker_threads'
import type { Answer, Order, Result } from './worker.ts'

/** The recogniser's thread ended before it could answer. Whoever asks again may be heard. */
export class RecogniserGone extends Error {
  override readonly name = 'RecogniserGone'
}

interface Waiting {
  resolve: (result: Result | undefined) => void
  reject: (reason: Error) => void
}

/** What the thread runs. */
const WORKER = new URL('./worker.ts', import.meta.url)

/**
 * The thread that the library holds while it listens, and the queue before it. Its answers come in order. One that ends
 * by itself takes what waits along, and the next order starts another, which has nothing open.
 */
export class Thread {
  readonly #lost: () => void
  readonly #runs: URL
  readonly #waiting: Waiting[] = []
  #worker: Worker | undefined
  #isStopped = false

  /** @param lost is called when one ended by itself. */
  constructor(lost: () => void, runs: URL = WORKER) {
    this.#lost = lost
    this.#runs = runs
    this.#worker = this.#started()
  }

  /** How many wait, with the one that is under way. */
  get load(): number {
    return this.#waiting.length
  }

  /** @throws RecogniserGone */
  ask(order: Order): Promise<Result | undefined> {
    if (this.#isStopped) return Promise.reject(new RecogniserGone('the recogniser was stopped'))
    this.#worker ??= this.#started()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      worker.postMessage(order)
    })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#worker?.terminate()
  }

  #started(): Worker {
    const worker = new Worker(this.#runs)
    let why = ''
    worker.on('message', (answer: Answer) => {
      const next = this.#waiting.shift()
      if (answer.ok) next?.resolve(answer.result)
      else next?.reject(new Error(answer.reason))
    })
    worker.on('error', (error) => {
      // Its kind only: a message may quote what somebody said.
      why = error instanceof Error ? `, ${(error as NodeJS.ErrnoException).code ?? error.name}` : ''
    })
    worker.on('exit', (code) => {
      this.#worker = undefined
      for (const { reject } of this.#waiting.splice(0)) reject(new RecogniserGone('the recogniser has ended'))
      if (this.#isStopped) return
      console.error(`speech: the recogniser ended with ${code}${why}; another is started`)
      this.#lost()
    })
    return worker
  }
}
