import type { AuditEntry, Pack } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import { releaseActs, type Word } from './acts.ts'
import { passesGate } from './gate.ts'
import type { StoredModel } from './models.ts'
import { type Release, releaseOf } from './release.ts'
import type { Store } from './store.ts'
import type { Job, Wish } from './training.ts'

/**
 * Takes in what is to be trained on, makes releases current, and writes both down. All of it inside the transaction of what
 * causes it.
 */
export class Publishing {
  readonly #store: Store
  readonly #tell: (act: Act, now: number) => void

  constructor(store: Store, tell: (act: Act, now: number) => void) {
    this.#store = store
    this.#tell = tell
  }

  /** A pack that has to be trained on before it answers, or is held. */
  submit(job: Pick<Job, 'pack' | 'key' | 'folds' | 'wish'>, by: AuditEntry['by'], now: number): void {
    const id = crypto.randomUUID()
    this.#store.training.begin({ ...job, id }, now)
    this.#tell({ by, action: 'knowledge.submit', on: { training: id, pack: job.pack } }, now)
  }

  /**
   * A pack whose model is there, or has come of `training`. False when it is held: the model is below the gate, and nobody said
   * it may be.
   */
  offer(
    { hash, pack, training }: { hash: string; pack: Pack; training?: string },
    model: StoredModel,
    { by, gated, override }: Wish,
    now: number,
  ): boolean {
    const { releases, models } = this.#store
    const answering = releases.current()?.model
    // What was let through before is not held back for a change of its rules, flows or wording.
    const isKnown = answering != null && models.find(answering)?.key === model.key
    if (gated && !isKnown && override === null && !passesGate(model.report)) return false
    const because = gated ? override : null
    const of = training === undefined ? {} : { training }
    const word = { action: 'knowledge.publish', by, reason: because, ...of } as const
    this.release(releaseOf(hash, model.hash), pack, { word, override: because }, now)
    return true
  }

  release(
    release: Release,
    pack: Pack,
    { word, override = null }: { word: Word; override?: string | null },
    now: number,
  ): void {
    const { releases, ruleBook } = this.#store
    const current = releases.current()
    const before = current && { version: current.version, pack: this.#store.pack(current.pack) }
    releases.publish(release, override, now)
    ruleBook.enter({ hash: release.pack, pack }, { by: word.by, note: word.reason }, now)
    for (const act of releaseActs(before, { version: release.version, pack }, word)) this.#tell(act, now)
  }
}
