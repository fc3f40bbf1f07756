import { DurableObject } from 'cloudflare:workers'
import { FOLDS } from '@baton/bot/training'
import type {
  AuditEntry,
  KnowledgeStatus,
  LabelResponse,
  Pack,
  ProposalStatus,
  PublishResponse,
  ReleasesResponse,
  RulesResponse,
  RulesVersion,
  Snapshot,
} from '@baton/protocol'
import { OPERATOR, SYSTEM } from '../audit/act.ts'
import { Errands } from '../durable/errands.ts'
import { hasTables } from '../durable/has-tables.ts'
import { Line } from '../durable/line.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import { warn } from '../log.ts'
import { auditOf } from '../rooms-of.ts'
import { ColdStart, type ColdStartTimer, type Import, NO_PROPOSAL } from './cold-start.ts'
import { Feedback, type FeedbackTimer } from './feedback.ts'
import { FORMAT, keyOf } from './lesson-key.ts'
import { outdated } from './outdated.ts'
import { Publishing } from './publishing.ts'
import { type Release, releaseOf } from './release.ts'
import type { KnowledgeRoom } from './rooms.ts'
import { changedParts, type RulesChange, type RulesRefusal } from './rules-change.ts'
import { KNOWLEDGE_MIGRATIONS } from './schema.ts'
import { nameOf } from './shelf.ts'
import { EMPTY, shown, stateOf, statusOf } from './status.ts'
import { Store } from './store.ts'
import { Trainer } from './trainer.ts'
import type { Wish } from './training.ts'

const RELEASES_TOLD = 100

/** Whoever provisions is told how a model does, and not held up by it. */
const UNGATED: Wish = { by: OPERATOR, gated: false, override: null }

