import { type AccountRequest, CHANNELS, type ChannelKind } from '@baton/protocol'
import { afterAll, beforeAll, vi } from 'vitest'
import { ADAPTERS } from '../channels/adapters.ts'
import type { Channel, Outgoing, OutgoingFile, Part, Sent, To, Tools } from '../channels/channel.ts'
import type { Heard, HeardAnswer } from '../channels/rooms.ts'
import { splitText } from '../channels/split-text.ts'
import { anAccount, savedAccount } from './an-account.ts'
import type { Room } from './wire.ts'

interface Taken extends To {
  text: string
  template?: Outgoing['template']
  files: readonly OutgoingFile[]
}

/** What a vendor does with the next message: takes it when nothing is said. */
type Behaviour = (taken: Taken, n: number) => Sent | Promise<Sent>

const vendors = new Map<string, FakeVendor>()

/** A vendor in memory, on one account: what it was sent, and what it answers. */
export class FakeVendor {
  readonly channel: ChannelKind
  readonly account: string
  readonly sent: Taken[] = []
  readonly signals: { what: string; lastId: string | null; readWith?: string }[] = []
  readonly media = new Map<string, () => Response | Promise<Response>>()
  behave: Behaviour = (_taken, n) => ({ as: 'sent', id: `v${n}` })
  #heard = 0
  #asked = 0

  private constructor(channel: ChannelKind, account: string) {
    this.channel = channel
    this.account = account
    vendors.set(account, this)
  }

  static async open(
    { workspace }: Pick<Room, 'workspace'>,
    channel: ChannelKind,
    over?: Partial<Pick<AccountRequest, 'templates'>>,
  ): Promise<FakeVendor> {
    return new FakeVendor(channel, await savedAccount(workspace, anAccount(channel, over)))
  }

  /** Texts it took, in order. */
  get texts(): string[] {
    return this.sent.map(({ text }) => text)
  }

  /** The customer with this address, in their session. */
  from(room: Room, address = 'anna'): FakeCustomer {
    return new FakeCustomer(this, room, address)
  }

  nextId(): string {
    return `m${++this.#heard}`
  }

  async take(taken: Taken): Promise<Sent> {
    this.#asked += 1
    const answer = await this.behave(taken, this.#asked)
    if (answer.as === 'sent') this.sent.push(taken)
    return answer
  }

  /** Until it has taken so many. */
  async took(count: number): Promise<string[]> {
    await vi.waitUntil(() => this.sent.length >= count, { timeout: 20_000, interval: 20 })
    return this.texts
  }
}

export class FakeCustomer {
  readonly route: string
  readonly #vendor: FakeVendor
  readonly #room: Room
  readonly #address: string

  constructor(vendor: FakeVendor, room: Room, address: string) {
    this.#vendor = vendor
    this.#room = room
    this.#address = address
    this.route = `${vendor.account.slice(3, 15)}_${address}`.padEnd(22, '0').slice(0, 22)
  }

  /** As the Worker hands it over. */
  hear(text: string, over: Partial<Heard> = {}): Promise<HeardAnswer> {
    const { account, channel } = this.#vendor
    const { workspace, session, stub } = this.#room
    const profile = {
      id: 'c_1',
      hostId: null,
      name: 'Anna',
      verified: false,
      locale: 'en',
      tier: null,
      attributes: {},
    } as const
    const id = `${account}:${this.#vendor.nextId()}`
    const where = { channel, account, route: this.route, address: this.#address }
    // What a stub's types make of an interface with bytes in it is none any more.
    return stub.hear({ workspace, session, profile, ...where, id, text, media: [], ...over }) as Promise<HeardAnswer>
  }
}

const partsOf = (kind: ChannelKind, outgoing: Outgoing): Part[] => [
  ...(outgoing.template
    ? [{ data: { text: outgoing.text, template: outgoing.template, files: [] } }]
    : splitText(outgoing.text, CHANNELS[kind].textChars, (text) => text.length).map((text) => ({
        data: { text, files: [] },
      }))),
  ...outgoing.files.map((file) => ({ file, data: { text: '', files: [file] } })),
]

const adapter = <K extends ChannelKind>(kind: K): Channel<K> => ({
  kind,
  maxBytes: 1_024,
  verify: async () => ({ as: 'refused' }),
  normalise: () => [],
  fitsPassive: ({ text, files }) => files.length === 0 && text.length <= CHANNELS[kind].textChars,
  parts: (outgoing) => partsOf(kind, outgoing),
  send: async ({ data }, to, { id }) => {
    const vendor = vendors.get(id)
    if (!vendor) throw new Error('no such vendor')
    return vendor.take({ ...(data as Pick<Taken, 'text' | 'files'>), ...to })
  },
  media: async (ref, { id }) => {
    const answer = vendors.get(id)?.media.get(ref)
    return answer ? answer() : new Response(null, { status: 404 })
  },
  signal: async (what, { lastId, readWith }, { id }) => {
    vendors.get(id)?.signals.push({ what, lastId, ...(readWith !== undefined && { readWith }) })
  },
  fetchToken: async (_account, _tools: Tools) => ({ token: `t${Math.random()}`, forMs: 60_000 }),
})

/** For the tests of one file these channels are spoken by vendors in memory. */
export function playVendors(...kinds: ChannelKind[]): void {
  const before = { ...ADAPTERS }
  beforeAll(() => {
    for (const kind of kinds) Object.assign(ADAPTERS, { [kind]: adapter(kind) })
  })
  afterAll(() => {
    for (const kind of kinds) Object.assign(ADAPTERS, { [kind]: before[kind] })
  })
}
