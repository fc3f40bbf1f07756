import type { Assignment, ClientProblem, FloorClient, Offer } from '@baton/client'
import { problemOf } from './problem.ts'
import type { DeskState } from './state.ts'

/** What answering leads to. */
export interface OfferListener {
  changed(answering: DeskState['answering']): void
  /** `from` is the floor that was asked; by now the agent may have left it. */
  accepted(from: FloorClient, offer: Offer, assignment: Assignment | undefined, ticket: string): void
  declined(offer: Offer): void
  failed(problem: ClientProblem): void
}

/** Offers being answered at this moment. Each is answered once, however often it is asked for. */
export class Offers {
  readonly #listener: OfferListener
  readonly #accepting = new Set<string>()
  #answering: DeskState['answering'] = {}

  constructor(listener: OfferListener) {
    this.#listener = listener
  }

  /** Sessions whose accept has not been answered yet; their board line may come before the ticket does. */
  get accepting(): ReadonlySet<string> {
    return this.#accepting
  }

  async accept(floor: FloorClient, offer: Offer): Promise<void> {
    const { session } = offer.item
    await this.#answer(offer, 'accept', async () => {
      this.#accepting.add(session)
      try {
        const { ticket } = await floor.accept(offer.id)
        const assigned = floor.snapshot.board?.mine.find((one) => one.item.session === session)
        this.#listener.accepted(floor, offer, assigned, ticket)
      } finally {
        this.#accepting.delete(session)
      }
    })
  }

  async decline(floor: FloorClient, offer: Offer): Promise<void> {
    await this.#answer(offer, 'decline', async () => {
      await floor.decline(offer.id)
      this.#listener.declined(offer)
    })
  }

  /** What is still on its way belongs to nobody here any more. */
  forget(): void {
    this.#accepting.clear()
    this.#answering = {}
  }

  async #answer({ id }: Offer, what: 'accept' | 'decline', work: () => Promise<void>): Promise<void> {
    if (this.#answering[id]) return
    this.#set({ ...this.#answering, [id]: what })
    try {
      await work()
    } catch (error) {
      this.#listener.failed(problemOf(error))
    } finally {
      const { [id]: _done, ...others } = this.#answering
      this.#set(others)
    }
  }

  #set(answering: DeskState['answering']): void {
    this.#answering = answering
    this.#listener.changed(answering)
  }
}
