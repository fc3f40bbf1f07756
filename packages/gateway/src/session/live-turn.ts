import type { BotContext, ChatProvider, Reading, Rule } from '@baton/protocol'
import { fromLog, type Handle, type Redacted } from '@baton/relay/masking'
import { BOT, type EventDraft, isCurrent, joinTurn, type SessionState, type Turn } from '@baton/relay/session'
import { metrics } from '../metrics/metrics.ts'
import { chatOf, embeddingsOf, type Hired, visionOf } from '../providers/providers.ts'
import { Codes } from './codes.ts'
import type { Core } from './core.ts'
import { IdentityChecks } from './identity-checks.ts'
import type { Knowhow } from './knowhow.ts'
import { nearestByMeaning } from './meaning.ts'
import { MOST_PICTURES, pictureNote, readPicture } from './pictures.ts'
import { type Checks, type StepUp, type StepUpCall, stepUp } from './step-up.ts'
import type { TurnHost } from './turn-host.ts'

/** A live turn is looked after this often until it ends. */
const WATCH_MS = 1_000
/** What is left of a turn's time when a picture has to be read, for the answer. */
const PICTURE_SPARE_MS = 4_000
/** An answer being written is checkpointed this often. */
const CHECKPOINT_MS = 1_000

/** The bot's live turn in this session: its row, its timer, and what is shown of it. */
export class LiveTurn implements TurnHost {
  readonly #core: Core
  readonly #checks: Checks
  /** What had been taken out of the log when a turn was read. */
  readonly #readAt = new WeakMap<Turn, number>()
  #checkpointAt = 0

  constructor(core: Core) {
    this.#core = core
    const { sql } = core.ctx.storage
    const codes = new Codes(sql, core.env.BATON_SECRET, () => {
      const { workspace, session } = core.identity()
      return `${workspace}|${session}`
    })
    this.#checks = { codes, identity: new IdentityChecks(sql) }
  }

  /** A message is the bot's to answer. Inside the transaction of it. */
  join(seq: number, after: SessionState, now: number): void {
    const { ledger, settings } = this.#core
    ledger.store.saveTurn(joinTurn(ledger.store.turn(), seq, after, settings, now))
    this.watch(now)
  }

  /** Somebody looks whether it has ended, also after a crash. */
  watch(now: number): void {
    this.#core.timers.set('turn', '', now + WATCH_MS)
  }

  /** Inside a transaction. */
  clear(): void {
    this.#core.ledger.store.endTurn()
    this.#core.timers.clear('turn', '')
  }

  session(): string {
    return this.#core.identity().session
  }

  now(): number {
    return Date.now()
  }

  state(): SessionState {
    return this.#core.ledger.state
  }

  /** What is taken out of the log after this is still in what this turn thinks of. */
  turn(): Turn | null {
    const turn = this.#core.ledger.store.turn()
    if (turn) this.#readAt.set(turn, this.#core.redactions)
    return turn
  }

  said(seq: number): ReturnType<TurnHost['said']> {
    const event = this.#core.ledger.log.get(seq)
    if (event?.kind !== 'message') return { text: '', files: 0, marks: [] }
    const { text, files = [], attachments = [], place, marks = [], spoken } = event.body
    // Whatever is not words: a place, too, is something the bot cannot read.
    const brought = files.length + attachments.length + (place ? 1 : 0)
    return { text, files: brought, marks: marks.map(({ kind }) => kind), ...(spoken && { spoken }) }
  }

  offerLater({ id, delayS = 0 }: Rule): void {
    const { timers } = this.#core
    if (timers.has('offer', id)) return
    timers.set('offer', id, this.now() + delayS * 1_000)
    timers.arm()
  }

  isStored(id: string): boolean {
    return this.#core.ledger.find(BOT, id) !== null
  }

  handlesOf(seq: number): readonly Handle[] {
    return this.#core.handles.get(seq) ?? []
  }

  stepUp(knowhow: Knowhow, call: StepUpCall): Promise<StepUp> {
    return stepUp(this.#checks, knowhow, call)
  }

  /** Read once: what was read before a crash stands in its note. */
  async picture(turn: Turn, { config, exempt }: Knowhow): Promise<Redacted | null> {
    const { env, ledger, files } = this.#core
    const vision = visionOf(env, config)
    if (!vision || (vision.settings.of === 'signed_in' && !ledger.state.profile?.verified)) return null
    const brought = turn.seqs.flatMap((seq) => {
      const event = ledger.log.get(seq)
      return event?.kind === 'message' ? (event.body.files ?? []) : []
    })
    const texts: Redacted[] = []
    for (const { id: file } of brought.slice(0, MOST_PICTURES)) {
      const id = `${turn.id}:picture:${file}`
      const noted = ledger.find(BOT, id)
      if (noted?.kind === 'note') texts.push(fromLog(noted.body.text))
      const found = noted ? null : files.stored(file)
      if (!found) continue
      const withinMs = turn.deadline - this.now() - PICTURE_SPARE_MS
      const text = await readPicture(this.#core, vision, found, { exempt, withinMs })
      if (text === null) continue
      if (!this.commit(turn, [pictureNote(id, text)], false)) return null
      texts.push(text)
    }
    return texts.length > 0 ? fromLog(texts.join('\n')) : null
  }

  async nearest(knowhow: Knowhow, reading: Reading, context: BotContext): Promise<BotContext['nearest'] | null> {
    const embeddings = embeddingsOf(this.#core.env, knowhow.config)
    return embeddings && nearestByMeaning(embeddings, knowhow, reading, context)
  }

  model({ config }: Knowhow): Hired<ChatProvider> | null {
    return chatOf(this.#core.env, config)
  }

  knowhow(): Promise<Knowhow> {
    return this.#core.knowhow()
  }

  commit(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean {
    const { ledger } = this.#core
    if (!isCurrent(turn, ledger.state)) {
      this.endTurn()
      return false
    }
    const joined = (ledger.store.turn()?.seqs.length ?? 0) > turn.seqs.length
    if (end && joined) return false
    if (this.#isOutdated(turn)) return false
    this.#core.commit(drafts, { within: () => end && this.clear() })
    if (end) {
      this.#core.stream = null
      metrics.turns.observe(Math.max(0, Date.now() - this.#beganAt(turn)) / 1_000)
    }
    return true
  }

  /** Gone without an answer: the baton has passed on, and who holds it now answers. A newer turn stays. */
  endTurn(): void {
    const { ctx, ledger } = this.#core
    const turn = ledger.store.turn()
    if (turn && !isCurrent(turn, ledger.state)) ctx.storage.transactionSync(() => this.clear())
  }

  busy(): void {
    this.#core.sockets.signal({ kind: 'typing', by: BOT, on: true })
  }

  stream(turn: Turn, n: number, text: Redacted): void {
    if (this.#isOutdated(turn)) return
    const now = Date.now()
    if (n === 1) metrics.firstSentences.observe(Math.max(0, now - this.#beganAt(turn)) / 1_000)
    this.#core.stream = { ref: turn.id, n, text }
    this.#core.sockets.cast({ type: 'delta', ref: turn.id, fence: turn.fence, n, text })
    if (now - this.#checkpointAt < CHECKPOINT_MS) return
    this.#checkpointAt = now
    this.#core.ledger.store.saveStream(this.#core.stream)
  }

  /** A deadline is set with the turn's first message. */
  #beganAt(turn: Turn): number {
    return turn.deadline - this.#core.settings.turnMs
  }

  #isOutdated(turn: Turn): boolean {
    return (this.#readAt.get(turn) ?? this.#core.redactions) < this.#core.redactions
  }
}
