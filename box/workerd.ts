import { HOST } from './port.ts'
import { startProcess } from './workerd-process.ts'

const READY_MS = 60_000
const STOP_MS = 3_000

export interface RunningWorkerd {
  /** Origin, e.g. `http://127.0.0.1:8787`. */
  url: string
  /** Id of the process, for tests that crash it. */
  pid: number
  /** Resolves when the process is gone, with a sentence that says how. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Runs workerd on a configuration file with one socket, and waits until it listens.
 *
 * @param options.env the process's whole environment: what the Worker may read, and nothing of ours.
 * @param options.log receives each line it prints.
 */
export async function runWorkerd(options: {
  config: string
  env: Record<string, string>
  log: (line: string) => void
}): Promise<RunningWorkerd> {
  const { pid, listening, ended, signal } = startProcess(options)
  const port = await Promise.race([
    listening,
    ended.then(refuse),
    sleep(READY_MS).then(() => refuse('is not ready in time')),
  ])
  return {
    url: `http://${HOST}:${port}`,
    pid,
    ended,
    async stop() {
      signal('SIGTERM')
      // It waits for open sockets to close, which nobody does while the desk is open; what is acknowledged is on disk.
      await Promise.race([ended, sleep(STOP_MS)])
      signal('SIGKILL')
      await ended
    },
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

const refuse = (how: string): never => {
  throw new Error(`The gateway ${how}.`)
}
