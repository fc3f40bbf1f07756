import {
  agentAdmission,
  createDeskApi,
  createFloor,
  createSession,
  type FloorClient,
  joinSite,
  type Platform,
  type QueuedSession,
  type SessionClient,
  type SiteOptions,
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

/**
 * A customer of the site, with the real client: a visitor, unless the site gives them a `token`. `joined` is told which
 * session is theirs.
 */
export function customerOf(
  options: SiteOptions & { origin: string; joined?: (session: string) => void },
): SessionClient {
  const { socket, platform } = pageAt(options.origin)
  const site = joinSite({ ...options, platform })
  const admit = async () => {
    const joined = await site.join()
    options.joined?.(joined.session)
    return joined
  }
  const session = createSession({ name: options.siteKey, admit, socket, platform })
  session.connect()
  return session
}

interface DeskAccount {
  gateway: string
  workspace: string
  email: string
  password: string
}

/** An agent who is online at the desk. */
export interface Seat {
  floor: FloorClient
  /** Waits for the next offer, or for that of one session, takes it and is there. */
  take(session?: string): Promise<{ item: QueuedSession; session: SessionClient }>
  leave(): void
}

export async function agentAtDesk({ gateway, workspace, email, password }: DeskAccount): Promise<Seat> {
  const { socket, platform } = pageAt(gateway)
  const desk = createDeskApi(gateway, { platform })
  await desk.login({ workspace, email, password })
  const floor = createFloor({ gateway, ticket: desk.floorTicket, socket, platform })
  floor.connect()
  const sessions: SessionClient[] = []
  return {
    floor,
    async take(wanted) {
      const find = () => floor.snapshot.board?.offers.find(({ item }) => !wanted || item.session === wanted)
      await expect.poll(find, { timeout: 20_000 }).toBeDefined()
      const offer = find()
      if (!offer) throw new Error('the offer went while it was looked at')
      const { session: id, ticket } = await floor.accept(offer.id)
      const admit = agentAdmission({ gateway, floor, session: id, ticket })
      const session = createSession({ name: id, admit, socket, platform })
      session.connect()
      sessions.push(session)
      return { item: offer.item, session }
    },
    leave() {
      for (const session of sessions) session.close()
      floor.close()
    },
  }
}

/** An agent who signs in, waits for the next offer, takes it and is in its session. */
export async function agentWhoAccepts(account: DeskAccount): Promise<{ session: SessionClient; leave: () => void }> {
  const seat = await agentAtDesk(account)
  const { session } = await seat.take()
  return { session, leave: seat.leave }
}
