import { rmSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { buildAssets } from './assets.ts'
import { descriptorLimit, socketsAllowed } from './descriptors.ts'
import { lockFolder } from './folder-lock.ts'
import { fromEnvironment } from './gateway.ts'
import { generationOf } from './generation.ts'
import { GATEWAY_SECRETS, keptSecrets, secretsFile } from './kept-secrets.ts'
import type { Log } from './log.ts'
import { claimable } from './port.ts'
import { prepareGateway } from './prepare.ts'
import type { ServeSettings } from './settings.ts'
import { controlPath, stopWorkerd } from './stop.ts'
import { type Run, Supervisor } from './supervisor.ts'
import { startProcess, type WorkerdProcess } from './workerd-process.ts'

export interface Service {
  /** Where it can be asked on this machine. */
  url: string
  /** Stops it in order. Resolves when the gateway is gone and the folder is free. */
  stop(): Promise<void>
}

/**
 * The gateway as a service: built once, run under a supervisor until it is stopped. Resolves when it serves.
 *
 * @throws an Error whose message is a sentence for the operator, when it cannot begin.
 */
export async function startService(settings: ServeSettings, log: Log): Promise<Service> {
  const { folder, host, port } = settings
  const sockets = socketsAllowed(descriptorLimit(), settings.maxSockets)
  const lock = await lockFolder(folder)
  try {
    await claimable(port, 'gateway', 'BATON_PORT', { host, command: 'npm run serve' })
    const kept = await keptSecrets(folder, GATEWAY_SECRETS)
    const built = await buildAssets()
    log.say('info', 'service.built', { built })
    const control = controlPath()
    const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`
    const config = await prepareGateway({ folder, address, control, objectsKey: kept.objects })
    const env = {
      BATON_SECRET: settings.secrets.gateway ?? kept.gateway,
      ADMIN_TOKEN: settings.secrets.admin ?? kept.admin,
      ...(settings.secrets.metrics && { METRICS_TOKEN: settings.secrets.metrics }),
      MAX_SOCKETS: String(sockets),
      GENERATION: await generationOf(folder),
      ...fromEnvironment('BATON_SECRET_PREVIOUS', 'JURISDICTION', 'BOX_JURISDICTION', 'PROVIDERS'),
      ...(settings.publicOrigin && { PUBLIC_ORIGIN: settings.publicOrigin }),
      ...(settings.trustedProxies && { TRUSTED_PROXIES: settings.trustedProxies }),
      ...(settings.trustedOrigins && { TRUSTED_ORIGINS: settings.trustedOrigins }),
      ...(settings.channelHosts && { CHANNEL_HOSTS: settings.channelHosts }),
    }
    const url = `http://${askedAt(host)}:${port}`
    let workerd: WorkerdProcess | undefined
    const supervisor = new Supervisor({
      log,
      start(): Run {
        rmSync(control, { force: true }) // what a killed process has left of it
        const run = startProcess({ config, env, log: log.pass })
        workerd = run
        void lock.note(run.pid)
        return { pid: run.pid, ended: run.ended, kill: () => run.signal('SIGKILL') }
      },
      isAlive: (withinMs) => isHealthy(url, withinMs),
    })
    await new Promise<void>((resolve, reject) => {
      const over = supervisor.supervise(resolve)
      // The first run decides whether it can be served at all; from then on it is started again for ever.
      workerd?.ended.then((how) => reject(new Error(`The gateway ${how} before it served.`)))
      over.catch(reject)
    }).catch((error: unknown) => {
      supervisor.release()?.kill()
      throw error
    })
    const admin = settings.secrets.admin ? 'ADMIN_TOKEN' : secretsFile(folder)
    log.say('info', 'service.ready', { url, folder, sockets, adminToken: `in ${admin}` })
    return {
      url,
      async stop() {
        log.say('info', 'service.stopping', { withinMs: settings.stopMs })
        if (supervisor.release() && workerd) await stopWorkerd(workerd, control, settings.stopMs)
        lock.release()
        log.say('info', 'service.stopped')
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** An address that means "all of this machine" cannot be asked everywhere. */
const askedAt = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : isIPv6(host) ? `[${host}]` : host

async function isHealthy(url: string, withinMs: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(withinMs) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false // nothing answered, which is what was asked
  }
}
