import type { Party, SessionEvent } from '@baton/client'

export const CUSTOMER: Party = { role: 'customer', id: 'c_1' }
export const BOT: Party = { role: 'bot', id: 'bot' }
export const LIN: Party = { role: 'agent', id: 'lin', name: 'Lin Yue' }
export const SYSTEM: Party = { role: 'system', id: 'session' }

type Body<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>['body']

/** Writes a log from the first event on; `seq` and `id` follow by themselves. */
export class LogWriter {
  readonly events: SessionEvent[] = []
  #seq: number

  constructor(firstSeq = 1) {
    this.#seq = firstSeq - 1
  }

  add<K extends SessionEvent['kind']>(kind: K, at: number, by: Party, body: Body<K>): this {
    this.#seq += 1
    const audience = kind === 'message' || kind === 'baton.passed' ? 'all' : 'staff'
    // The compiler cannot tie a generic kind to its body in a union; the signature above already did.
    this.events.push({ seq: this.#seq, id: `e_${this.#seq}`, at, by, audience, kind, body } as unknown as SessionEvent)
    return this
  }

  says(at: number, by: Party, text: string): this {
    return this.add('message', at, by, { text })
  }
}
