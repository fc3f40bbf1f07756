import type { Command, ErrorCode, SessionEvent } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import { principalOf } from '@baton/relay/permissions'
import { type Actor, decideRedact, decideReveal, type EventDraft, partyOf } from '@baton/relay/session'
import { BatonError } from '../http/baton-error.ts'
import type { Alongside, Core } from './core.ts'
import type { Committed } from './ledger.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** What came of it: stored now, with the original where it was asked for; stored before; or refused. */
export type Answer =
  | { ok: true; event: SessionEvent; original?: { text: string; hideAfterMs: number } }
  | { ok: false; code: ErrorCode }

/** An original stays on a screen this long. */
const HIDE_AFTER_MS = 30_000

/** What staff may do to what was masked: look at an original once, or take a text out. Each is written down. */
export class Originals {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /**
   * Opens an original for one command. The event that says so and the entry of the audit log are stored before anybody sees
   * it; the same command again is acknowledged, and shows nothing.
   */
  async reveal(id: string, { seq, original, reason: raw }: Of<'reveal'>, actor: Actor): Promise<Answer> {
    const { ledger, seals } = this.#core
    const { exempt } = await this.#core.knowhow()
    const reason = redact(raw, DETECTORS, exempt).text
    const look = () => decideReveal(id, { original, reason }, actor, ledger.log.get(seq), seals.has(seq, original))
    const known = ledger.find(partyOf(actor), id)
    if (known) return { ok: true, event: known }
    const before = look()
    if (!before.ok) return before
    const opened = await openedOr(seals.open(seq, original))
    if (opened instanceof BatonError) return { ok: false, code: opened.code }
    // Much may have happened while the key was on its way.
    if (!this.#core.mayRead(actor)) return { ok: false, code: 'forbidden' }
    const verdict = look()
    if (!verdict.ok) return verdict
    const event = this.#commit(id, verdict.drafts, {
      within: () => this.#audit('session.reveal', id, actor, { seq, reason }),
    })
    return { ok: true, event, original: { text: opened, hideAfterMs: HIDE_AFTER_MS } }
  }

  /** Takes out what an event said, with every copy of it and what was kept sealed. */
  async redact(id: string, { seq, reason: raw }: Of<'redact'>, actor: Actor): Promise<Answer> {
    const { ledger, seals, handles } = this.#core
    const { exempt } = await this.#core.knowhow()
    const reason = redact(raw, DETECTORS, exempt).text
    const known = ledger.find(partyOf(actor), id)
    if (known) return { ok: true, event: known }
    const removing = decideRedact(id, seq, actor, ledger.log.since(seq - 1))
    if (!removing.ok) return removing
    const event = this.#commit(id, removing.log.drafts, {
      redacted: removing.log,
      within: () => {
        seals.drop(seq)
        this.#core.files.forgetRecording(seq, Date.now())
        this.#audit('session.redact', id, actor, { seq, reason })
      },
    })
    handles.delete(seq)
    return { ok: true, event }
  }

  #commit(id: string, drafts: readonly EventDraft[], alongside: Alongside): SessionEvent {
    let own: SessionEvent | null = null
    const stored = (committed: readonly Committed[]) => {
      own = committed.find(({ event }) => event.id === id)?.event ?? null
    }
    this.#core.commit(drafts, { ...alongside, stored })
    if (!own) throw new Error('a command has an event of its own')
    return own
  }

  #audit(action: string, id: string, actor: Actor, { seq, reason }: { seq: number; reason: string }): void {
    const { session } = this.#core.identity()
    this.#core.errands.audit({
      id: `${session}:${id}`,
      at: Date.now(),
      by: { role: principalOf(actor), id: actor.id },
      action,
      on: { session, seq: String(seq) },
      reason,
    })
  }
}

/** The original, or why it cannot be had; everything else is thrown on. */
const openedOr = (opening: Promise<string>): Promise<string | BatonError> =>
  opening.catch((error: unknown) => {
    if (error instanceof BatonError) return error
    throw error
  })
