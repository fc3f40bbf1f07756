import { join } from 'node:path'
import { freePort, HOST } from '@baton/box/port'
import { type RunningDemo, startDemo } from '@baton/scripts/demo'
import { missingPackages } from '@baton/speech'
import { type Door, openDoor } from './door.ts'
import { SIDES } from './network/sides.ts'

/** The product with calls, as `npm start` has it, and a page of the business's own. */
export interface Stage {
  demo: RunningDemo
  /** A way in on this machine itself, or where an emulated network reaches it. */
  door(host?: string): Promise<Door>
  stop(): Promise<void>
}

export async function openStage(folder: string): Promise<Stage> {
  const missing = missingPackages()
  if (missing.length > 0) throw new Error(`nobody speaks and hears here: apt-get install ${missing.join(' ')}`)
  const port = await freePort()
  const demo = await startDemo({
    folder: join(folder, 'stage'),
    origins: [HOST, SIDES.relay.address].map((host) => `http://${host}:${port}`),
    settings: { calls: true },
    speech: true,
    log: (line) => process.stderr.write(`gateway | ${line}\n`),
  })
  return {
    demo,
    door: (host = HOST) => openDoor({ host, port, gateway: demo.gateway, siteKey: demo.siteKey }),
    stop: demo.stop,
  }
}
