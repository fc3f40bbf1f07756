/**
 * Open sockets of this process, by object. Kept in memory: bare workerd has one isolate for the Worker and all its
 * objects, and an object that hibernates keeps its sockets and its number here.
 */
export class Census {
  readonly #sockets = new Map<string, number>()
  #total = 0

  /** Each object tells its own number whenever it may have changed, so a wrong one is put right by the next. */
  set(object: string, sockets: number): void {
    this.#total += sockets - (this.#sockets.get(object) ?? 0)
    if (sockets === 0) this.#sockets.delete(object)
    else this.#sockets.set(object, sockets)
  }

  get total(): number {
    return this.#total
  }
}

export const census = new Census()

/** To be called when an object wakes, when it takes a socket in, and when it has lost one, `leaving`. */
export const countSockets = (ctx: DurableObjectState, leaving?: WebSocket): void =>
  census.set(ctx.id.toString(), ctx.getWebSockets().filter((ws) => ws !== leaving).length)
