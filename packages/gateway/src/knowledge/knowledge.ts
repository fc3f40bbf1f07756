import { DurableObject } from 'cloudflare:workers'
import type { AuditEntry, Pack, Snapshot } from '@baton/protocol'
import { type Blobs, blobsOf } from '../blobs/blobs.ts'
import { Errands } from '../durable/errands.ts'
import { hasTables } from '../durable/has-tables.ts'
import { Line } from '../durable/line.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { warn } from '../log.ts'
import type { KnowledgeRoom } from '../rooms.ts'
import { auditOf } from '../rooms-of.ts'
import { publishingActs } from './acts.ts'
import { KNOWLEDGE_MIGRATIONS } from './schema.ts'
import { putOnShelf } from './shelf.ts'
import { Snapshots } from './snapshots.ts'
import { versionOf } from './version.ts'

const bytesOf = (pack: Pack): Uint8Array => new TextEncoder().encode(JSON.stringify(pack))

/** One per workspace: the packs it published, and which of them answers now. */
export class Knowledge extends DurableObject<Env> implements KnowledgeRoom {
  readonly #snapshots: Snapshots
  readonly #publishing = new Line()
  readonly #timers: Timers<'outbox'>
  /** To the workspace's Audit. */
  readonly #errands: Errands<AuditEntry>
  /** Versions that are being put back onto the shelf, so that many who miss one cause one write. */
  readonly #mending = new Set<string>()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#snapshots = new Snapshots(ctx.storage)
    this.#timers = new Timers(ctx.storage)
    this.#errands = new Errands(ctx.storage, this.#timers, async (workspace, entry) => {
      await auditOf(env, workspace).record(entry)
    })
    if (this.#isPublished()) migrate(ctx.storage, KNOWLEDGE_MIGRATIONS)
  }

  /** On the shelf first: `current` never points at what isolates would all have to fetch from here. */
  async publish(pack: Pack): Promise<{ version: string }> {
    const bytes = bytesOf(pack)
    return this.#publishing.run(async () => {
      const named = await versionOf(bytes)
      const blobs = this.#blobs()
      if (blobs) await putOnShelf(blobs, bytes, named)
      migrate(this.ctx.storage, KNOWLEDGE_MIGRATIONS)
      this.#makeCurrent(named.version, pack, bytes)
      this.ctx.waitUntil(this.#errands.run())
      return { version: named.version }
    })
  }

  override async alarm(): Promise<void> {
    if (!this.#isPublished()) return
    this.#timers.disarm()
    this.#timers.take(Date.now())
    await this.#errands.run()
  }

  async currentVersion(): Promise<string | null> {
    return this.#isPublished() ? this.#snapshots.current() : null
  }

  /** Asked only for what is not on the shelf, or where there is none. */
  async snapshot(version: string): Promise<Snapshot | null> {
    const snapshot = this.#isPublished() ? this.#snapshots.read(version) : null
    const blobs = snapshot && this.#blobs()
    if (blobs && !this.#mending.has(version)) this.ctx.waitUntil(this.#mend(blobs, snapshot))
    return snapshot
  }

  /** What it changes is written down in the same transaction. */
  #makeCurrent(version: string, pack: Pack, bytes: Uint8Array): void {
    const workspace = this.ctx.id.name
    if (workspace === undefined) throw new Error('Knowledge is reached by the name of its workspace')
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      const current = this.#snapshots.current()
      const before = current === null ? null : this.#snapshots.read(current)
      this.#snapshots.store(version, bytes)
      for (const act of publishingActs(before, { version, pack })) {
        this.#errands.put(workspace, { ...act, id: crypto.randomUUID(), at: now }, now)
      }
    })
  }

  /** Puts back what was lost there, or was published before there was a shelf. */
  async #mend(blobs: Blobs, { version, pack }: Snapshot): Promise<void> {
    this.#mending.add(version)
    try {
      const bytes = bytesOf(pack)
      const named = await versionOf(bytes)
      if (named.version === version) await putOnShelf(blobs, bytes, named)
    } catch (error) {
      // It is served from here until the next try.
      warn('blobs.not_mended', error)
    } finally {
      this.#mending.delete(version)
    }
  }

  #blobs(): Blobs | null {
    const workspace = this.ctx.id.name
    return workspace === undefined ? null : blobsOf(this.env, workspace)
  }

  #isPublished(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
