import { agentAdmission, createFloor, createSession, type FloorClient, type SessionClient } from '@baton/client'
import { socketOf, until } from './sockets.ts'
import { AGENT, WORKSPACE } from './workspace.ts'

/** The agent at the desk, with the real client. */
export class Desk {
  readonly floor: FloorClient
  readonly cookie: string
  readonly #gateway: string

  private constructor(gateway: string, cookie: string) {
    this.#gateway = gateway
    this.cookie = cookie
    this.floor = createFloor({
      gateway,
      ticket: () => this.ticket(),
      socket: socketOf(gateway),
      platform: { random: () => 0 },
    })
    this.floor.connect()
  }

  static async signIn(gateway: string): Promise<Desk> {
    const answer = await fetch(`${gateway}/v1/desk/login`, {
      method: 'POST',
      headers: { origin: gateway, 'content-type': 'application/json' },
      body: JSON.stringify({ workspace: WORKSPACE, ...AGENT }),
    })
    if (!answer.ok) throw new Error(`not signed in: ${await answer.text()}`)
    return new Desk(gateway, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }

  /** A ticket to the floor that is not used yet. */
  async ticket(): Promise<string> {
    const headers = { origin: this.#gateway, cookie: this.cookie }
    const answer = await fetch(`${this.#gateway}/v1/desk/ticket`, { method: 'POST', headers })
    if (!answer.ok) throw new Error(`no ticket: ${answer.status}`)
    return ((await answer.json()) as { ticket: string }).ticket
  }

  /** Takes the session of this customer once it is offered, and joins it. */
  async take(customer: string): Promise<SessionClient> {
    const offer = await until(`${customer} is offered`, () =>
      this.floor.snapshot.board?.offers.find(({ item }) => item.customer === customer),
    )
    return this.#join(await this.floor.accept(offer.id))
  }

  /** Joins the session of this customer: the agent holds it still, or takes it once it is offered. */
  async resume(customer: string): Promise<SessionClient> {
    const of = (list: readonly { item: { customer: string } }[] = []) =>
      list.some(({ item }) => item.customer === customer)
    await until(`${customer} is held or offered`, () => {
      const { board } = this.floor.snapshot
      return of(board?.mine) || of(board?.offers)
    })
    const held = this.floor.snapshot.board?.mine.find(({ item }) => item.customer === customer)
    return held ? this.#join(await this.floor.open(held.item.session)) : this.take(customer)
  }

  async #join({ session, ticket }: { session: string; ticket: string }): Promise<SessionClient> {
    const conversation = createSession({
      name: session,
      admit: agentAdmission({ gateway: this.#gateway, floor: this.floor, session, ticket }),
      socket: socketOf(this.#gateway),
      platform: { random: () => 0 },
    })
    conversation.connect()
    await until('the agent has joined', () => conversation.snapshot.view)
    return conversation
  }
}
