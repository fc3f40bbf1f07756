import type { SessionClient } from '@baton/client'
import { expect, inject, vi } from 'vitest'
import type { Lang } from './customer.ts'
import { customerOf } from './participants.ts'

const PATIENCE_MS = 20_000

/** A customer without a page: the real client on a socket. */
export class Visitor {
  readonly session: SessionClient
  /** Id of the session; empty before they have joined. */
  id = ''

  /** Signed in at the shop as `customer`, or as a guest. */
  constructor(locale: Lang, customer?: string) {
    const { shop, gateway, siteKey } = inject('product')
    const cookie = `harbour_customer=${customer}`
    const token = async () => (await fetch(`${shop}/baton-token`, { headers: { cookie } })).text()
    const joined = (session: string) => {
      this.id = session
    }
    this.session = customerOf({ gateway, siteKey, origin: shop, locale, joined, ...(customer && { token }) })
  }

  /** What the bot and the agents have said so far. */
  get heard(): { text: string; options: string[] }[] {
    return this.session.snapshot.events.flatMap((event) =>
      event.kind === 'message' && event.by.role !== 'customer'
        ? [{ text: event.body.text, options: (event.body.options ?? []).map(({ text }) => text) }]
        : [],
    )
  }

  get holder(): string | undefined {
    return this.session.snapshot.view?.holder
  }

  /** Says it, and answers what was said to it. */
  async say(text: string): Promise<{ text: string; options: string[] }> {
    const before = this.heard.length
    this.session.send({ kind: 'message', text })
    await vi.waitFor(() => expect(this.heard.length, text).toBeGreaterThan(before), PATIENCE_MS)
    return this.heard[before] ?? { text: '', options: [] }
  }

  async waitsForPerson(): Promise<void> {
    await vi.waitFor(() => expect(this.holder).toBe('queue'), PATIENCE_MS)
  }

  leave(): void {
    this.session.close()
  }
}
