import { DurableObject } from 'cloudflare:workers'
import type { UndeliveredResponse } from '@baton/protocol'
import { hasTables } from '../durable/has-tables.ts'
import { Line } from '../durable/line.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { Sealing } from '../keys/sealing.ts'
import { warn } from '../log.ts'
import { Accounts, malformedIn } from './accounts.ts'
import { removalAct, replayAct, savingAct } from './acts.ts'
import { BuriedMessages } from './buried.ts'
import { ChannelErrands } from './errands.ts'
import { Pace } from './pace.ts'
import type { ChannelsRoom, OpenAccount } from './rooms.ts'
import { CHANNELS_SCHEMA } from './schema.ts'
import { speakerOf } from './speaker.ts'
import { Tokens } from './tokens.ts'
import { toolsFor } from './tools.ts'

/** When a vendor was last heard is told to the minute; a row for every message would be a write for every message. */
const HEARD_MS = 60_000
/** What a crash left undone is taken up again after this time. */
const RETRY_MS = 5_000
const NOTHING: UndeliveredResponse = { undelivered: [], next: null }

/** One per workspace: its accounts on channels, what their vendors allow at the moment, and what could not be delivered. */
export class Channels extends DurableObject<Env> implements ChannelsRoom {
  readonly #accounts: Accounts
  readonly #tokens: Tokens
  readonly #buried: BuriedMessages
  readonly #timers: Timers<'outbox' | 'previous'>
  readonly #errands: ChannelErrands
  readonly #paces = new Map<string, Pace>()
  readonly #heard = new Map<string, number>()
  /** Changes of accounts, one after the other: what was sealed for one is stored before the next looks. */
  readonly #line = new Line()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    const workspace = () => this.#workspace()
    const sealing = new Sealing(() => this.env, workspace, '*channels')
    this.#accounts = new Accounts(storage.sql, sealing)
    this.#tokens = new Tokens(storage.sql, sealing)
    this.#buried = new BuriedMessages(storage.sql)
    this.#timers = new Timers(storage)
    this.#errands = new ChannelErrands({ storage, timers: this.#timers, env: () => this.env, workspace })
    // An object without accounts stays empty: anybody may knock at an address of a workspace that has none.
    if (this.#isInUse()) migrate(storage, CHANNELS_SCHEMA)
  }

  async account({ account }: { account: string }): Promise<OpenAccount | null> {
    return this.#isInUse() ? this.#accounts.open(account, Date.now()) : null
  }

  async accounts(): Promise<OpenAccount[]> {
    return this.#isInUse() ? this.#accounts.all(Date.now()) : []
  }

  async views(): ReturnType<ChannelsRoom['views']> {
    return this.#isInUse() ? this.#accounts.views(Date.now()) : []
  }

