import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { ASSETS } from './assets.ts'
import { gatewayConfig } from './gateway-config.ts'
import { HOST } from './port.ts'
import { root } from './root.ts'

// CommonJS, and its default export, the path of the binary, is one level down for everyone who imports it otherwise.
const workerd: string = createRequire(import.meta.url)('workerd').default

const READY_MS = 60_000
const STOP_MS = 3_000

export interface RunningGateway {
  /** Origin, e.g. `http://127.0.0.1:8787`. */
  url: string
  /** Id of the workerd process, for tests that crash it. */
  pid: number
  /** Resolves when the process is gone, with a sentence that says how. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Bundles the Worker and runs it on this machine. workerd itself, not `wrangler dev`: that puts a Node proxy before it,
 * which costs memory, half the speed and a second process to look after, and it wants the network.
 *
 * @param options.port 0 takes any free port.
 * @param options.folder holds the bundle and, in `data`, all that is stored.
 * @param options.log receives each line the gateway prints.
 */
export async function startGateway(options: {
  port: number
  folder: string
  secrets: { gateway: string; admin: string; objects: string }
  log: (line: string) => void
}): Promise<RunningGateway> {
  const { folder, secrets } = options
  const objects = join(folder, 'data')
  await mkdir(objects, { recursive: true })
  await bundle(join(folder, 'worker.js'))
  const config = join(folder, 'gateway.capnp')
  const address = `${HOST}:${options.port}`
  const text = await gatewayConfig({
    address,
    script: 'worker.js',
    objects,
    assets: ASSETS,
    objectsKey: secrets.objects,
  })
  // The key that names the objects is in it.
  await writeFile(config, text, { mode: 0o600 })

  const child = spawn(workerd, ['serve', config, '--control-fd=3'], {
    // A group of its own: the terminal's Ctrl-C must reach us, who then stop it in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: {
      BATON_SECRET: secrets.gateway,
      ADMIN_TOKEN: secrets.admin,
      ...(process.env.PUBLIC_ORIGIN && { PUBLIC_ORIGIN: process.env.PUBLIC_ORIGIN }),
    },
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
  const url = `http://${HOST}:${port}`
  try {
    await healthy(url)
  } catch (error) {
    await stop(child, ended)
    throw error
  }
  return { url, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) }
}

async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(root, 'packages/gateway/src/worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'silent',
  })
}

/** workerd tells on descriptor 3 which port it got. */
async function listening(child: ChildProcess): Promise<number> {
  const control = child.stdio[3]
  if (!control || !('on' in control) || !('read' in control)) throw new Error('workerd has no control channel')
  for await (const line of createInterface({ input: control })) {
    const message = JSON.parse(line) as { event: string; port?: number }
    if (message.event === 'listen' && message.port) return message.port
  }
  throw new Error('The gateway did not start.')
}

async function healthy(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(READY_MS) })
  if (!answer.ok) throw new Error(`The gateway answers /healthz with ${answer.status}.`)
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
