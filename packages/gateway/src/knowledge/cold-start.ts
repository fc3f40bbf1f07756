import { type Asked, lessonsOf, proposeFor } from '@baton/bot/coldstart'
import { FOLDS, type FoldEvidence, finishTraining, runFold } from '@baton/bot/training'
import type { AuditEntry, ModelReport, Proposal, ProposalStatus } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import type { Errands } from '../durable/errands.ts'
import type { Timers } from '../durable/timers.ts'
import { warn } from '../log.ts'
import type { Store } from './store.ts'

/** What was read of a file: masked. */
export interface Import {
  by: AuditEntry['by']
  rows: number
  faults: ProposalStatus['faults']
  asked: Asked
}

/** `propose`: the next step of a proposal. `drop`: its time is over. */
export type ColdStartTimer = 'propose' | 'drop'

const KEPT_MS = 7 * 24 * 3_600_000
const TRIES = 5
const FIRST_PAUSE_MS = 1_000
const ASKED = 'proposal/asked'
const FOUND = 'proposal/found'
const foldName = (fold: number): string => `proposal/folds/${fold}`

interface Row extends Record<string, SqlStorageValue> {
  id: string
  state: 'working' | 'ready' | 'failed'
  /** Steps that are done: grouping is the first, each fold is one, and the report is the last. */
  step: number
  attempts: number
  rows: number
  faults: string
}

/** What is kept of a proposal. */
interface Found {
  proposal: Proposal
  report: ModelReport | null
}

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<ColdStartTimer>, 'has' | 'set' | 'clear' | 'arm'>
  store: Store
  errands: Errands<AuditEntry>
  workspace(): string
}

export const NO_PROPOSAL: ProposalStatus = {
  state: 'none',
  rows: 0,
  faults: { count: 0, first: [] },
  proposal: null,
  report: null,
  error: null,
}

/**
 * Proposes intents for dialogues that were brought in, a step per alarm: the texts are grouped, then a model of the groups is tried on
 * what it was not shown. The texts go when that is done, and the proposal after seven days.
 */
export class ColdStart {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** In place of what was brought in before. */
  begin({ by, rows, faults, asked }: Import, now: number): void {
    const { storage, timers } = this.#parts
    storage.transactionSync(() => {
      this.drop()
      this.#write(ASKED, asked)
      storage.sql.exec(
        "INSERT INTO proposal (one, id, state, rows, faults) VALUES (1, ?, 'working', ?, ?)",
        crypto.randomUUID(),
        rows,
        JSON.stringify(faults),
      )
      timers.set('propose', '', now)
      timers.set('drop', '', now + KEPT_MS)
      this.#tell({ by, action: 'knowledge.import', on: { rows: String(rows), faults: String(faults.count) } }, now)
    })
    timers.arm()
  }

  /** Somebody has no use for what there is. */
  giveUp(by: AuditEntry['by'], now: number): void {
    const row = this.#row()
    if (!row) return
    this.#parts.storage.transactionSync(() => {
      this.drop()
      this.#tell({ by, action: 'knowledge.drop_proposal', on: { rows: String(row.rows) } }, now)
    })
  }

  /** Inside a transaction. */
  drop(): void {
    const { storage, store, timers } = this.#parts
    const row = this.#row()
    if (!row) return
    store.parts.remove(ASKED)
    store.parts.remove(FOUND)
    for (let fold = 0; fold < row.step; fold += 1) store.parts.remove(foldName(fold))
    storage.sql.exec('DELETE FROM proposal')
    timers.clear('propose', '')
    timers.clear('drop', '')
  }

  status(): ProposalStatus {
    const row = this.#row()
    if (!row) return NO_PROPOSAL
    const found = row.state === 'ready' ? this.#read<Found>(FOUND) : null
    return {
      state: row.state,
      rows: row.rows,
      faults: JSON.parse(row.faults),
      proposal: found?.proposal ?? null,
      report: found?.report ?? null,
      error: row.state === 'failed' ? 'training_failed' : null,
    }
  }

  /** The step that is due, counted and watched over from here on; null when none is. */
  take(now: number): Row | null {
    const { storage, timers } = this.#parts
    const row = this.#row()
    if (row?.state !== 'working' || timers.has('propose', '')) return null
    if (row.attempts >= TRIES) {
      storage.sql.exec("UPDATE proposal SET state = 'failed'")
      return null
    }
    storage.sql.exec('UPDATE proposal SET attempts = attempts + 1')
    timers.set('propose', '', now + FIRST_PAUSE_MS * 2 ** row.attempts)
    return row
  }

  async run(taken: Row): Promise<void> {
    const { storage, timers } = this.#parts
    try {
      await storage.sync()
      if (this.#row()?.id !== taken.id) return
      storage.transactionSync(() => {
        if (taken.step === 0) this.#group()
        else this.#judge(taken.step - 1)
        storage.sql.exec('UPDATE proposal SET step = step + 1, attempts = 0')
        if (this.#row()?.state === 'working') timers.set('propose', '', Date.now())
        else timers.clear('propose', '')
      })
      timers.arm()
    } catch (error) {
      // Its watch is set: it comes again, until its tries are used up.
      warn('knowledge.proposal', error, { step: taken.step })
    }
  }

  #group(): void {
    const { store } = this.#parts
    const current = store.releases.current()
    const proposal = proposeFor(this.#read<Asked>(ASKED), current && store.pack(current.pack))
    store.parts.remove(ASKED)
    this.#write(FOUND, { proposal, report: null } satisfies Found)
    if (proposal.intents.length < 2) this.#ready()
  }

  /** One fold, or with all of them the report. */
  #judge(fold: number): void {
    const { store } = this.#parts
    const { proposal } = this.#read<Found>(FOUND)
    const lessons = lessonsOf(proposal)
    const next = FOLDS[fold]
    if (next) return this.#write(foldName(fold), runFold(lessons, next))
    const evidence = FOLDS.map((_, at) => this.#read<FoldEvidence>(foldName(at)))
    const { report } = finishTraining(lessons, evidence)
    for (let at = 0; at < FOLDS.length; at += 1) store.parts.remove(foldName(at))
    store.parts.remove(FOUND)
    this.#write(FOUND, { proposal, report } satisfies Found)
    this.#ready()
  }

  #ready(): void {
    this.#parts.storage.sql.exec("UPDATE proposal SET state = 'ready'")
  }

  #tell(act: Act, now: number): void {
    const { errands, workspace } = this.#parts
    errands.put(workspace(), { ...act, id: crypto.randomUUID(), at: now }, now)
  }

  #row(): Row | null {
    const [row] = this.#parts.storage.sql.exec<Row>('SELECT * FROM proposal').toArray()
    return row ?? null
  }

  #write(name: string, value: unknown): void {
    this.#parts.store.parts.write(name, new TextEncoder().encode(JSON.stringify(value)))
  }

  #read<Value>(name: string): Value {
    const bytes = this.#parts.store.parts.read(name)
    if (!bytes) throw new Error(`${name} is not there`)
    return JSON.parse(new TextDecoder().decode(bytes)) as Value
  }
}
