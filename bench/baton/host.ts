import { bundleGateway, runGateway } from '@baton/box/gateway'
import { freePort } from '@baton/box/port'

/** The process a house runs in. */
export interface Host {
  readonly url: string
  readonly pid: number
  /** Kills it as a crash would. Resolves when it serves again, on the same data and port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

export type StartHost = (options: {
  folder: string
  secrets: { gateway: string; admin: string; objects: string }
  /** Receives each line the gateway prints. */
  log: (line: string) => void
}) => Promise<Host>

/**
 * The gateway itself, which nobody but the house looks after.
 *
 * @param options.entry another Worker module that exports what the gateway's does.
 * @param options.env more of the process's environment.
 */
export const bareHost =
  (options: { entry?: string; env?: Record<string, string> } = {}): StartHost =>
  async (given) => {
    const port = await freePort()
    const all = { port, ...given, ...options }
    // What crashes is started again as it is, as the supervisor does.
    const config = await bundleGateway(all)
    let gateway = await runGateway(config, all)
    return {
      url: gateway.url,
      get pid() {
        return gateway.pid
      },
      async crash() {
        process.kill(gateway.pid, 'SIGKILL')
        await gateway.ended
        gateway = await runGateway(config, all)
      },
      stop: () => gateway.stop(),
    }
  }
