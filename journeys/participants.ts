import {
  agentAdmission,
  createDeskApi,
  createFloor,
  createSession,
  joinSite,
  type Platform,
  type SessionClient,
  type SocketConstructor,
} from '@baton/client'
import { expect } from 'vitest'
import { WebSocket } from 'ws'

/** What a page's browser adds to the client by itself: its origin, and the desk's cookie. */
function pageAt(origin: string): { socket: SocketConstructor; platform: Partial<Platform> } {
  let cookie = ''
  return {
    socket: class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin })
      }
    },
    platform: {
      async fetch(url, init) {
        const answer = await fetch(url, { ...init, headers: { ...init.headers, origin, ...(cookie && { cookie }) } })
        cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
        return answer
      },
      // A browser shares it between tabs; here a participant has one.
      lease: (_name, _steal, granted) => {
        granted()
        return () => undefined
      },
    },
  }
}

/** A customer of the site, with the real client. */
export function customerOf(options: { gateway: string; siteKey: string; origin: string }): SessionClient {
  const { socket, platform } = pageAt(options.origin)
  const site = joinSite({ ...options, platform })
  const session = createSession({ name: options.siteKey, admit: () => site.join(), socket, platform })
  session.connect()
  return session
}

/** An agent who signs in, waits for the next offer, takes it and is in its session. */
export async function agentWhoAccepts(options: {
  gateway: string
  workspace: string
  email: string
  password: string
}): Promise<{ session: SessionClient; leave: () => void }> {
  const { gateway, workspace, email, password } = options
  const { socket, platform } = pageAt(gateway)
  const desk = createDeskApi(gateway, { platform })
  await desk.login({ workspace, email, password })
  const floor = createFloor({ gateway, ticket: desk.floorTicket, socket, platform })
  floor.connect()
  await expect.poll(() => floor.snapshot.board?.offers[0], { timeout: 20_000 }).toBeDefined()
  const { session: id, ticket } = await floor.accept(floor.snapshot.board?.offers[0]?.id ?? '')
  const session = createSession({
    name: id,
    admit: agentAdmission({ gateway, floor, session: id, ticket }),
    socket,
    platform,
  })
  session.connect()
  return {
    session,
    leave() {
      session.close()
      floor.close()
    },
  }
}
