import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ASSETS } from './assets.ts'
import { bundleWorker } from './bundle.ts'
import { gatewayConfig } from './gateway-config.ts'
import { generationOf } from './generation.ts'
import { HOST } from './port.ts'
import { root } from './root.ts'
import { type RunningWorkerd, runWorkerd } from './workerd.ts'

const HEALTHY_MS = 60_000

export type RunningGateway = RunningWorkerd

/**
 * Bundles the Worker and runs it on this machine. workerd itself, not `wrangler dev`: that puts a Node proxy before it,
 * which costs memory, half the speed and a second process to look after, and it wants the network.
 *
 * @param options.port 0 takes any free port.
 * @param options.folder holds the bundle and, in `data`, all that is stored.
 * @param options.log receives each line the gateway prints.
 * @param options.entry another Worker module that exports what the gateway's does, for measurements.
 */
export async function startGateway(options: {
  port: number
  folder: string
  secrets: { gateway: string; admin: string; objects: string }
  log: (line: string) => void
  entry?: string
}): Promise<RunningGateway> {
  const { folder, secrets } = options
  const objects = join(folder, 'data')
  await mkdir(objects, { recursive: true })
  await bundleWorker(options.entry ?? join(root, 'packages/gateway/src/worker.ts'), join(folder, 'worker.js'))
  const config = join(folder, 'gateway.capnp')
  const text = await gatewayConfig({
    address: `${HOST}:${options.port}`,
    script: 'worker.js',
    objects,
    assets: ASSETS,
    objectsKey: secrets.objects,
  })
  // The key that names the objects is in it.
  await writeFile(config, text, { mode: 0o600 })
  const gateway = await runWorkerd({
    config,
    env: {
      BATON_SECRET: secrets.gateway,
      ADMIN_TOKEN: secrets.admin,
      GENERATION: await generationOf(folder),
      ...set('PUBLIC_ORIGIN', 'JURISDICTION', 'BOX_JURISDICTION'),
    },
    log: options.log,
  })
  try {
    await healthy(gateway.url)
  } catch (error) {
    await gateway.stop()
    throw error
  }
  return gateway
}

/** What the operator has set in the environment. */
const set = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))

async function healthy(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(HEALTHY_MS) })
  if (!answer.ok) throw new Error(`The gateway answers /healthz with ${answer.status}.`)
}
