import { FILE_LIMITS, LIMITS } from '@baton/protocol'
import { type Actor, BOT, type Saying } from '@baton/relay/session'
import type { Outgoing } from '../channels/channel.ts'
import { openAccount } from '../channels/open-account.ts'
import type { Heard, HeardAnswer } from '../channels/rooms.ts'
import { speakerOf } from '../channels/speaker.ts'
import { splitText } from '../channels/split-text.ts'
import { toldId } from '../channels/vendor-id.ts'
import { BatonError } from '../http/baton-error.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'
import { wasHeardElsewhere } from './heard-before.ts'
import { say } from './saying.ts'

/** Whoever could not be heard comes again after this time. */
const RETRY_MS = 2_000

/** One of the messages that something heard becomes: as much as one may hold. */
interface Piece {
  text: string
  media: Heard['media']
  place?: NonNullable<Heard['place']>
}

/** Hears what customers say by channels: in the session's line, through the same door as what comes by the widget. */
export class Hearing {
  readonly #core: Core
  /** Ways by which other sessions were told that the customer is heard again. */
  readonly #stirred = new Set<string>()

  constructor(core: Core) {
    this.#core = core
  }

  async hear(heard: Heard): Promise<HeardAnswer> {
    const answer = await this.#core.line.run(() => this.#tryToStore(heard))
    if (!answer.ok) return answer
    const { seq, waiting } = answer
    if (!waiting) return { ok: true, seq }
    const carried = waiting === 'before' ? await this.#carriedBefore(seq, heard) : await waiting
    return carried ? { ok: true, seq, passive: carried } : { ok: true, seq }
  }

  async #tryToStore(heard: Heard): Promise<Stored | Exclude<HeardAnswer, { ok: true }>> {
    try {
      if (this.#core.ledger.state.linkedTo !== null) return { ok: false, refused: 'linked' }
      return await this.#store(heard)
    } catch (error) {
      if (this.#core.isOver || (error instanceof BatonError && error.code === 'sealed_gone')) {
        return { ok: false, refused: 'erased' }
      }
      warn('session.hear', error)
      return { ok: false, refused: 'unavailable', retryAfterMs: RETRY_MS }
    }
  }

  async #store(heard: Heard): Promise<Stored> {
    const { delivering, errands, files, ledger, passive, routes } = this.#core
    const pieces = piecesOf(heard)
    // Known before anything is written, so that nothing is told of it where nobody wants to be told.
    await this.#core.knowhow()
    await routes.meet(heard)
    // It was about connecting this chat, and is brought again.
    if (ledger.find(BOT, toldId(heard.id))) return { ok: true, seq: ledger.state.head, waiting: null }
    const { profile } = ledger.state
    const actor: Actor = {
      role: 'customer',
      id: profile?.id ?? heard.profile.id,
      name: profile?.name ?? null,
      verified: profile?.verified ?? false,
    }
    const { route, account, passiveMs, readWith } = heard
    if (readWith !== undefined) this.#core.signals.readable(heard.id, readWith)
    let first: number | null = null
    let waiting: Stored['waiting'] = null
    for (const [n, piece] of pieces.entries()) {
      const id = n === 0 ? heard.id : `${heard.id}:${n + 1}`
      const known = ledger.find({ role: actor.role, id: actor.id }, id)
      if (known) {
        first ??= known.seq
        continue
      }
      if (ledger.log.isPast(id) || (await wasHeardElsewhere(this.#core, route, id))) continue
      const kept = await this.#core.attachments.keep(actor, piece.media)
      const now = Date.now()
      const within = (seq: number) => {
        delivering.release(route, now)
        this.#stir(route, now)
        for (const [index, { ref, name, kind }] of piece.media.entries()) {
          const own = kept[index]
          if (own && 'row' in own) files.bring({ ...own.row, seq, ask: `attachment:${seq}:${index}` })
          const done = own && ('row' in own ? { file: own.row.id } : own)
          errands.fetch({ seq, index, account, ref, name: name ?? kind, at: now, ...done }, now)
        }
        if (n === 0 && passiveMs !== undefined) waiting = passive.wait(route, seq, passiveMs)
      }
      const said = await say(this.#core, id, bodyOf(heard, piece), actor, { within })
      if (said.as === 'refused') throw new Error(`a customer's words were refused: ${said.code}`)
      // Only now: what was not stored has told nobody, and a way may yet be brought along by a link.
      if (routes.row(route)?.link) this.#stirred.add(route)
      first ??= said.event.seq
    }
    const seq = first ?? ledger.state.head
    const isBots = ledger.state.holder === 'bot'
    if (waiting === null && passiveMs === undefined && first !== null && isBots) this.#core.signals.typing(route)
    if (waiting !== null || passiveMs === undefined) return { ok: true, seq, waiting: isBots ? waiting : null }
    return { ok: true, seq, waiting: 'before' }
  }

  /** Heard again: what a response carried is given again; what is still to be answered is waited for. */
  async #carriedBefore(seq: number, { route, account, passiveMs = 0 }: Heard): Promise<Outgoing | null> {
    const { delivering, env, errands, ledger, passive } = this.#core
    const speaker = speakerOf(await openAccount(env, this.#core.identity().workspace, account))
    const carried = speaker && delivering.carriedFor(seq, speaker.account)
    if (carried) return carried
    const isAnswering = ledger.store.turn()?.seqs.includes(seq) || errands.owedBy(route).length > 0
    return isAnswering ? passive.wait(route, seq, passiveMs) : null
  }

  /** What another session still holds back by this way may go out now. Inside the transaction. */
  #stir(route: string, now: number): void {
    const { errands, ledger, routes } = this.#core
    if (this.#stirred.has(route) || routes.row(route)?.link === null) return
    const { workspace } = this.#core.identity()
    for (const session of ledger.state.earlier) errands.stir({ workspace, session, route, standing: 'open' }, now)
  }
}

interface Stored {
  ok: true
  seq: number
  /** The first answer, for a response that can carry it. `before`: the message was stored before. */
  waiting: Promise<Outgoing | null> | 'before' | null
}

/** As many messages as it takes: nothing is lost of what is longer than one may be. */
function piecesOf({ text, media, place }: Heard): Piece[] {
  const texts = splitText(text, LIMITS.textChars, (each) => each.length)
  const count = Math.max(texts.length, Math.ceil(media.length / FILE_LIMITS.filesPerMessage), place ? 1 : 0)
  return Array.from({ length: count }, (_, n) => ({
    text: texts[n] ?? '',
    media: media.slice(n * FILE_LIMITS.filesPerMessage, (n + 1) * FILE_LIMITS.filesPerMessage),
    ...(n === 0 && place && { place }),
  }))
}

const bodyOf = ({ channel, route, locale }: Heard, { text, media, place }: Piece): Saying => ({
  kind: 'message',
  text,
  via: { channel, route },
  ...(locale && { locale }),
  ...(media.length > 0 && { attachments: media.map(({ kind }) => ({ kind })) }),
  ...(place && { place }),
})
