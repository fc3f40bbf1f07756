import type { AuditEntry, TrainingError } from '@baton/protocol'
import type { Parts } from './parts.ts'

/** What whoever published asked for. */
export interface Wish {
  by: AuditEntry['by']
  /** Held unless it passes the gate, or `override` says why not. */
  gated: boolean
  override: string | null
}

/** A pack that is being trained on. */
export interface Job {
  /** Another one for each time it was begun. */
  id: string
  pack: string
  /** Hash of what the model depends on. */
  key: string
  state: 'training' | 'held' | 'failed'
  /** Folds that are done, of `folds`. */
  fold: number
  folds: number
  /** Tries of the step that is to come. */
  attempts: number
  error: TrainingError | null
  started: number
  wish: Wish
}

interface Row extends Record<string, SqlStorageValue> {
  id: string
  pack: string
  key: string
  state: Job['state']
  fold: number
  folds: number
  attempts: number
  error: TrainingError | null
  started: number
  wish: string
}

const foldName = (fold: number): string => `folds/${fold}`

/** The one training of a workspace, a fold at a time: each is kept, so that a crash costs one at most. */
export class Training {
  readonly #sql: SqlStorage
  readonly #parts: Parts

  constructor(sql: SqlStorage, parts: Parts) {
    this.#sql = sql
    this.#parts = parts
  }

  job(): Job | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM training').toArray()
    return row ? { ...row, wish: JSON.parse(row.wish) as Wish } : null
  }

  /** Inside a transaction. What was under way is given up; its folds are kept where they are of the same key. */
  begin(job: Pick<Job, 'id' | 'pack' | 'key' | 'folds' | 'wish'>, now: number): void {
    const before = this.job()
    const isSame = before?.key === job.key
    if (!isSame) this.end()
    this.#sql.exec(
      `INSERT OR REPLACE INTO training (one, id, pack, key, state, fold, folds, started, wish)
       VALUES (1, ?, ?, ?, 'training', ?, ?, ?, ?)`,
      job.id,
      job.pack,
      job.key,
      isSame ? before.fold : 0,
      job.folds,
      now,
      JSON.stringify(job.wish),
    )
  }

  /** A step is about to be tried. Counted before it is, so that one that takes everything down is counted, too. */
  attempt(): void {
    this.#sql.exec('UPDATE training SET attempts = attempts + 1')
  }

  /** Inside a transaction: the evidence of the next fold, as JSON. */
  folded(evidence: string): void {
    const job = this.job()
    if (!job) return
    this.#parts.write(foldName(job.fold), new TextEncoder().encode(evidence))
    this.#sql.exec('UPDATE training SET fold = fold + 1, attempts = 0, error = NULL')
  }

  evidence(): string[] {
    const folds = this.job()?.fold ?? 0
    return Array.from({ length: folds }, (_, fold) =>
      new TextDecoder().decode(this.#parts.read(foldName(fold)) ?? new Uint8Array()),
    )
  }

  /** It stands still until somebody publishes again. */
  stop(state: 'held' | 'failed', error: TrainingError | null): void {
    this.#sql.exec('UPDATE training SET state = ?, error = ?', state, error)
  }

  /** What last kept the step from being done. */
  hindered(error: TrainingError): void {
    this.#sql.exec('UPDATE training SET error = ?', error)
  }

  /** Inside a transaction: it is done, or given up. */
  end(): void {
    const folds = this.job()?.fold ?? 0
    for (let fold = 0; fold < folds; fold += 1) this.#parts.remove(foldName(fold))
    this.#sql.exec('DELETE FROM training')
  }
}
