import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoPlaces, startDemo } from '@baton/scripts/demo'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The product as `npm start` runs it, on ports and data of its own. */
    product: DemoPlaces
  }
}

/** Times short enough to wait for, long enough for a page on a busy machine. */
export const OFFER_MS = 15_000
export const GRACE_MS = 2_000

export default async function product(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo({
    folder: await mkdtemp(join(tmpdir(), 'baton-')),
    forget: true,
    settings: { offerMs: OFFER_MS, graceMs: GRACE_MS },
    log: (line) => console.error(`gateway | ${line}`),
  })
  const { shop, gateway, desk, siteKey, agents } = demo
  project.provide('product', { shop, gateway, desk, siteKey, agents })
  return demo.stop
}
