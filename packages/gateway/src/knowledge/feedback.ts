import type { AuditEntry, LabelResponse } from '@baton/protocol'
import { RETENTION } from '@baton/relay/session'
import type { Errands } from '../durable/errands.ts'
import type { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { keysOf } from '../rooms-of.ts'
import type { StoredLabel } from './labels.ts'
import type { Store } from './store.ts'
import { LABELS_NEEDED } from './trainer.ts'

/** `calibrate`: labels say something new. `expire`: some may be too old to be kept. */
export type FeedbackTimer = 'calibrate' | 'expire'

/** Labels that come in a row are weighed together. */
const SOON_MS = 60_000
/** A calibration that did not come to its end, or was overtaken by a release, is tried again. */
const WATCH_MS = 10 * SOON_MS
/** New labels that are worth a new release soon. */
const WORTH = 10
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<FeedbackTimer>, 'set' | 'setEarlier' | 'clear' | 'dueOf' | 'arm'>
  store: Store
  errands: Errands<AuditEntry>
  where(): { env: Env; workspace: string }
}

/** What people said messages mean: taken in, weighed, and forgotten with whose words they are. */
export class Feedback {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Null when the session's customer was erased: nothing of them comes back this way. */
  async label(label: StoredLabel): Promise<LabelResponse | null> {
    const { storage, store, errands, timers } = this.#parts
    const { env, workspace } = this.#parts.where()
    const { session } = label
    if (session !== null && (await keysOf(env, workspace).erased({ sessions: [session] })).includes(session))
      return null
    const now = Date.now()
    storage.transactionSync(() => {
      store.labels.put(label)
      store.see(generationOf(env))
      const on = { label: label.id, intent: label.intent ?? 'none' }
      errands.put(workspace, { by: label.by, action: 'knowledge.label', on, id: crypto.randomUUID(), at: now }, now)
      timers.setEarlier('expire', '', now + DAY_MS)
      this.#weigh(now)
    })
    timers.arm()
    return { id: label.id, labels: store.labels.count() }
  }

  forget({ session, seqs }: { session: string; seqs?: readonly number[] }): void {
    const { storage, store, timers } = this.#parts
    storage.transactionSync(() => {
      if (store.labels.forget(session, seqs)) timers.setEarlier('calibrate', '', Date.now() + SOON_MS)
    })
    timers.arm()
  }

  /** Watches over a calibration that begins now. */
  calibrateLater(now: number): void {
    this.#parts.timers.setEarlier('calibrate', '', now + WATCH_MS)
  }

  /** The one that began then is done. What has come meanwhile is weighed in its own time. */
  calibrated(began: number): void {
    const { timers } = this.#parts
    if (timers.dueOf('calibrate', '') === began + WATCH_MS) timers.clear('calibrate', '')
  }

  /** Drops what is older than the workspace keeps what customers say. */
  async expire(): Promise<void> {
    const { store, timers } = this.#parts
    const { env, workspace } = this.#parts.where()
    // Tried again soon, should it not come to its end.
    timers.setEarlier('expire', '', Date.now() + HOUR_MS)
    timers.arm()
    const { retainDays = RETENTION.customerDays, retainVisitorDays = RETENTION.visitorDays } =
      (await workspaceConfig(env, workspace))?.settings ?? {}
    await this.#forgetErased()
    const now = Date.now()
    store.labels.expire({ verified: now - retainDays * DAY_MS, visitor: now - retainVisitorDays * DAY_MS })
    if (store.labels.count() === 0) timers.clear('expire', '')
    else timers.set('expire', '', now + DAY_MS)
  }

  /** Storage may have been rewound: whoever was erased since is looked for at once. */
  rewound(now: number): void {
    this.#parts.timers.setEarlier('expire', '', now)
  }

  /** A copy of before may have brought back what was forgotten. */
  async #forgetErased(): Promise<void> {
    const { env, workspace } = this.#parts.where()
    const sessions = this.#parts.store.labels.sessions()
    if (sessions.length === 0) return
    for (const session of await keysOf(env, workspace).erased({ sessions })) this.forget({ session })
    this.#parts.store.see(generationOf(env))
  }

  #weigh(now: number): void {
    const { store, timers } = this.#parts
    const count = store.labels.count()
    if (count < LABELS_NEEDED) return
    const model = store.releases.current()?.model
    const known = model == null ? 0 : (store.models.find(model)?.labels ?? 0)
    timers.setEarlier('calibrate', '', now + (count - known >= WORTH ? SOON_MS : DAY_MS))
  }
}
