import {
  type AccountRequest,
  type AccountView,
  CHANNEL_FORMS,
  type ChannelForm,
  type ChannelKind,
} from '@baton/protocol'
import { opaque } from '../http/secrets.ts'
import type { SealedRow, Sealing } from '../keys/sealing.ts'
import type { OpenAccount } from './rooms.ts'

/** A secret that was replaced is good this much longer, so that the vendor's console can be changed without a gap. */
export const PREVIOUS_MS = 24 * 3_600_000

interface AccountRow extends Record<string, SqlStorageValue> {
  id: string
  channel: ChannelKind
  name: string
  is_on: number
  settings: string
  templates: string
  down_since: number | null
  heard_at: number | null
  cursor: string | null
}

interface SecretRow extends Record<string, SqlStorageValue> {
  name: string
  which: 'current' | 'previous'
  kid: string
  sealed: ArrayBuffer
  until: number | null
}

/** What a save comes to, ready to be stored in one go. */
export interface Prepared {
  account: string
  isNew: boolean
  form: AccountRequest
  /** Sealed already; the others stay as they are. */
  secrets: ({ name: string } & Awaited<ReturnType<Sealing['seal']>>)[]
  /** What differs from before, for the audit log: names only. */
  fields: string[]
}

const formOf = (channel: ChannelKind): ChannelForm => CHANNEL_FORMS[channel]

const given = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

/** The first value that is not of its form, or that the form does not know; null when all are. */
export function malformedIn({ channel, settings, secrets }: Pick<AccountRequest, 'channel' | 'settings' | 'secrets'>) {
  const form = formOf(channel)
  const groups = [
    [form.settings, given(settings)],
    [form.secrets, given(secrets)],
  ] as const
  for (const [fields, values] of groups) {
    for (const [name, value] of Object.entries(values)) {
      if (!Object.hasOwn(fields, name) || fields[name]?.pattern.test(value) !== true) return name
    }
  }
  return null
}

/** The first thing an account needs and has not, or has in a form that cannot be; null when it is complete. */
function missingOf({ channel, settings, secrets }: Pick<OpenAccount, 'channel' | 'settings' | 'secrets'>) {
  const form = formOf(channel)
  for (const [name, { pattern, isOptional }] of Object.entries(form.settings)) {
    const value = settings[name]
    if (value === undefined ? !isOptional : !pattern.test(value)) return name
  }
  for (const [name, { pattern, isOptional }] of Object.entries(form.secrets)) {
    const current = secrets[name]?.[0]
    if (current === undefined ? !isOptional : !pattern.test(current)) return name
  }
  return null
}

/** Accounts of a workspace, their secrets sealed. What is open is kept in memory only. */
export class Accounts {
  readonly #sql: SqlStorage
  readonly #sealing: Sealing
  readonly #open = new Map<string, { account: OpenAccount; until: number }>()
  /** Counts changes: what was opened while one was made is not kept. */
  #changes = 0

  constructor(sql: SqlStorage, sealing: Sealing) {
    this.#sql = sql
    this.#sealing = sealing
  }

  has(account: string): boolean {
    return this.#row(account) !== null
  }

  channelOf(account: string): ChannelKind | null {
    return this.#row(account)?.channel ?? null
  }