/** One per workspace: the packs it published, the models that are trained on them, and which of them answers now. */
export class Knowledge extends DurableObject<Env> implements KnowledgeRoom {
  readonly #store: Store
  readonly #publishing: Publishing
  readonly #trainer: Trainer
  readonly #feedback: Feedback
  readonly #coldStart: ColdStart
  readonly #line = new Line()
  readonly #timers: Timers<'outbox' | 'train' | FeedbackTimer | ColdStartTimer>
  /** To the workspace's Audit. */
  readonly #errands: Errands<AuditEntry>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    const where = () => ({ env: this.env, workspace: this.#workspace() })
    this.#timers = new Timers(storage)
    this.#errands = new Errands(storage, this.#timers, async (workspace, entry) => {
      await auditOf(this.env, workspace).record(entry)
    })
    this.#store = new Store(storage, where)
    this.#publishing = new Publishing(this.#store, (act, now) => {
      this.#errands.put(this.#workspace(), { ...act, id: crypto.randomUUID(), at: now }, now)
    })
    const parts = { storage, store: this.#store, timers: this.#timers }
    this.#trainer = new Trainer({ ...parts, publishing: this.#publishing })
    this.#feedback = new Feedback({ ...parts, errands: this.#errands, where })
    this.#coldStart = new ColdStart({ ...parts, errands: this.#errands, workspace: () => this.#workspace() })
    if (!this.#isPublished()) return
    migrate(storage, KNOWLEDGE_MIGRATIONS)
    this.#refresh()
    if (this.#store.mayRemember(generationOf(env))) this.#feedback.rewound(Date.now())
    // Whoever comes by sees to it that what is under way goes on, should the platform have given its alarm up.
    this.#timers.arm()
  }

  /**
   * Stores a pack. When a model that was trained on the same is there, the pack answers at once; else it is trained on, by alarms.
   * The first pack of a workspace answers without a model until then.
   */
  async publish(pack: Pack, wish: Wish = UNGATED): Promise<PublishResponse> {
    return this.#line.run(async () => {
      const stored = await this.#shelvePack(pack)
      migrate(this.ctx.storage, KNOWLEDGE_MIGRATIONS)
      const now = Date.now()
      this.ctx.storage.transactionSync(() => {
        stored.write()
        this.#learn(stored.hash, pack, wish, now)
      })
      this.ctx.waitUntil(this.#errands.run())
      return { snapshot: stored.hash, state: stateOf(this.#store.training) }
    })
  }

  /** An earlier release answers again, as it was; null when there is none of this name. */
  async rollBack(request: {
    version: string
    by: AuditEntry['by']
    reason: string | null
  }): Promise<PublishResponse | null> {
    const { version, by, reason } = request
    if (!this.#isPublished()) return null
    return this.#line.run(async () => {
      const release = this.#store.releases.find(version)
      if (!release) return null
      const pack = this.#store.pack(release.pack)
      const now = Date.now()
      this.ctx.storage.transactionSync(() => {
        const model = release.model === null ? null : this.#store.models.find(release.model)
        if (model?.format === FORMAT) {
          this.#giveUpTraining()
          const word = { action: 'knowledge.roll_back', by, reason } as const
          this.#publishing.release(release, pack, { word }, now)
        } else this.#learn(release.pack, pack, { by, gated: false, override: null }, now)
      })
      this.ctx.waitUntil(this.#errands.run())
      return { snapshot: release.pack, state: stateOf(this.#store.training) }
    })
  }

  /** Other rules for what answers: at once, for no model depends on them. What is being trained on gets them, too. */
  async changeRules(change: RulesChange): Promise<RulesResponse | RulesRefusal | null> {
    if (!this.#isPublished()) return null
    return this.#line.run(async () => {
      const current = this.#store.releases.current()
      if (!current) return null
      const pack = this.#store.pack(current.pack)
      const parts = changedParts(pack, change, this.#store.ruleBook)
      if ('refused' in parts) return parts
      const job = this.#store.training.job()
      const waiting = job?.state === 'training' ? { job, pack: { ...this.#store.pack(job.pack), ...parts } } : null
      const next = { ...pack, ...parts }
      const stored = await this.#shelvePack(next)
      const storedWaiting = waiting && (await this.#shelvePack(waiting.pack))
      const now = Date.now()
      this.ctx.storage.transactionSync(() => {
        stored.write()
        const word = { action: 'knowledge.publish', by: change.by, reason: change.note } as const
        const release = releaseOf(stored.hash, current.model)
        this.#publishing.release(release, next, { word, override: current.override }, now)
        if (!waiting || !storedWaiting) return
        storedWaiting.write()
        this.#publishing.submit({ ...waiting.job, pack: storedWaiting.hash }, change.by, now)
      })
      this.ctx.waitUntil(this.#errands.run())
      return this.#store.ruleBook.current()
    })
  }

  /** The rules that answer now, or those of a number. */
  async rules({ number }: { number?: number } = {}): Promise<RulesResponse | null> {
    if (!this.#isPublished()) return null
    return number === undefined ? this.#store.ruleBook.current() : this.#store.ruleBook.find(number)
  }

  async rulesVersions(): Promise<RulesVersion[]> {
    return this.#isPublished() ? this.#store.ruleBook.list() : []
  }

  override async alarm(): Promise<void> {
    if (!this.#isPublished()) return
    const now = Date.now()
    this.#timers.disarm()
    const due = this.#timers.take(now)
    const job = this.#trainer.take(now)
    const step = this.#coldStart.take(now)
    if (due.some(({ kind }) => kind === 'drop')) this.ctx.storage.transactionSync(() => this.#coldStart.drop())
    const isToCalibrate = due.some(({ kind }) => kind === 'calibrate')
    // Whatever happens, it is tried again.
    if (isToCalibrate) this.#feedback.calibrateLater(now)
    this.#timers.arm()
    await Promise.all([
      this.#errands.run(),
      job && this.#trainer.run(job),
      step && this.#coldStart.run(step),
      due.some(({ kind }) => kind === 'expire') &&
        this.#feedback.expire().catch((error: unknown) => warn('knowledge.expiry', error)),
    ])
    if (isToCalibrate) {
      const outcome = await this.#trainer.calibrate().catch((error: unknown) => warn('knowledge.calibration', error))
      if (outcome === 'done') this.#feedback.calibrated(now)
    }
    // What became current has acts to tell.
    await this.#errands.run()
  }

  async currentRelease(): Promise<Release | null> {
    const current = this.#isPublished() ? this.#store.releases.current() : null
    return current && { version: current.version, pack: current.pack, model: current.model }
  }

  /** Asked only for what is not on the shelf, or where there is none. */
  async content(request: { kind: 'pack' | 'model'; hash: string }): Promise<Uint8Array | null> {
    const { kind, hash } = request
    const bytes = this.#isPublished() ? this.#store.parts.read(nameOf(kind, hash)) : null
    if (bytes) this.ctx.waitUntil(this.#store.mend(kind, hash, bytes))
    return bytes
  }

  async snapshot(version: string): Promise<Snapshot | null> {
    const release = this.#isPublished() ? this.#store.releases.find(version) : null
    return release && { version, pack: this.#store.pack(release.pack) }
  }

  async status(request: { version?: string } = {}): Promise<KnowledgeStatus | null> {
    if (!this.#isPublished()) return request.version === undefined ? EMPTY : null
    return statusOf(this.#store, request.version)
  }

  async releases(): Promise<ReleasesResponse['releases']> {
    return this.#isPublished() ? this.#store.releases.list(RELEASES_TOLD).map(shown) : []
  }

  async label(request: Parameters<KnowledgeRoom['label']>[0]): Promise<LabelResponse | null> {
    if (!this.#isPublished()) return null
    const answer = await this.#line.run(() => this.#feedback.label(request))
    this.ctx.waitUntil(this.#errands.run())
    return answer
  }

  async forget(request: { session: string; seqs?: number[] }): Promise<void> {
    if (this.#isPublished()) await this.#line.run(async () => this.#feedback.forget(request))
  }

  async propose(request: Import): Promise<ProposalStatus> {
    if (!this.#isPublished()) return NO_PROPOSAL
    this.#coldStart.begin(request, Date.now())
    this.ctx.waitUntil(this.#errands.run())
    return this.#coldStart.status()
  }

  async proposal(): Promise<ProposalStatus> {
    return this.#isPublished() ? this.#coldStart.status() : NO_PROPOSAL
  }

  async dropProposal({ by }: { by: AuditEntry['by'] }): Promise<void> {
    if (!this.#isPublished()) return
    this.#coldStart.giveUp(by, Date.now())
    this.ctx.waitUntil(this.#errands.run())
  }

  /** Inside the transaction that stored the pack, or found it. `by`: who has it learnt, when whose wish it was is not there. */
  #learn(hash: string, pack: Pack, wish: Wish, now: number, by = wish.by): void {
    const { models, releases } = this.#store
    const key = keyOf(pack)
    const model = models.latest(key)
    if (model?.format === FORMAT && this.#publishing.offer({ hash, pack }, model, wish, now)) {
      this.#giveUpTraining()
      return
    }
    this.#publishing.submit({ pack: hash, key, folds: FOLDS.length, wish }, by, now)
    if (model?.format === FORMAT) return this.#store.training.stop('held', null)
    this.#timers.set('train', '', now)
    if (releases.current() !== null) return
    const word = { action: 'knowledge.publish', by: wish.by, reason: null } as const
    this.#publishing.release(releaseOf(hash, null), pack, { word }, now)
  }

  /** On the shelf; `write` stores it here, inside a transaction. */
  async #shelvePack(pack: Pack): Promise<{ hash: string; write: () => void }> {
    const bytes = new TextEncoder().encode(JSON.stringify(pack))
    const { version: hash } = await this.#store.shelve('pack', bytes)
    return { hash, write: () => this.#store.parts.write(nameOf('pack', hash), bytes) }
  }

  #giveUpTraining(): void {
    this.#store.training.end()
    this.#timers.clear('train', '')
  }

  /** What an earlier release of ours has left is brought up to date. */
  #refresh(): void {
    const { releases, ruleBook } = this.#store
    const current = releases.current()
    // Published before rules had versions.
    if (current && !ruleBook.current())
      ruleBook.enter(
        { hash: current.pack, pack: this.#store.pack(current.pack) },
        { by: SYSTEM, note: null },
        current.at,
      )
    const lesson = outdated(this.#store)
    if (!lesson) return
    const pack = this.#store.pack(lesson.pack)
    this.ctx.storage.transactionSync(() => this.#learn(lesson.pack, pack, lesson.wish, Date.now(), SYSTEM))
  }

  #workspace(): string {
    const { name } = this.ctx.id
    if (name === undefined) throw new Error('Knowledge is reached by the name of its workspace')
    return name
  }

  #isPublished(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
