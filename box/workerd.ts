import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { HOST } from './port.ts'

// CommonJS, and its default export, the path of the binary, is one level down for everyone who imports it otherwise.
const workerd: string = createRequire(import.meta.url)('workerd').default

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
  const child = spawn(workerd, ['serve', options.config, '--control-fd=3'], {
    // A group of its own: the terminal's Ctrl-C must reach us, who then stop it in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: options.env,
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', options.log)
  }
  const ended = endOf(child)
  // Whatever becomes of us, the port must be free again.
  const last = (): void => signal(child, 'SIGKILL')
  process.once('exit', last)
  ended.then(() => process.off('exit', last))
  const port = await Promise.race([
    listening(child),
    ended.then(refuse),
    sleep(READY_MS).then(() => refuse('is not ready in time')),
  ])
  return { url: `http://${HOST}:${port}`, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) }
}

/** workerd tells on descriptor 3 which port it got. */
async function listening(child: ChildProcess): Promise<number> {
  const control = child.stdio[3]
  if (!control || !('on' in control) || !('read' in control)) throw new Error('workerd has no control channel')
  for await (const line of createInterface({ input: control })) {
    const message = JSON.parse(line) as { event: string; port?: number }
    if (message.event === 'listen' && message.port) return message.port
  }
  throw new Error('workerd did not start.')
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit')
    return signal ? `was stopped by ${signal}` : `ended with code ${code}`
  } catch (error) {
    return `could not be run: ${error instanceof Error ? error.message : String(error)}`
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  signal(child, 'SIGTERM')
  // It waits for open sockets to close, which nobody does while the desk is open; what is acknowledged is on disk.
  if ((await Promise.race([ended, sleep(STOP_MS)])) === undefined) signal(child, 'SIGKILL')
  await ended
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, name)
  } catch (error) {
    // Gone between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

const refuse = (how: string): never => {
  throw new Error(`The gateway ${how}.`)
}
