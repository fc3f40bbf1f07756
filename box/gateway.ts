import { generationOf } from './generation.ts'
import { HOST } from './port.ts'
import { prepareGateway } from './prepare.ts'
import { type RunningWorkerd, runWorkerd } from './workerd.ts'

const HEALTHY_MS = 60_000

export type RunningGateway = RunningWorkerd

interface GatewayOptions {
  /** 0 takes any free port. */
  port: number
  /** Holds the bundle and, in `data`, all that is stored. */
  folder: string
  secrets: { gateway: string; admin: string; objects: string }
  /** Receives each line the gateway prints. */
  log: (line: string) => void
  /** Another Worker module that exports what the gateway's does, for measurements. */
  entry?: string
  /** More of the process's environment, for faults. */
  env?: Record<string, string>
}

/** Bundles the Worker and runs it on this machine, for as long as nobody stops it. `startService` looks after it, too. */
export const startGateway = async (options: GatewayOptions): Promise<RunningGateway> =>
  runGateway(await bundleGateway(options), options)

/** What `runGateway` runs, once for any number of runs. */
export const bundleGateway = ({ folder, port, secrets, entry }: GatewayOptions): Promise<string> =>
  prepareGateway({ folder, address: `${HOST}:${port}`, objectsKey: secrets.objects, entry })

/** @param config path of the configuration of what was bundled. */
export async function runGateway(
  config: string,
  options: Pick<GatewayOptions, 'folder' | 'secrets' | 'log' | 'env'>,
): Promise<RunningGateway> {
  const { folder, secrets } = options
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
