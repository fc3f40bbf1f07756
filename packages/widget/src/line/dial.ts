import { createSession, type JoinResponse, joinSite, type SessionClient, type SiteOptions } from '@baton/client'

/** An open connection: the session, and how to forget this device. */
export interface Dialled {
  client: SessionClient
  reset(): Promise<void>
}

/** Makes the connection. A property of the element, so that an app can bring its own transport. */
export type Dial = (options: SiteOptions, onJoined: (joined: JoinResponse) => void) => Dialled

export const dialGateway: Dial = (options, onJoined) => {
  const site = joinSite(options)
  const client = createSession({
    name: options.siteKey,
    onRevoked: () => void site.reset(),
    admit: async () => {
      const joined = await site.join()
      onJoined(joined)
      return joined
    },
  })
  return { client, reset: () => site.reset() }
}
