import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../root.ts'

const START_MS = 60_000

export type Entry = { event: string; source: string; pid?: number; level: string; time: string } & Record<
  string,
  unknown
>

/** `box/serve.ts` as a process of its own, and what it has logged. */
export class ServiceProcess {
  readonly log: Entry[] = []
  readonly lines: string[] = []
  readonly ended: Promise<[code: number | null, signal: string | null]>
  readonly #child: ChildProcess
  said = ''

  /** @param limit how its shell sets the limit of descriptors: a soft one lower than the hard one, as systems have it. */
  constructor(env: Record<string, string>, limit = 'ulimit -Sn 1024') {
    const command = `${limit}; exec "$0" --disable-warning=ExperimentalWarning "$1"`
    this.#child = spawn('/bin/sh', ['-c', command, process.execPath, join(root, 'box/serve.ts')], {
      cwd: root,
      // Other suites of the same run set secrets of their own.
      env: { ...process.env, BATON_SECRET: '', ADMIN_TOKEN: '', ...env },
    })
    this.ended = once(this.#child, 'close') as typeof this.ended
    this.#child.stderr?.on('data', (chunk) => (this.said += String(chunk)))
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.lines.push(line)
        this.log.push(JSON.parse(line))
      })
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** The nth entry of this event, waiting for it. */
  async logged(event: string, nth = 1): Promise<Entry> {
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(10)) {
      const entry = this.log.filter((each) => each.event === event)[nth - 1]
      if (entry) return entry
      if (this.#child.exitCode !== null) break
    }
    throw new Error(`no ${event}; it said ${this.said} ${this.lines.join('\n')}`)
  }

  signal(name: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(name)
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