  /** With its secrets in the clear; null when there is none, or something it needs is not there. */
  async open(account: string, now: number): Promise<OpenAccount | null> {
    const row = this.#row(account)
    const open = row && (await this.#opened(row, now))
    return open && missingOf(open) === null ? structuredClone(open) : null
  }

  async all(now: number): Promise<OpenAccount[]> {
    const open = await Promise.all(this.#rows().map(({ id }) => this.open(id, now)))
    return open.filter((each) => each !== null)
  }

  async views(now: number): Promise<Omit<AccountView, 'callback'>[]> {
    return Promise.all(this.#rows().map((row) => this.#view(row, now)))
  }

  /** Seals what is new. Null when there is no such account, or it is another channel's. */
  async prepare(account: string | null, request: AccountRequest): Promise<Prepared | null> {
    const row = account === null ? null : this.#row(account)
    if (account !== null && row?.channel !== request.channel) return null
    const id = row?.id ?? `ch_${opaque()}`
    const form = { ...request, settings: given(request.settings), secrets: {} }
    const secrets: Prepared['secrets'] = []
    for (const [name, secret] of Object.entries(given(request.secrets))) {
      // The same again is no change: what was good before it stays good as long as it was.
      if ((await this.#current(id, name)) === secret) continue
      secrets.push({ name, ...(await this.#sealing.seal(fieldOf(id, name), secret)) })
    }
    const before = row && formOfRow(row)
    const fields = before
      ? (['name', 'isOn', 'settings', 'templates'] as const).filter(
          (name) => JSON.stringify(before[name]) !== JSON.stringify(sorted(form)[name]),
        )
      : []
    return { account: id, isNew: !row, form, secrets, fields: [...fields, ...secrets.map(({ name }) => name)] }
  }

  /** Inside a transaction. Answers until when a secret that was replaced is good; null when none was. */
  put({ account, form, secrets }: Prepared, now: number): number | null {
    const { channel, name, isOn, settings, templates } = sorted(form)
    this.#sql.exec(
      `INSERT INTO accounts (id, channel, name, is_on, settings, templates, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, is_on = excluded.is_on, settings = excluded.settings,
         templates = excluded.templates`,
      account,
      channel,
      name,
      isOn ? 1 : 0,
      JSON.stringify(settings),
      JSON.stringify(templates),
      now,
    )
    const until = now + PREVIOUS_MS
    let replaced = 0
    for (const secret of secrets) replaced += this.#replace(account, secret, until)
    this.#forget(account)
    return replaced > 0 ? until : null
  }

  /** Inside a transaction. */
  remove(account: string): void {
    this.#sql.exec('DELETE FROM secrets WHERE account = ?', account)
    this.#sql.exec('DELETE FROM tokens WHERE account = ?', account)
    this.#sql.exec('DELETE FROM accounts WHERE id = ?', account)
    this.#forget(account)
  }

  /** Deletes secrets whose day is over. Answers when the next one's is; null when none is left. */
  dropPrevious(now: number): number | null {
    this.#sql.exec("DELETE FROM secrets WHERE which = 'previous' AND until <= ?", now)
    this.#open.clear()
    return this.#sql.exec<{ next: number | null }>('SELECT MIN(until) AS next FROM secrets').one().next
  }

  setDownSince(account: string, since: number | null): void {
    this.#sql.exec('UPDATE accounts SET down_since = ? WHERE id = ?', since, account)
  }

  downSince(account: string): number | null {
    return this.#row(account)?.down_since ?? null
  }

  cursor(account: string): string | null {
    return this.#row(account)?.cursor ?? null
  }

  /** Changes nothing when it is no longer at `from`. */
  moveCursor(account: string, from: string | null, to: string): void {
    this.#sql.exec('UPDATE accounts SET cursor = ? WHERE id = ? AND cursor IS ?', to, account, from)
  }

  setHeardAt(account: string, at: number): void {
    this.#sql.exec('UPDATE accounts SET heard_at = ? WHERE id = ?', at, account)
  }

  #forget(account: string): void {
    this.#open.delete(account)
    this.#changes += 1
  }

  #replace(account: string, { name, kid, sealed }: Prepared['secrets'][number], until: number): number {
    const before = this.#secret(account, name, 'current')
    if (before) {
      this.#sql.exec(
        "INSERT OR REPLACE INTO secrets (account, name, which, kid, sealed, until) VALUES (?, ?, 'previous', ?, ?, ?)",
        account,
        name,
        before.kid,
        before.sealed,
        until,
      )
    }
    this.#sql.exec(
      "INSERT OR REPLACE INTO secrets (account, name, which, kid, sealed, until) VALUES (?, ?, 'current', ?, ?, NULL)",
      account,
      name,
      kid,
      sealed,
    )
    return before ? 1 : 0
  }

  async #current(account: string, name: string): Promise<string | null> {
    const row = this.#secret(account, name, 'current')
    return row && this.#sealing.open(fieldOf(account, name), row)
  }

  async #opened(row: AccountRow, now: number): Promise<OpenAccount> {
    const kept = this.#open.get(row.id)
    if (kept && now < kept.until) return kept.account
    const changes = this.#changes
    const secrets: OpenAccount['secrets'] = {}
    let until = Number.POSITIVE_INFINITY
    // `current` comes before `previous`.
    for (const secret of this.#secrets(row.id)) {
      if (secret.until !== null && secret.until <= now) continue
      const text = await this.#sealing.open(fieldOf(row.id, secret.name), secret)
      if (text === null) continue
      const current = secrets[secret.name]?.[0]
      if (secret.which === 'current') secrets[secret.name] = [text]
      else if (current !== undefined) secrets[secret.name] = [current, text]
      until = Math.min(until, secret.until ?? until)
    }
    const account = { id: row.id, ...formOfRow(row), secrets }
    if (changes === this.#changes) this.#open.set(row.id, { account, until })
    return account
  }

  async #view(row: AccountRow, now: number): Promise<Omit<AccountView, 'callback'>> {
    const { secrets: open, ...rest } = await this.#opened(row, now)
    const rows = this.#secrets(row.id)
    const secrets: AccountView['secrets'] = {}
    for (const name of Object.keys(formOf(row.channel).secrets)) {
      const previous = rows.find((each) => each.name === name && each.which === 'previous' && (each.until ?? 0) > now)
      secrets[name] = { isSet: open[name] !== undefined, previousUntil: previous?.until ?? null }
    }
    const missing = missingOf({ ...rest, secrets: open })
    return { ...rest, secrets, missing, downSince: row.down_since, heardAt: row.heard_at }
  }

  #rows(): AccountRow[] {
    return this.#sql.exec<AccountRow>('SELECT * FROM accounts ORDER BY created_at, id').toArray()
  }

  #row(account: string): AccountRow | null {
    return this.#sql.exec<AccountRow>('SELECT * FROM accounts WHERE id = ?', account).toArray()[0] ?? null
  }

  #secrets(account: string): SecretRow[] {
    return this.#sql.exec<SecretRow>('SELECT * FROM secrets WHERE account = ? ORDER BY name, which', account).toArray()
  }

  #secret(account: string, name: string, which: SecretRow['which']): SealedRow | null {
    return this.#secrets(account).find((row) => row.name === name && row.which === which) ?? null
  }
}

/** Where a secret opens: for this account, under this name. The one before has moved within it. */
const fieldOf = (account: string, name: string): string => `secret:${account}:${name}`

const formOfRow = ({ channel, name, is_on, settings, templates }: AccountRow) => ({
  channel,
  name,
  isOn: is_on === 1,
  settings: JSON.parse(settings) as OpenAccount['settings'],
  templates: JSON.parse(templates) as OpenAccount['templates'],
})

/** Settings in one order, so that the same read the same. */
const sorted = (form: AccountRequest): AccountRequest => ({
  ...form,
  settings: Object.fromEntries(Object.entries(form.settings).sort(([a], [b]) => (a < b ? -1 : 1))),
})
