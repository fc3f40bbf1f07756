import { DurableObject } from 'cloudflare:workers'
import type { Pack, Snapshot } from '@baton/protocol'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import type { Env } from '../env.ts'
import type { KnowledgeRoom } from '../rooms.ts'
import { KNOWLEDGE_MIGRATIONS } from './schema.ts'
import { Snapshots } from './snapshots.ts'

/** One per workspace: the packs it published, and which of them answers now. */
export class Knowledge extends DurableObject<Env> implements KnowledgeRoom {
  readonly #snapshots: Snapshots

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#snapshots = new Snapshots(ctx.storage)
    if (this.#isPublished()) migrate(ctx.storage, KNOWLEDGE_MIGRATIONS)
  }

  async publish(pack: Pack): Promise<{ version: string }> {
    migrate(this.ctx.storage, KNOWLEDGE_MIGRATIONS)
    return { version: await this.#snapshots.store(pack) }
  }

  async currentVersion(): Promise<string | null> {
    return this.#isPublished() ? this.#snapshots.current() : null
  }

  async snapshot(version: string): Promise<Snapshot | null> {
    return this.#isPublished() ? this.#snapshots.read(version) : null
  }

  #isPublished(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
