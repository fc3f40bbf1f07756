import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ASSETS } from './assets.ts'
import { bundleWorker } from './bundle.ts'
import { compact } from './compact.ts'
import { gatewayConfig } from './gateway-config.ts'
import { root } from './root.ts'

/**
 * Bundles the Worker and writes workerd's configuration into `folder`, once for any number of runs. Answers the path of
 * the configuration.
 *
 * @param options.address to listen on, `127.0.0.1:8787`; port 0 takes any free port.
 * @param options.control path of the local socket for an orderly stop.
 * @param options.objectsKey names the stored objects.
 * @param options.entry another Worker module that exports what the gateway's does.
 */
export async function prepareGateway(options: {
  folder: string
  address: string
  control?: string
  objectsKey: string
  entry?: string | undefined
}): Promise<string> {
  const { folder, entry = join(root, 'packages/gateway/src/worker.ts'), ...given } = options
  const objects = join(folder, 'data')
  const blobs = join(folder, 'blobs')
  await mkdir(objects, { recursive: true })
  await mkdir(blobs, { recursive: true, mode: 0o700 })
  const config = join(folder, 'gateway.capnp')
  await compact(objects, given.objectsKey, await preparedAt(config))
  const compiled = await bundleWorker(entry, join(folder, 'worker.js'))
  const text = await gatewayConfig({ ...given, script: 'worker.js', compiled, objects, blobs, assets: ASSETS })
  // The key that names the objects is in it.
  await writeFile(config, text, { mode: 0o600 })
  return config
}

/** When the start before this one had compacted the files: right before it wrote its configuration. 0 when there was none. */
async function preparedAt(config: string): Promise<number> {
  const { mtimeMs } = await stat(config).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { mtimeMs: 0 }
    throw error
  })
  // A clock that was set back since says nothing of what was written in between.
  return mtimeMs > Date.now() ? 0 : mtimeMs
}
