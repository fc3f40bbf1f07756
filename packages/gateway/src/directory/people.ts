import type { LoginRequest, ProvisionRequest } from '@baton/protocol'
import type { KnownAgent } from './acts.ts'
import type { Hashing } from './hashing.ts'
import { hashPassword, isPassword } from './password.ts'
import type { Agent } from './rooms.ts'

interface AgentRow extends Record<string, SqlStorageValue> {
  id: string
  name: string
  email: string
  role: string
  capacity: number
  locales: string
  password: string
}

type NewAgent = ProvisionRequest['agents'][number]

const toAgent = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Agent['role'],
  capacity: row.capacity,
  locales: JSON.parse(row.locales) as Agent['locales'],
})

/** The agents of a workspace. Emails are compared in lower case. */
export class People {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  byId(id: string): Agent | null {
    const [row] = this.#sql.exec<AgentRow>('SELECT * FROM agents WHERE id = ?', id).toArray()
    return row ? toAgent(row) : null
  }

  /** Who signs in with this email, and the hash their password must match. */
  byEmail(email: LoginRequest['email']): { agent: Agent; password: string } | null {
    const [row] = this.#sql.exec<AgentRow>('SELECT * FROM agents WHERE email = ?', email.toLowerCase()).toArray()
    return row ? { agent: toAgent(row), password: row.password } : null
  }

  /** All of them, in the order of their ids. */
  all(): KnownAgent[] {
    return this.#sql
      .exec<AgentRow>('SELECT * FROM agents ORDER BY id')
      .toArray()
      .map((row) => ({ ...toAgent(row), password: row.password }))
  }

  /** Hash of each agent's password by id. Who keeps their password keeps their hash, and so stays signed in. */
  async hashes(agents: readonly NewAgent[], hashing: Hashing): Promise<Map<string, string>> {
    const hashes = new Map<string, string>()
    for (const each of agents) {
      const [row] = this.#sql.exec<AgentRow>('SELECT * FROM agents WHERE id = ?', each.id).toArray()
      const isKept = row !== undefined && (await hashing.run(() => isPassword(each.password, row.password)))
      hashes.set(each.id, isKept ? row.password : await hashing.run(() => hashPassword(each.password)))
    }
    return hashes
  }

  /** Makes `agents` the only ones. Who is gone or has a new password is signed out. Call inside a transaction. */
  replace(agents: readonly NewAgent[], hashes: ReadonlyMap<string, string>): void {
    const before = new Map(
      this.#sql
        .exec<AgentRow>('SELECT * FROM agents')
        .toArray()
        .map((row) => [row.id, row]),
    )
    this.#sql.exec('DELETE FROM agents')
    for (const { id, name, email, role, capacity, locales } of agents) {
      const password = hashes.get(id)
      if (!password) throw new Error(`no password hash of agent ${id}`)
      this.#sql.exec(
        'INSERT INTO agents (id, name, email, role, capacity, locales, password) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[id, name, email.toLowerCase(), role, capacity, JSON.stringify(locales), password],
      )
      if (before.get(id)?.password === password) before.delete(id)
    }
    for (const id of before.keys()) this.#sql.exec('DELETE FROM logins WHERE agent = ?', id)
  }
}
