import { DurableObject } from 'cloudflare:workers'
import { hasTables } from '../durable/has-tables.ts'
import { Line } from '../durable/line.ts'
import { migrate } from '../durable/migrate.ts'
import { type Timer, Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { warn } from '../log.ts'
import type { KeysRoom, SessionKey } from './rooms.ts'
import { KEYS_SCHEMA } from './schema.ts'
import { SessionKeys } from './session-keys.ts'
import { type WorkspaceKey, WorkspaceKeys } from './workspace-keys.ts'

/** `rotate` is set for a workspace by name: an alarm does not know whose object it woke. */
type KeysTimer = 'rewrap' | 'rotate'

/** Keys wrapped anew in one go; what comes between two goes waits no longer. */
const BATCH = 100
const RETRY_MS = 60_000
/** Unless the workspace's settings say otherwise. */
const ROTATION_DAYS = 90
const DAY_MS = 24 * 3_600_000
/** A setting that was changed is heard after this time. */
const LOOK_MS = 7 * DAY_MS

/**
 * One per workspace: the key of every session, wrapped. An object of its own, so that bringing a Session back from a
 * backup does not bring back what opened it.
 */
export class Keys extends DurableObject<Env> implements KeysRoom {
  readonly #workspaceKeys: WorkspaceKeys
  readonly #sessionKeys: SessionKeys
  readonly #timers: Timers<KeysTimer>
  /** Whatever makes keys or wraps them anew, one after the other. Reading does not wait for it. */
  readonly #line = new Line()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const secrets = { current: env.BATON_SECRET, previous: env.BATON_SECRET_PREVIOUS || null }
    this.#workspaceKeys = new WorkspaceKeys(ctx.storage.sql, secrets)
    this.#sessionKeys = new SessionKeys(ctx.storage, this.#workspaceKeys)
    this.#timers = new Timers(ctx.storage)
    if (this.#isInUse()) migrate(ctx.storage, KEYS_SCHEMA)
  }

  async sessionKey({ session }: { session: string }): Promise<SessionKey> {
    const known = this.#isInUse() ? await this.#sessionKeys.find(session) : null
    if (known) return known
    return this.#line.run(async () => {
      migrate(this.ctx.storage, KEYS_SCHEMA)
      await this.#sessionKeys.make(session, await this.#current())
      const made = await this.#sessionKeys.find(session)
      if (!made) throw new Error('a key that was just made is not there')
      return made
    })
  }

  async erase({ session }: { session: string }): Promise<void> {
    migrate(this.ctx.storage, KEYS_SCHEMA)
    this.#sessionKeys.erase(session, Date.now())
  }

  async erased({ sessions }: { sessions: string[] }): Promise<string[]> {
    return this.#isInUse() ? this.#sessionKeys.erased(sessions) : []
  }

  async rotate(): Promise<{ kid: string }> {
    const { kid } = await this.#line.run(() => this.#rotate())
    return { kid }
  }

  override async alarm(): Promise<void> {
    if (!this.#isInUse()) return
    const now = Date.now()
    this.#timers.disarm()
    for (const timer of this.#timers.take(now)) {
      // Armed before anything is awaited: whatever happens, somebody looks again.
      this.#set(timer.kind, timer.key, now + RETRY_MS)
      await this.#run(timer, now).catch((error: unknown) => warn('keys.timer', error, { timer: timer.kind }))
    }
    this.#timers.arm()
  }

  async #run({ kind, key }: Timer<KeysTimer>, now: number): Promise<void> {
    switch (kind) {
      case 'rewrap': {
        const more = await this.#line.run(async () => this.#sessionKeys.rewrap(await this.#current(), BATCH))
        if (more) return this.#set('rewrap', '', now)
        this.#workspaceKeys.deleteUnused()
        return this.#timers.clear('rewrap', '')
      }
      case 'rotate': {
        const config = await workspaceConfig(this.env, key)
        const days = config ? (config.settings.keyRotationDays ?? ROTATION_DAYS) : 0
        const made = this.#workspaceKeys.current()?.made ?? now
        const isDue = days > 0 && now >= made + days * DAY_MS
        if (isDue) await this.rotate()
        const due = days > 0 ? (isDue ? now : made) + days * DAY_MS : now + LOOK_MS
        return this.#set('rotate', key, Math.min(due, now + LOOK_MS))
      }
    }
  }

  async #rotate(): Promise<WorkspaceKey> {
    migrate(this.ctx.storage, KEYS_SCHEMA)
    const now = Date.now()
    const made = await this.#workspaceKeys.make(now)
    this.#set('rewrap', '', now)
    const workspace = this.ctx.id.name
    if (workspace !== undefined && !this.#timers.has('rotate', workspace)) this.#set('rotate', workspace, now + LOOK_MS)
    return made
  }

  /** The key that wraps now, made on the first ask. */
  async #current(): Promise<WorkspaceKey> {
    const current = this.#workspaceKeys.current()
    return current ? this.#workspaceKeys.open(current.kid) : this.#rotate()
  }

  #set(kind: KeysTimer, key: string, due: number): void {
    this.#timers.set(kind, key, due)
    this.#timers.arm()
  }

  #isInUse(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
