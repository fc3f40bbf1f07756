import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoPlaces, startDemo } from '@baton/scripts/demo'
import { startVendors } from '@baton/testing/vendors'
import type { TestProject } from 'vitest/node'
import { type Operator, operatorOf } from './operator.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The product as `npm start` runs it, on ports and data of its own. */
    product: DemoPlaces & { adminToken: string }
    /** The vendors of channels, played on this machine. */
    vendors: { origin: string }
  }
}

/** Times short enough to wait for, long enough for a page on a busy machine. */
export const OFFER_MS = 15_000
export const GRACE_MS = 2_000
/** Far longer than it takes, for a machine that does much else. */
const TEACHING_MS = 240_000

export default async function product(project: TestProject): Promise<() => Promise<void>> {
  const vendors = await startVendors()
  const demo = await startDemo({
    folder: await mkdtemp(join(tmpdir(), 'baton-')),
    forget: true,
    speech: true,
    settings: { offerMs: OFFER_MS, graceMs: GRACE_MS, recordCalls: 'ask' },
    env: { CHANNEL_HOSTS: JSON.stringify(vendors.hosts), TRUSTED_ORIGINS: vendors.origin },
    log: (line) => console.error(`gateway | ${line}`),
  })
  const { shop, crm, phone, speech, gateway, workspace, desk, siteKey, agents, adminToken } = demo
  project.provide('product', { shop, crm, phone, speech, gateway, workspace, desk, siteKey, agents, adminToken })
  project.provide('vendors', { origin: vendors.origin })
  await taught(operatorOf(demo))
  return async () => {
    await demo.stop()
    await vendors.stop()
  }
}

/** The shop opens after a minute at most, taught or not; what the bot says is only told of one that is. */
async function taught(operator: Operator): Promise<void> {
  const until = Date.now() + TEACHING_MS
  for (;;) {
    const { state, training } = await operator.knowledge()
    if (state === 'current') return
    if (state !== 'training' || Date.now() > until)
      throw new Error(`the bot is not taught: ${state} ${JSON.stringify(training)}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
