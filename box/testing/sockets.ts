import type { SocketConstructor } from '@baton/client'

/** Node's WebSocket as it is at a page of `origin`. Tells of each frame that arrives. */
export const socketOf = (
  origin: string,
  heard: ((frame: Record<string, unknown>) => void) | null = null,
): SocketConstructor =>
  class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      // Node takes headers here; browsers send the page's origin themselves.
      super(url, { protocols, headers: { origin } } as unknown as string[])
      // A line may have broken the frame; whoever only wants to be connected need not look.
      if (heard) this.addEventListener('message', ({ data }) => heard(JSON.parse(String(data))))
    }
  }

/** Opens a socket with a ticket and says with which code it was closed. */
export const closeCodeOf = (url: string, ticket: string, origin: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new (socketOf(origin))(url, ['baton.v1', `ticket.${ticket}`])
    socket.onclose = (({ code }: { code: number }) => resolve(code)) as typeof socket.onclose
    setTimeout(() => reject(new Error('the socket stayed open')), 10_000).unref()
  })

/** Waits until something holds; throws after 30 seconds. */
export async function until<T>(what: string, look: () => T | undefined | null | false): Promise<T> {
  const end = Date.now() + 30_000
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > end) throw new Error(`it never came to this: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
