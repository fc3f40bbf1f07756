import { generationOf } from './generation.ts'
import { HOST } from './port.ts'
import { prepareGateway } from './prepare.ts'
import { type RunningWorkerd, runWorkerd } from './workerd.ts'

const HEALTHY_MS = 60_000

export type RunningGateway = RunningWorkerd

/**
 * Bundles the Worker and runs it on this machine, for as long as nobody stops it. `startService` looks after it, too.
 *
 * @param options.port 0 takes any free port.
 * @param options.folder holds the bundle and, in `data`, all that is stored.
 * @param options.log receives each line the gateway prints.
 * @param options.entry another Worker module that exports what the gateway's does, for measurements.
 * @param options.env more of the process's environment, for faults.
 */
export async function startGateway(options: {
  port: number
  folder: string
  secrets: { gateway: string; admin: string; objects: string }
  log: (line: string) => void
  entry?: string
  env?: Record<string, string>
}): Promise<RunningGateway> {
  const { folder, secrets, entry } = options
  const address = `${HOST}:${options.port}`
  const config = await prepareGateway({ folder, address, objectsKey: secrets.objects, entry })
  const gateway = await runWorkerd({
    config,
    env: {
      BATON_SECRET: secrets.gateway,
      ADMIN_TOKEN: secrets.admin,
      GENERATION: await generationOf(folder),
      ...fromEnvironment('BATON_SECRET_PREVIOUS', 'PUBLIC_ORIGIN', 'JURISDICTION', 'BOX_JURISDICTION'),
      ...fromEnvironment('TRUSTED_ORIGINS', 'CHANNEL_HOSTS'),
      ...options.env,
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
export const fromEnvironment = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))

async function healthy(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(HEALTHY_MS) })
  if (!answer.ok) throw new Error(`The gateway answers /healthz with ${answer.status}.`)
}
