import { createHmac } from 'node:crypto'
import { createSession, joinSite, type SessionClient, type SessionEvent } from '@baton/client'
import { socketOf, until } from './sockets.ts'
import { HOST_KEY, SHOP } from './workspace.ts'

/** A signed-in customer of the shop, with the real client. */
export class Customer {
  readonly session: SessionClient
  /** Welcomes so far: whether the log went on, and under which epoch. */
  readonly welcomes: { epoch: string; resumed: boolean }[] = []
  readonly #site: ReturnType<typeof joinSite>

  constructor(gateway: string, siteKey: string, id: string) {
    this.#site = joinSite({
      gateway,
      siteKey,
      token: async () => hostToken(id),
      platform: { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, origin: SHOP } }) },
    })
    this.session = createSession({
      name: id,
      admit: () => this.#site.join(),
      socket: socketOf(SHOP, (frame) => {
        if (frame.type !== 'welcome') return
        this.welcomes.push({ epoch: String(frame.epoch), resumed: frame.resumed === true })
      }),
      // Comes back at once: nobody waits for a test.
      platform: { random: () => 0 },
    })
    this.session.connect()
  }

  /** A ticket that is not used yet. */
  ticket(): Promise<{ url: string; ticket: string }> {
    return this.#site.join()
  }

  say(text: string): void {
    this.session.send({ kind: 'message', text })
  }

  /** Says something and waits for the bot's answer. */
  async ask(text: string): Promise<void> {
    const before = this.#answers()
    this.say(text)
    await until('the bot answers', () => this.#answers() > before)
  }

  async askForPerson(): Promise<void> {
    this.session.send({ kind: 'handoff.request' })
    await until('the customer waits', () => this.session.snapshot.view?.holder === 'queue')
  }

  /** What was said, by whom, as this customer reads it. */
  get said(): string[] {
    return this.events.flatMap((event) => (event.kind === 'message' ? [`${event.by.role}: ${event.body.text}`] : []))
  }

  get events(): readonly SessionEvent[] {
    return this.session.snapshot.events
  }

  #answers(): number {
    return this.events.filter(({ kind, by }) => kind === 'message' && by.role === 'bot').length
  }
}

/** What the shop's own server would sign. */
function hostToken(sub: string): string {
  const now = Math.floor(Date.now() / 1_000)
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { sub, name: sub, aud: 'baton', iat: now, exp: now + 600 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return [...parts, createHmac('sha256', HOST_KEY).update(parts.join('.')).digest('base64url')].join('.')
}
