import { Worker } from 'node:worker_threads'
import type { Decoded } from '../sphinx/decoder.ts'
import type { Answer, Order } from './worker.ts'

/** The recogniser's thread ended before it could answer. Whoever asks again may be heard. */
export class RecogniserGone extends Error {
  override readonly name = 'RecogniserGone'
}

interface Waiting {
  order: Order
  resolve: (result: Decoded | undefined) => void
  reject: (reason: Error) => void
}

/** Longer than anybody speaks for is looked at. */
const UNDER_WAY_MS = 1_500

/** What the thread runs. */
const WORKER = new URL('./worker.ts', import.meta.url)

/**
 * A thread that the library holds while it listens, and the queue before it, of which it has the first only: who gives up
 * waiting costs it nothing. Its answers come in order. One that ends by itself takes what waits along, and the next order
 * starts another, which has nothing open.
 */
export class Thread {
  readonly #lost: () => void
  readonly #runs: URL
  /** The first is under way. */
  readonly #waiting: Waiting[] = []
  #worker: Worker | undefined
  #isStopped = false
  #answered = (): void => undefined

  /** @param lost is called when one ended by itself. */
  constructor(lost: () => void, runs: URL = WORKER) {
    this.#lost = lost
    this.#runs = runs
    this.#worker = this.#started()
  }

  /**
   * @param signal takes it out of the queue; what is under way is done to its end.
   * @throws RecogniserGone
   */
  async ask(order: Order, signal?: AbortSignal): Promise<Decoded | undefined> {
    if (this.#isStopped) throw new RecogniserGone('the recogniser was stopped')
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const asked = { order, resolve, reject }
      this.#waiting.push(asked)
      signal?.addEventListener('abort', () => {
        if (this.#waiting.indexOf(asked) < 1) return
        this.#waiting.splice(this.#waiting.indexOf(asked), 1)
        reject(signal.reason)
      })
      if (this.#waiting.length === 1) this.#begin()
    })
  }

  /** What is under way is waited for: a thread that is ended inside the library can take the process along. */
  async stop(): Promise<void> {
    this.#isStopped = true
    const [underWay] = this.#waiting
    for (const { reject } of this.#waiting.splice(1)) reject(new RecogniserGone('the recogniser was stopped'))
    if (underWay) {
      await new Promise<void>((resolve) => {
        this.#answered = resolve
        setTimeout(resolve, UNDER_WAY_MS)
      })
    }
    await this.#worker?.terminate()
  }

  /** The first that waits, if there is one. */
  #begin(): void {
    const [first] = this.#waiting
    if (!first) return
    this.#worker ??= this.#started()
    this.#worker.postMessage(first.order)
  }

  #started(): Worker {
    const worker = new Worker(this.#runs)
    let why = ''
    worker.on('message', (answer: Answer) => {
      const done = this.#waiting.shift()
      this.#begin()
      this.#answered()
      if (answer.ok) done?.resolve(answer.result)
      else done?.reject(new Error(answer.reason))
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
