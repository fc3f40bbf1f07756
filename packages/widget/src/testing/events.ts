import type { EventBody, EventKind, Party, SessionEvent, Via } from '@baton/client'

export const CUSTOMER: Party = { role: 'customer', id: 'c_1' }
export const BOT: Party = { role: 'bot', id: 'bot' }
export const SYSTEM: Party = { role: 'system', id: 'system' }
export const MEI: Party = { role: 'agent', id: 'mei', name: 'Mei' }
export const WECHAT: Via = { channel: 'wechat', route: 'r_wechat' }

/** Builds a log: each call adds an event with the next seq, `gapMs` after the one before. */
export class LogBuilder {
  readonly events: SessionEvent[] = []
  #at: number

  constructor(startAt = Date.now() - 10 * 60_000) {
    this.#at = startAt
  }

  add<K extends EventKind>(by: Party, kind: K, body: EventBody<K>, gapMs = 20_000): this {
    this.events.push(eventOf(this.events.length + 1, this.#at, by, kind, body))
    this.#at += gapMs
    return this
  }

  say(by: Party, text: string, more: Partial<EventBody<'message'>> = {}, gapMs?: number): this {
    return this.add(by, 'message', { text, ...more }, gapMs)
  }
}

export const eventOf = <K extends EventKind>(
  seq: number,
  at: number,
  by: Party,
  kind: K,
  body: EventBody<K>,
): SessionEvent =>
  // The compiler cannot see that a kind and its own body make a member of the union.
  ({ seq, id: `event-${seq}`, at, by, audience: 'all', kind, body }) as unknown as SessionEvent
