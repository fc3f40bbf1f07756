import { type RunningGateway, startGateway } from '@baton/box/gateway'
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
    const start = (): Promise<RunningGateway> => startGateway({ port, ...given, ...options })
    let gateway = await start()
    return {
      url: gateway.url,
      get pid() {
        return gateway.pid
      },
      async crash() {
        process.kill(gateway.pid, 'SIGKILL')
        await gateway.ended
        gateway = await start()
      },
      stop: () => gateway.stop(),
    }
  }
