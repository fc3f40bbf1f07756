import { type ActionResult, slug } from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import { base64url } from 'jose'
import { isSameText, keyFor, opaque } from '../http/secrets.ts'
import { type Checked, failed } from './checked.ts'

/** How long a code is good, how often it may be tried, and how many a customer may have sent. */
export const CODES = {
  digits: 6,
  keepMs: 5 * 60_000,
  tries: 5,
  sends: { count: 4, windowMs: 3_600_000 },
  /** How long a proof counts. */
  proofMs: 10 * 60_000,
} as const

/** Table of `Codes`. A code itself is stored nowhere. */
export const CODES_TABLE = `CREATE TABLE codes (
  purpose TEXT PRIMARY KEY,
  nonce TEXT NOT NULL,
  mac TEXT NOT NULL,
  expires INTEGER NOT NULL,
  tries INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE code_sends (at INTEGER NOT NULL)`

/** Takes a code to the customer. It knows where they are; we do not, and no customer tells it. */
export interface CodeProvider {
  send(message: { customer: string; code: string; purpose: string; key: string }): Promise<ActionResult>
}

/**
 * One-time codes of one session: six random digits for one purpose, of which only an HMAC is kept. Everything that is
 * not clearly right fails.
 */
export class Codes {
  readonly #sql: SqlStorage
  readonly #secret: string
  /** Names workspace and session, so that a code of one is nothing in another. */
  readonly #owner: () => string

  constructor(sql: SqlStorage, secret: string, owner: () => string) {
    this.#sql = sql
    this.#secret = secret
    this.#owner = owner
  }

  /** A newer code takes the place of an older one, and its tries begin anew: how many may be sent bounds all of them. */
  async send(
    purpose: string,
    { customer, key, provider }: { customer: string | null; key: string; provider: CodeProvider | null },
    now: number,
  ): Promise<Checked> {
    if (!slug.safeParse(purpose).success) return failed('refused')
    if (customer === null) return failed('not_signed_in')
    if (!provider) return failed('no_provider')
    if (!this.#maySend(now)) return failed('too_often')
    const [code, nonce] = [sixDigits(), opaque()]
    const mac = await this.#macOf(purpose, nonce, code)
    this.#sql.exec(
      'INSERT OR REPLACE INTO codes (purpose, nonce, mac, expires, tries) VALUES (?, ?, ?, ?, 0)',
      ...[purpose, nonce, mac, now + CODES.keepMs],
    )
    const sent = await provider.send({ customer, code, purpose, key: `${key}:${nonce}` })
    if (sent.ok) return sent
    this.#drop(purpose, nonce)
    return failed(sent.code)
  }

  /** The try counts before it is looked at, so that many at once count too. A code that was right is used up. */
  async check(purpose: string, given: Handle | null, now: number): Promise<Checked> {
    if (!given) return failed('unreadable')
    const [row] = this.#sql
      .exec<{ nonce: string; mac: string; tries: number }>(
        'UPDATE codes SET tries = tries + 1 WHERE purpose = ? AND expires > ? RETURNING nonce, mac, tries',
        ...[purpose, now],
      )
      .toArray()
    if (!row) return failed('expired')
    if (row.tries > CODES.tries) return failed('too_many_tries')
    const digits = given.characters().replace(/\D/g, '')
    if (!(await isSameText(row.mac, await this.#macOf(purpose, row.nonce, digits)))) {
      return failed(row.tries === CODES.tries ? 'too_many_tries' : 'wrong')
    }
    return this.#drop(purpose, row.nonce) ? { ok: true } : failed('expired')
  }

  /** False when another has used it up, or a newer code has taken its place. */
  #drop(purpose: string, nonce: string): boolean {
    return this.#sql.exec('DELETE FROM codes WHERE purpose = ? AND nonce = ?', purpose, nonce).rowsWritten > 0
  }

  #maySend(now: number): boolean {
    const { count, windowMs } = CODES.sends
    this.#sql.exec('DELETE FROM code_sends WHERE at <= ?', now - windowMs)
    if (this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM code_sends').one().n >= count) return false
    this.#sql.exec('INSERT INTO code_sends (at) VALUES (?)', now)
    return true
  }

  async #macOf(purpose: string, nonce: string, code: string): Promise<string> {
    const text = new TextEncoder().encode([this.#owner(), purpose, nonce, code].join('\n'))
    const mac = await crypto.subtle.sign('HMAC', await keyFor(this.#secret, 'code'), text)
    return base64url.encode(new Uint8Array(mac))
  }
}

const CODES_COUNT = 10 ** CODES.digits
/** The largest multiple of it that a draw can give: what lies above would make small codes likelier. */
const FAIR = Math.floor(2 ** 32 / CODES_COUNT) * CODES_COUNT

function sixDigits(): string {
  for (;;) {
    const [drawn = FAIR] = crypto.getRandomValues(new Uint32Array(1))
    if (drawn < FAIR) return String(drawn % CODES_COUNT).padStart(CODES.digits, '0')
  }
}
