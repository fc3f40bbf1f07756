import type { AccountRequest, AccountView } from '@baton/protocol'
import type { AccountOf, Behaviour, SaidMessage, SayAnswer, SentRecord } from '@baton/testing/vendors'
import { expect, inject } from 'vitest'
import { operatorOf } from './operator.ts'

/** An account of the demo workspace on a channel, and the vendor that plays the channel. */
export interface ChannelAccount {
  view: AccountView
  vendor: string
  /** Names the account at the vendor. */
  key: string
  account: AccountOf
}

/** Sets an account up, as whoever runs the gateway. */
export async function accountOn(
  vendor: string,
  key: string,
  form: Omit<AccountRequest, 'isOn' | 'templates'> & Partial<AccountRequest>,
): Promise<ChannelAccount> {
  const view = await operatorOf(inject('product')).addChannel({ isOn: true, templates: [], ...form })
  expect(view.missing).toBeNull()
  return { view, vendor, key, account: { ...form.settings, ...form.secrets } }
}

/** A customer with an app of a channel in their hand. */
export class Phone {
  readonly #at: ChannelAccount
  readonly #from: string
  readonly #name: string

  constructor(at: ChannelAccount, from: string, name: string) {
    this.#at = at
    this.#from = from
    this.#name = name
  }

  async say(text: string): Promise<void> {
    await this.does({ text })
  }

  /** What the person does; the vendor sends it until it is heard. */
  async does(what: Omit<SaidMessage, 'from' | 'name'>): Promise<void> {
    const { vendor, account, view } = this.#at
    const said = [{ from: this.#from, name: this.#name, ...what }]
    const answer = await control<SayAnswer>('say', { vendor, account, callback: view.callback, said })
    expect(answer.isAccepted, JSON.stringify(answer.attempts)).toBe(true)
  }

  /** Everything this person was sent and could read, in order. */
  async inbox(): Promise<SentRecord[]> {
    const { origin } = inject('vendors')
    const answer = await fetch(`${origin}/_/sent?for=${encodeURIComponent(this.#at.key)}`)
    const { sent } = (await answer.json()) as { sent: SentRecord[] }
    return sent.filter(({ to, status }) => to === this.#from && status < 300)
  }

  /** Waits until something they were sent reads so. */
  async sees(text: string | RegExp, withinMs = 20_000): Promise<void> {
    await expect
      .poll(async () => (await this.inbox()).map(({ body }) => JSON.stringify(body)).join('\n'), { timeout: withinMs })
      .toMatch(text)
  }
}

/** How the vendor answers this account from now on. */
export const behave = ({ key }: ChannelAccount, how: Omit<Behaviour, 'for'>): Promise<unknown> =>
  control('behave', { for: key, ...how })

async function control<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${inject('vendors').origin}/_/${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`the vendors answer ${path} with ${answer.status}: ${await answer.text()}`)
  return (answer.status === 204 ? null : await answer.json()) as Answer
}
