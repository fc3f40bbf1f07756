/** An object that has lost its last socket keeps its files open until it is evicted, which takes this long. */
const LINGER_MS = 15_000

/**
 * Open sockets of this process, by object, and objects that are awake without any: both hold descriptors. Kept in memory:
 * bare workerd has one isolate for the Worker and all its objects, and an object that hibernates keeps its sockets and its
 * number here.
 */
export class Census {
  readonly #open = new Map<string, number>()
  /** When each may be gone, the next one first. */
  readonly #lingering = new Map<string, number>()
  #sockets = 0

  /** Each object tells its own number whenever it may have changed, so a wrong one is put right by the next. */
  set(object: string, sockets: number, now: number): void {
    this.#sockets += sockets - this.socketsOf(object)
    this.#lingering.delete(object)
    if (sockets > 0) {
      this.#open.set(object, sockets)
    } else {
      this.#open.delete(object)
      this.#lingering.set(object, now + LINGER_MS)
    }
    this.#forget(now)
  }

  socketsOf(object: string): number {
    return this.#open.get(object) ?? 0
  }

  get sockets(): number {
    return this.#sockets
  }

  /** Sockets, and objects that have none and are awake. */
  held(now: number): number {
    this.#forget(now)
    return this.#sockets + this.#lingering.size
  }

  /** Whether another socket of this object would need nothing but itself. */
  isAwake(object: string): boolean {
    return this.#open.has(object) || this.#lingering.has(object)
  }

  #forget(now: number): void {
    for (const [object, until] of this.#lingering) {
      if (until > now) return
      this.#lingering.delete(object)
    }
  }
}

export const census = new Census()

/** To be called when an object of which there are many wakes, when it takes a socket in, and when it has lost one, `leaving`. */
export const countSockets = (ctx: DurableObjectState, leaving?: WebSocket): void =>
  census.set(ctx.id.toString(), ctx.getWebSockets().filter((ws) => ws !== leaving).length, Date.now())
