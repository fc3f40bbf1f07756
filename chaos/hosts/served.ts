import type { StartHost } from '@baton/bench/host'
import { freePort } from '@baton/box/port'
import { ServiceProcess } from '@baton/box/service-process'

/**
 * `npm run serve` as a process of its own, which starts the gateway again when it dies.
 *
 * @param limit how its shell sets how many descriptors it may open.
 */
export const servedHost =
  (limit?: string): StartHost =>
  async ({ folder, secrets }) => {
    const port = await freePort()
    const env = {
      BATON_FOLDER: folder,
      BATON_PORT: String(port),
      BATON_SECRET: secrets.gateway,
      ADMIN_TOKEN: secrets.admin,
    }
    const service = new ServiceProcess(env, limit)
    await service.logged('service.ready')
    const pid = (): number => service.log.findLast(({ event }) => event === 'gateway.started')?.pid ?? 0
    return {
      url: `http://127.0.0.1:${port}`,
      get pid() {
        return pid()
      },
      async crash() {
        const ready = service.log.filter(({ event }) => event === 'gateway.ready').length
        process.kill(pid(), 'SIGKILL')
        await service.logged('gateway.ready', ready + 1)
      },
      async stop() {
        service.signal('SIGTERM')
        await service.ended
      },
    }
  }
