import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { SendLoad, SendOrder } from './sender.ts'

/** Vendors' machines, as a process of its own so that its work is not the gateway's. */
export class SenderProcess {
  readonly #child = fork(join(import.meta.dirname, 'sender.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What could not be measured is no number, and stays so.
    serialization: 'advanced',
  })

  async send(order: SendOrder): Promise<SendLoad> {
    this.#child.send(order)
    const [answer] = (await once(this.#child, 'message')) as [{ load: SendLoad } | { error: string }]
    if ('error' in answer) throw new Error(`the sender failed: ${answer.error}`)
    return answer.load
  }

  async end(): Promise<void> {
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }
}
