import type { Board, ClientProblem, FloorClient, FloorSnapshot, Glance } from '@baton/client'

/** A floor that does as told and remembers what it was asked. */
export class FakeFloor implements FloorClient {
  snapshot: FloorSnapshot
  refusal: ClientProblem | null = null
  readonly asked: string[] = []
  readonly #listeners = new Set<(snapshot: FloorSnapshot) => void>()

  constructor(board: Board) {
    this.snapshot = {
      connection: 'online',
      problem: null,
      you: { id: 'lin', name: 'Lin Yue' },
      board,
      alert: null,
      clockOffsetMs: 0,
    }
  }

  on(_kind: 'change', listener: (snapshot: FloorSnapshot) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(change: Partial<FloorSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change }
    for (const listener of this.#listeners) listener(this.snapshot)
  }

  setBoard(change: Partial<Board>): void {
    const { board } = this.snapshot
    if (board) this.set({ board: { ...board, ...change } })
  }

  connect(): void {
    this.set({})
  }

  async setPresence(presence: 'online' | 'away'): Promise<void> {
    this.#answer(`presence ${presence}`)
    this.setBoard({ presence })
  }

  async accept(offerId: string): Promise<{ session: string; ticket: string }> {
    this.#answer(`accept ${offerId}`)
    const offer = this.snapshot.board?.offers.find((one) => one.id === offerId)
    return { session: offer?.item.session ?? '', ticket: `ticket of ${offerId}` }
  }

  async decline(offerId: string): Promise<void> {
    this.#answer(`decline ${offerId}`)
  }

  /** What is said on the call of an offer. */
  seen: Glance = { brief: null, said: [] }

  async glance(offerId: string): Promise<Glance> {
    this.#answer(`glance ${offerId}`)
    return this.seen
  }

  async transfer(session: string, to: { agent: string } | 'queue', note: string): Promise<void> {
    this.#answer(`transfer ${session} to ${to === 'queue' ? to : to.agent}: ${note}`)
  }

  async rejoin(session: string, call: string): Promise<string> {
    this.#answer(`rejoin ${session} ${call}`)
    return `ticket of ${call}`
  }

  async recall(session: string): Promise<void> {
    this.#answer(`recall ${session}`)
  }

  async ready(): Promise<void> {
    this.#answer('ready')
  }

  async open(session: string): Promise<{ session: string; ticket: string }> {
    this.#answer(`open ${session}`)
    return { session, ticket: `ticket of ${session}` }
  }

  close(): void {
    this.asked.push('close')
  }

  #answer(asked: string): void {
    this.asked.push(asked)
    if (this.refusal) throw this.refusal
  }
}
