import type { AuditEntry, Pack, RulesResponse, RulesVersion } from '@baton/protocol'
import { canonical } from '@baton/relay/audit'
import { sha256 } from '../audit/sha256.ts'
import { storedRules } from './stored-rules.ts'

type RulesOf = Pick<Pack, 'rules' | 'flagged'>

/** What the rules of a pack, and what it flags, are called: the hash of both. */
export const rulesVersionOf = ({ rules, flagged = [] }: RulesOf): string =>
  sha256(canonical(flagged.length === 0 ? storedRules(rules) : { rules: storedRules(rules), flagged }))

/** Who changed rules, and why. */
export interface RulesWord {
  by: AuditEntry['by']
  note: string | null
}

interface Row extends Record<string, SqlStorageValue> {
  number: number
  version: string
  pack: string
  at: number
  by: string
  note: string | null
}

const TOLD = 100

/** Every state the rules of the workspace were in, by the pack that held them first. */
export class RuleBook {
  readonly #sql: SqlStorage
  readonly #packOf: (hash: string) => Pack

  constructor(sql: SqlStorage, packOf: (hash: string) => Pack) {
    this.#sql = sql
    this.#packOf = packOf
  }

  /** Inside the transaction in which a pack begins to answer. The same rules again are no new version. */
  enter(pack: { hash: string; pack: RulesOf }, { by, note }: RulesWord, now: number): void {
    const version = rulesVersionOf(pack.pack)
    if (this.#latest()?.version === version) return
    this.#sql.exec(
      'INSERT INTO rule_versions (version, pack, at, by, note) VALUES (?, ?, ?, ?, ?)',
      version,
      pack.hash,
      now,
      JSON.stringify(by),
      note,
    )
  }

  current(): RulesResponse | null {
    const row = this.#latest()
    return row && this.#whole(row)
  }

  find(number: number): RulesResponse | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM rule_versions WHERE number = ?', number).toArray()
    return row ? this.#whole(row) : null
  }

  /** Newest first. */
  list(): RulesVersion[] {
    return this.#sql.exec<Row>('SELECT * FROM rule_versions ORDER BY number DESC LIMIT ?', TOLD).toArray().map(shown)
  }

  #latest(): Row | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM rule_versions ORDER BY number DESC LIMIT 1').toArray()
    return row ?? null
  }

  #whole(row: Row): RulesResponse {
    const { rules, flagged = [] } = this.#packOf(row.pack)
    return { ...shown(row), rules: storedRules(rules), flagged }
  }
}

const shown = ({ number, version, at, by, note }: Row): RulesVersion => ({
  number,
  version,
  at,
  by: JSON.parse(by) as RulesVersion['by'],
  note,
})
