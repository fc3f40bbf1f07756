import type { House } from './house.ts'
import { Seat } from './seat.ts'

/** An agent who is not let in tries again, as the desk does. */
const SIT_TRIES = 3

/** The agent's seat, taken again after each crash. */
export class Reception {
  #seat: Seat
  readonly #house: House
  #cookie: string

  private constructor(house: House, cookie: string, seat: Seat) {
    this.#house = house
    this.#cookie = cookie
    this.#seat = seat
  }

  static async open(house: House): Promise<Reception> {
    const cookie = await house.signIn(0)
    return new Reception(house, cookie, await Seat.sit(house, cookie))
  }

  get seat(): Seat {
    return this.#seat
  }

  async sitAgain(): Promise<void> {
    this.#seat.leave()
    for (let tries = 1; ; tries += 1) {
      try {
        this.#seat = await Seat.sit(this.#house, this.#cookie)
        return
      } catch (error) {
        if (tries === SIT_TRIES) throw error
        console.error(`the agent could not sit down: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  /** For when the sign-in has ended, too. */
  async signInAgain(): Promise<void> {
    this.#cookie = await this.#house.signIn(0)
    await this.sitAgain()
  }

  ticket(session: string): Promise<string> {
    return this.#seat.open(session)
  }

  leave(): void {
    this.#seat.leave()
  }
}