  async save({ account, form, by }: Parameters<ChannelsRoom['save']>[0]): ReturnType<ChannelsRoom['save']> {
    const malformed = malformedIn(form)
    if (malformed !== null) return { malformed }
    if (account !== null && !this.#has(account)) return { refused: 'not_found' }
    this.#begin()
    const saved = await this.#line.run(async () => {
      const prepared = await this.#accounts.prepare(account, form)
      if (prepared === null) return null
      const now = Date.now()
      this.ctx.storage.transactionSync(() => {
        const until = this.#accounts.put(prepared, now)
        if (until !== null) this.#timers.setEarlier('previous', '', until)
        if (prepared.fields.length > 0) this.#tokens.drop(prepared.account)
        const act = savingAct(prepared, by)
        if (act) this.#errands.audit(act, now)
      })
      return prepared.account
    })
    await this.#errands.run()
    if (saved !== null) return { account: saved }
    // One that is removed meanwhile is not there; another channel's is not changed into this one.
    return account !== null && this.#has(account) ? { malformed: 'channel' } : { refused: 'not_found' }
  }

  async remove({ account, by }: Parameters<ChannelsRoom['remove']>[0]): Promise<boolean> {
    if (!this.#isInUse()) return false
    const isDone = await this.#line.run(async () => {
      const channel = this.#accounts.channelOf(account)
      if (channel === null) return false
      this.ctx.storage.transactionSync(() => {
        this.#accounts.remove(account)
        this.#errands.audit(removalAct(account, channel, by), Date.now())
      })
      this.#paces.delete(account)
      this.#heard.delete(account)
      return true
    })
    await this.#errands.run()
    return isDone
  }

  async leave({ account }: { account: string }): ReturnType<ChannelsRoom['leave']> {
    const pace = this.#pace(account)
    return pace ? { waitMs: pace.leave(Date.now()) } : { refused: 'account_gone' }
  }

  async told({ account, attempt }: Parameters<ChannelsRoom['told']>[0]): Promise<void> {
    const pace = this.#pace(account)
    if (!pace) return
    const before = pace.downSince
    pace.told(attempt, Date.now())
    if (pace.downSince !== before) this.#accounts.setDownSince(account, pace.downSince)
  }

  async heard({ account }: { account: string }): Promise<void> {
    const now = Date.now()
    const last = this.#heard.get(account)
    if ((last !== undefined && last <= now && now - last < HEARD_MS) || !this.#has(account)) return
    this.#heard.set(account, now)
    this.#accounts.setHeardAt(account, now)
  }

  async token({ account, stale }: Parameters<ChannelsRoom['token']>[0]): Promise<string | null> {
    const open = await this.account({ account })
    // Also for one that is off, which an operator may try out.
    const speaker = speakerOf(open && { ...open, isOn: true })
    if (!speaker?.channel.fetchToken) return null
    const { channel } = speaker
    try {
      const tools = toolsFor(this.env, { workspace: this.#workspace(), account })
      return await this.#tokens.get(
        account,
        stale,
        async () => (await channel.fetchToken?.(speaker.account, tools)) ?? null,
      )
    } catch (error) {
      warn('channels.token', error, { account })
      // Without a token nothing goes out, so this is how it shows that the vendor is down.
      await this.told({ account, attempt: { as: 'later', isOverload: false } })
      throw error
    }
  }

  async cursor({ account }: { account: string }): Promise<string | null> {
    return this.#isInUse() ? this.#accounts.cursor(account) : null
  }

  async moveCursor({ account, from, to }: Parameters<ChannelsRoom['moveCursor']>[0]): Promise<void> {
    if (this.#isInUse()) this.#accounts.moveCursor(account, from, to)
  }

  async bury(request: Parameters<ChannelsRoom['bury']>[0]): Promise<void> {
    this.#begin()
    this.#buried.put(request)
  }

  async undelivered(request: Parameters<ChannelsRoom['undelivered']>[0]): Promise<UndeliveredResponse> {
    return this.#isInUse() ? this.#buried.page(request) : NOTHING
  }

  async replay({ ids, by }: Parameters<ChannelsRoom['replay']>[0]): Promise<number> {
    if (!this.#isInUse()) return 0
    const now = Date.now()
    const taken = this.ctx.storage.transactionSync(() => {
      const messages = this.#buried.take(ids)
      for (const message of messages) this.#errands.redeliver(message, now)
      if (messages.length > 0) this.#errands.audit(replayAct(messages.length, by), now)
      return messages.length
    })
    // Not waited for: there may be many, and each is told even after a crash.
    this.ctx.waitUntil(this.#errands.run())
    return taken
  }

  async forget({ session }: { session: string }): Promise<void> {
    if (!this.#isInUse()) return
    this.ctx.storage.transactionSync(() => {
      this.#buried.forget(session)
      this.#errands.forget(session)
    })
  }

  async lookAtTimers(): Promise<void> {
    if (this.#isInUse()) await this.alarm()
  }

  override async alarm(): Promise<void> {
    if (!this.#isInUse()) return
    this.#timers.disarm()
    const now = Date.now()
    // Set before anything is awaited, so that somebody looks again after a crash.
    if (this.#timers.take(now).length > 0) this.#timers.set('outbox', '', now + RETRY_MS)
    const next = this.#accounts.dropPrevious(now)
    if (next !== null) this.#timers.set('previous', '', next)
    this.#timers.arm()
    await this.#errands.run()
  }

  #pace(account: string): Pace | null {
    const known = this.#paces.get(account)
    if (known) return known
    const channel = this.#isInUse() ? this.#accounts.channelOf(account) : null
    if (channel === null) return null
    const pace = new Pace(channel, this.#accounts.downSince(account))
    this.#paces.set(account, pace)
    return pace
  }

  #has(account: string): boolean {
    return this.#isInUse() && this.#accounts.has(account)
  }

  /** Tables, and the workspace's name: an alarm does not know whose object it woke. */
  #begin(): void {
    migrate(this.ctx.storage, CHANNELS_SCHEMA)
    const { sql } = this.ctx.storage
    if (sql.exec('SELECT 1 FROM workspace').toArray().length > 0) return
    sql.exec('INSERT INTO workspace (one, id) VALUES (1, ?)', this.#name())
  }

  #workspace(): string {
    const [row] = this.ctx.storage.sql.exec<{ id: string }>('SELECT id FROM workspace').toArray()
    return row?.id ?? this.#name()
  }

  #name(): string {
    const { name } = this.ctx.id
    if (name === undefined) throw new Error('an object that nobody has called has no workspace')
    return name
  }

  #isInUse(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
