import {
  decodeModel,
  encodeModel,
  FOLDS,
  type FoldEvidence,
  finishTraining,
  recalibrate,
  runFold,
} from '@baton/bot/training'
import type { Pack, TrainingError } from '@baton/protocol'
import { SYSTEM } from '../audit/act.ts'
import type { Timers } from '../durable/timers.ts'
import { warn } from '../log.ts'
import { FORMAT } from './lesson-key.ts'
import type { StoredModel } from './models.ts'
import type { Publishing } from './publishing.ts'
import { releaseOf } from './release.ts'
import { nameOf } from './shelf.ts'
import type { Store } from './store.ts'
import type { Job } from './training.ts'

/** From this many labels on, confidence is measured by them, too. */
export const LABELS_NEEDED = 50

/** Tries of one step before it is given up. */
const TRIES = 5
const FIRST_PAUSE_MS = 1_000
/** Releases whose models are kept for a way back. */
const KEPT = 20

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<'train'>, 'has' | 'set' | 'clear' | 'arm'>
  store: Store
  publishing: Publishing
}

/** The bucket did not take a model. */
class ShelfRefused extends Error {}

/** Trains what was published, a fold per alarm, and measures confidence anew when labels have come. */
export class Trainer {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * The training whose next step is due, or null. The try is counted and watched over from here on, so that a step that takes
   * the whole object down is neither forgotten nor tried for ever.
   */
  take(now: number): Job | null {
    const { timers } = this.#parts
    const { training } = this.#parts.store
    const job = training.job()
    if (job?.state !== 'training' || timers.has('train', '')) return null
    if (job.attempts >= TRIES) {
      training.stop('failed', job.error ?? 'training_crashed')
      return null
    }
    training.attempt()
    timers.set('train', '', now + FIRST_PAUSE_MS * 2 ** job.attempts)
    return job
  }

  /** One step of it. */
  async run(job: Job): Promise<void> {
    const { storage, store } = this.#parts
    try {
      await storage.sync()
      if (!this.#isStill(job)) return
      if (job.fold < job.folds) this.#fold(job)
      else await this.#finish(job)
    } catch (error) {
      warn('knowledge.training', error, { attempts: job.attempts + 1 })
      if (!this.#isStill(job)) return
      const code: TrainingError = error instanceof ShelfRefused ? 'blobs_unavailable' : 'training_failed'
      if (job.attempts + 1 >= TRIES) store.training.stop('failed', code)
      else store.training.hindered(code)
    }
  }

  #fold(job: Job): void {
    const { storage, store } = this.#parts
    const pack = store.pack(job.pack)
    const fold = FOLDS[job.fold]
    if (!fold) throw new Error('there are fewer folds than when it was begun')
    const evidence = JSON.stringify(runFold(pack, fold))
    storage.transactionSync(() => {
      store.training.folded(evidence)
      this.#goOn()
    })
  }

  async #finish(job: Job): Promise<void> {
    const { storage, store, publishing } = this.#parts
    const pack = store.pack(job.pack)
    const evidence = store.training.evidence().map((each) => JSON.parse(each) as FoldEvidence)
    const labels = this.#labelsFor(pack)
    const model = finishTraining(pack, evidence, labels)
    const bytes = encodeModel(model)
    const stored = await this.#shelve(bytes, { key: job.key, report: model.report, labels: labels.length })
    if (!this.#isStill(job)) return
    const now = Date.now()
    storage.transactionSync(() => {
      store.models.store(stored, bytes, now)
      if (publishing.offer({ hash: job.pack, pack, training: job.id }, stored, job.wish, now)) store.training.end()
      else store.training.stop('held', null)
      this.#parts.timers.clear('train', '')
      this.#prune()
    })
  }

  /** Measures the confidence of what answers anew. The same when labels say nothing new. `overtaken`: it is to be done again. */
  async calibrate(): Promise<'done' | 'overtaken'> {
    const { storage, store, publishing } = this.#parts
    const current = store.releases.current()
    const before = current?.model == null ? null : store.models.find(current.model)
    const kept = before && store.parts.read(nameOf('model', before.hash))
    if (!current || !before || !kept || before.format !== FORMAT) return 'done'
    const pack = store.pack(current.pack)
    const labels = this.#labelsFor(pack)
    if (labels.length === 0 && before.labels === 0) return 'done'
    const model = recalibrate(decodeModel(kept), pack, labels)
    const bytes = encodeModel(model)
    const stored = await this.#shelve(bytes, { key: before.key, report: model.report, labels: labels.length })
    if (stored.hash === before.hash) return 'done'
    // What has come meanwhile may still count labels that are forgotten.
    if (store.releases.current()?.version !== current.version) return 'overtaken'
    const now = Date.now()
    storage.transactionSync(() => {
      store.models.store(stored, bytes, now)
      const word = { action: 'knowledge.recalibrate', by: SYSTEM, reason: null } as const
      publishing.release(releaseOf(current.pack, stored.hash), pack, { word, override: current.override }, now)
      this.#prune()
    })
    return 'done'
  }

  /** Inside a transaction: leaves the models of releases of late, and the one that is held. */
  #prune(): void {
    const { models, releases, training } = this.#parts.store
    const released = releases.models(KEPT)
    const job = training.job()
    const held = job && models.latest(job.key)?.hash
    models.prune((hash) => hash === held || released.has(hash))
  }

  /** Those about the pack's intents; none while they are too few to tell anything. */
  #labelsFor(pack: Pack): { text: string; intent: string | null }[] {
    const labels = this.#parts.store.labels.for(new Set(pack.intents.map(({ id }) => id)))
    return labels.length < LABELS_NEEDED ? [] : labels
  }

  async #shelve(bytes: Uint8Array, of: Pick<StoredModel, 'key' | 'report' | 'labels'>): Promise<StoredModel> {
    const { version } = await this.#parts.store.shelve('model', bytes).catch((error: unknown) => {
      throw new ShelfRefused('the bucket does not take the model', { cause: error })
    })
    return { ...of, hash: version, format: FORMAT }
  }

  #goOn(): void {
    this.#parts.timers.set('train', '', Date.now())
    this.#parts.timers.arm()
  }

  /** Nobody has published anything else meanwhile. */
  #isStill({ id }: Job): boolean {
    const job = this.#parts.store.training.job()
    return job?.id === id && job.state === 'training'
  }
}
