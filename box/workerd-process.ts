import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

/** Name of the socket that leads to the Worker's `Control` entry. */
export const CONTROL = 'control'

// CommonJS, and its default export, the path of the binary, is one level down for everyone who imports it otherwise.
const workerd: string = createRequire(import.meta.url)('workerd').default

/** One process of workerd, from its start to its end. */
export interface WorkerdProcess {
  /** 0 when it could not be started. */
  pid: number
  /** The port it got, once it listens. Never settles when it does not. */
  listening: Promise<number>
  /** Resolves when the process is gone, with words that say how. */
  ended: Promise<string>
  signal(name: 'SIGTERM' | 'SIGKILL'): void
}

/**
 * Runs workerd itself, not `wrangler dev`: that puts a Node proxy before it, which costs memory, half the speed and a
 * second process to look after, and it wants the network.
 *
 * @param options.env the process's whole environment.
 * @param options.log receives each line that is printed.
 */
export function startProcess(options: {
  config: string
  env: Record<string, string>
  log: (line: string) => void
}): WorkerdProcess {
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
  return { pid: child.pid ?? 0, listening: portOf(child), ended, signal: (name) => signal(child, name) }
}

/** workerd tells on descriptor 3 which port it got. */
async function portOf(child: ChildProcess): Promise<number> {
  const control = child.stdio[3]
  if (!control || !('on' in control) || !('read' in control)) throw new Error('workerd has no control channel')
  return new Promise((resolve) => {
    createInterface({ input: control }).on('line', (line) => {
      const { event, socket, port } = JSON.parse(line) as { event: string; socket?: string; port?: number }
      if (event === 'listen' && socket !== CONTROL && port) resolve(port)
    })
  })
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit')
    return signal ? `was stopped by ${signal}` : `ended with code ${code}`
  } catch (error) {
    return `could not be run: ${error instanceof Error ? error.message : String(error)}`
  }
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
