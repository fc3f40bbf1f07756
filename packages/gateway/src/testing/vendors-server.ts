import { startVendors } from '@baton/testing/vendors'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Origin of the vendors of channels; `vendors.ts` speaks to them from inside workerd. */
    vendorsUrl: string
    /** Where each of their hosts is: the binding `CHANNEL_HOSTS`, in JSON. */
    channelHosts: string
  }
}

/** The vendors of channels on a real socket, outside workerd. */
export default async function vendorsServer(project: TestProject): Promise<() => Promise<void>> {
  const { origin, hosts, stop } = await startVendors()
  project.provide('vendorsUrl', origin)
  project.provide('channelHosts', JSON.stringify(hosts))
  return stop
}
