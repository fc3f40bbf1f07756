import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Load, Order, Pair } from './generator.ts'

type Answer = { load: Load | null } | { error: string }

/** The load generator, in a process of its own so that its work is not the servers'. */
export class GeneratorProcess {
  readonly #child = fork(join(import.meta.dirname, 'generator.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })

  async connect(pairs: Pair[]): Promise<void> {
    await this.#order({ do: 'connect', pairs })
  }

  openLoop(perSecond: number, ms: number): Promise<Load> {
    return this.#measured({ do: 'open_loop', perSecond, ms })
  }

  closedLoop(width: number, ms: number): Promise<Load> {
    return this.#measured({ do: 'closed_loop', width, ms })
  }

  async end(): Promise<void> {
    await this.#order({ do: 'end' })
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }

  async #measured(order: Order): Promise<Load> {
    const load = await this.#order(order)
    if (!load) throw new Error(`the generator measured nothing at ${order.do}`)
    return load
  }

  async #order(order: Order): Promise<Load | null> {
    this.#child.send(order)
    const [answer] = (await once(this.#child, 'message')) as [Answer]
    if ('error' in answer) throw new Error(`the generator failed at ${order.do}: ${answer.error}`)
    return answer.load
  }
}
