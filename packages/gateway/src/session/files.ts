import { type ErrorCode, FILE_LIMITS, type FileSize, isPicture, type SentFile } from '@baton/protocol'
import { fromLog, type Masked } from '@baton/relay/masking'
import { may, principalOf } from '@baton/relay/permissions'
import { type Actor, holderOf, partyOf } from '@baton/relay/session'
import { blobsOf } from '../blobs/blobs.ts'
import { cleanName, nameFor } from '../files/file-name.ts'
import { mintLink, mintUpload } from '../files/passes.ts'
import { opaque } from '../http/secrets.ts'
import type { Core } from './core.ts'
import { type FileRow, FileRows } from './file-rows.ts'
import { writerOf } from './log.ts'
import type { FilesRoom, FoundFile } from './rooms.ts'

const HOUR_MS = 3_600_000
/** Blobs removed at one look. */
const TIDY = 50
const ALL = -1
/** A blob that could not be removed is tried again after this time. */
const TIDY_RETRY_MS = 300_000

type Refused = { refused: ErrorCode; retryAfterMs?: number }
type Upload = Parameters<FilesRoom['openUpload']>[0]
type Stored = Parameters<FilesRoom['closeUpload']>[0]
type Wanted = Parameters<FilesRoom['fileAt']>[0]

/** The files of a session: who may bring and see which. The bytes are in the blobs, and never come by here. */
export class Files {
  readonly #core: Core
  readonly #rows: FileRows

  constructor(core: Core) {
    this.#core = core
    this.#rows = new FileRows(core.ctx.storage.sql)
  }

  /** A slot for a file that a participant wants to bring. */
  async slot(
    actor: Actor,
    origin: string,
    wish: { id: string; name: string; bytes: number },
  ): Promise<{ file: string; ticket: string; thumb: string } | Refused> {
    const { env, ledger, duties } = this.#core
    const { workspace, session } = this.#core.identity()
    if (wish.bytes > FILE_LIMITS.fileBytes) return { refused: 'file_too_large' }
    if (!blobsOf(env, workspace)) return { refused: 'forbidden' }
    const { exempt } = await this.#core.knowhow()
    if (actor.role === 'agent' && ledger.state.holder !== holderOf(actor)) return { refused: 'not_holder' }
    const now = Date.now()
    const writer = writerOf(partyOf(actor))
    const { count, first } = this.#rows.since(writer, now - HOUR_MS)
    if (count >= FILE_LIMITS.filesPerHour) return { refused: 'rate_limited', retryAfterMs: first + HOUR_MS - now }
    const file = this.#core.ctx.storage.transactionSync(() => {
      duties.tidyFilesAt(now + FILE_LIMITS.unsentFileMs)
      return this.#rows.ask({ id: opaque(), writer, ask: wish.id, name: cleanName(wish.name, exempt), at: now })
    })
    duties.wake()
    const ticket = (size: FileSize) => mintUpload(env, { workspace, session, origin, file, size }, now)
    return { file, ticket: await ticket('full'), thumb: await ticket('thumb') }
  }

  /** Burns an upload's ticket. From now on its blob is a leftover, until the upload is closed. */
  open({ file, size, jti, expiresAt }: Upload, now: number): { blob: string } | Refused {
    const identity = this.#core.ledger.store.identity()
    const row = identity && this.#rows.get(file)
    if (!row || row.seq !== null || this.#core.isOver) return { refused: 'file_gone' }
    // A small picture of a picture only, so it comes second.
    if (size === 'thumb' && !(row.full && isPicture(row.full.type))) return { refused: 'file_gone' }
    if (!this.#core.ledger.store.burn(jti, expiresAt, now)) return { refused: 'ticket_used' }
    const blob = `files/${identity.session}/${file}.${size}.${jti}`
    this.#core.ctx.storage.transactionSync(() => this.#leave([blob], now + FILE_LIMITS.unsentFileMs))
    return { blob }
  }

  /** The upload has arrived. False when nobody waits for it any more: the blob stays a leftover. */
  close({ file, size, part }: Stored, now: number): boolean {
    const row = this.#rows.get(file)
    if (!row || row.seq !== null || this.#core.isOver) return false
    return this.#core.ctx.storage.transactionSync(() => {
      if (!this.#rows.unleave(part.blob)) return false
      // A file brought once more replaces the first, and a thumbnail is of the file that was there.
      this.#leave(blobsOfRow(size === 'full' ? row : { full: null, thumb: row.thumb }), now)
      if (size === 'full') this.#rows.save(file, 'thumb', null)
      this.#rows.save(file, size, part)
      return true
    })
  }

  /** A file this participant has brought and not sent. */
  unsent(actor: Actor, id: string): Masked<SentFile> | null {
    const row = this.#rows.get(id)
    return row?.writer === writerOf(partyOf(actor)) && row.seq === null ? sentFileOf(row) : null
  }

  /** Inside the transaction of the message that carries them. */
  sent(ids: readonly string[], seq: number): void {
    this.#rows.sent(ids, seq)
  }

  /** A link for whoever asks, to a file they may see. */
  async link(
    actor: Actor,
    origin: string,
    { file, size }: { file: string; size: FileSize },
  ): Promise<{ path: string; expiresAt: number } | null> {
    const { workspace, session } = this.#core.identity()
    const { role, id: participant } = actor
    if (!this.at({ file, size, role, participant })) return null
    if (this.#isRecording(file)) {
      if (!may(principalOf(actor), 'recording.hear')) return null
      this.#writeDown(actor, file)
    }
    return mintLink(this.#core.env, { workspace, session, origin, role, participant, file, size }, Date.now())
  }

  /** Where the bytes are, for a participant who may see them now. */
  at({ file, size, role, participant }: Wanted): FoundFile | null {
    if (!this.#core.ledger.store.identity()) return null
    const actor: Actor = { role, id: participant, name: null }
    const row = this.#core.mayRead(actor) ? this.#rows.get(file) : null
    const part = row?.[size]
    if (!row || !part || (role === 'customer' && isOfCall(row))) return null
    const isSeen = row.seq === null ? row.writer === writerOf(partyOf(actor)) : row.seq >= this.#core.horizonOf(actor)
    return isSeen ? { ...part, name: nameFor(row.name, part.type) } : null
  }

  /** Where the bytes of a file are that a message carries, for whoever asks with another right than a reader's. */
  stored(id: string): FoundFile | null {
    const row = this.#rows.get(id)
    return row?.full && row.seq !== null ? { ...row.full, name: nameFor(row.name, row.full.type) } : null
  }

  /** Where the bytes go of something a channel brings: a leftover, until `bring` says that it is there. */
  blobFor(file: string, now: number): string {
    const blob = `files/${this.#core.identity().session}/${file}.full.${opaque()}`
    this.#core.ctx.storage.transactionSync(() => this.#leave([blob], now + FILE_LIMITS.unsentFileMs))
    return blob
  }

  /** Nothing has become of it. Should there be anything, it goes. */
  abandon(blob: string, now: number): void {
    this.#core.ctx.storage.transactionSync(() => this.#leave([blob], now))
    this.#core.duties.wake()
  }

  /** A file that came by a channel, with the message that brought it. Inside the transaction that says so. */
  bring(row: FileRow & { ask: string }): void {
    this.#rows.bring(row)
    for (const blob of blobsOfRow(row)) this.#rows.unleave(blob)
  }

  /** A file as a message shows it. */
  sentFile(id: string): Masked<SentFile> | null {
    const row = this.#rows.get(id)
    return row && sentFileOf(row)
  }

  /** Gives up what was never sent, and removes blobs that are due. Resolves with when to look again; null for never. */
  async tidy(now: number): Promise<number | null> {
    const { ctx, env } = this.#core
    ctx.storage.transactionSync(() => {
      for (const row of this.#rows.unsent(now - FILE_LIMITS.unsentFileMs)) this.#forget(row, now)
    })
    const blobs = blobsOf(env, this.#core.identity().workspace)
    for (const blob of this.#rows.leftovers(now, TIDY)) {
      const isGone = await blobs?.remove(blob).then(
        () => true,
        () => false, // tried again
      )
      if (isGone === false) this.#rows.leave(blob, now + TIDY_RETRY_MS)
      else this.#rows.unleave(blob)
    }
    return this.#rows.next(FILE_LIMITS.unsentFileMs)
  }

  /** What messages up to this one carried is to go. Said before they go, and again if need be. */
  forgetUpTo(seq: number, now: number): void {
    const gone = this.#rows.all().filter((row) => row.seq !== null && row.seq <= seq)
    if (gone.length === 0) return
    this.#core.ctx.storage.transactionSync(() => {
      for (const row of gone) this.#forget(row, now)
    })
  }

  /** What was recorded of a call is to go. Inside the transaction that says so. */
  forgetCall(call: string, now: number): void {
    for (const row of this.#rows.by(writerOfCall(call))) this.#forget(row, now)
  }

  /** The same of one recording, by the event that tells of it. */
  forgetRecording(seq: number, now: number): void {
    for (const row of this.#rows.all()) if (row.seq === seq && isOfCall(row)) this.#forget(row, now)
  }

  #isRecording(file: string): boolean {
    const row = this.#rows.get(file)
    return row !== null && isOfCall(row)
  }

  /** Who listens to a call is written down before they can. */
  #writeDown(actor: Actor, file: string): void {
    const { ctx, duties, errands } = this.#core
    const { session } = this.#core.identity()
    const by = { role: principalOf(actor), id: actor.id }
    const on = { session, seq: String(this.#rows.get(file)?.seq) }
    ctx.storage.transactionSync(() =>
      errands.audit({ id: `heard:${opaque()}`, at: Date.now(), by, action: 'session.hear_recording', on }),
    )
    duties.wake()
  }

  /** Removes every blob of this session, before its rows go. Throws when one cannot be removed. */
  async removeAll(): Promise<void> {
    const identity = this.#core.ledger.store.identity()
    const blobs = identity && blobsOf(this.#core.env, identity.workspace)
    if (!blobs) return
    const names = [...this.#rows.all().flatMap(blobsOfRow), ...this.#rows.leftovers(Number.MAX_SAFE_INTEGER, ALL)]
    for (const name of names) await blobs.remove(name)
  }

  #forget(row: FileRow, now: number): void {
    this.#leave(blobsOfRow(row), now)
    this.#rows.remove(row.id)
  }

  #leave(blobs: readonly string[], due: number): void {
    for (const blob of blobs) this.#rows.leave(blob, due)
    if (blobs.length > 0) this.#core.duties.tidyFilesAt(due)
  }
}

const blobsOfRow = ({ full, thumb }: Pick<FileRow, 'full' | 'thumb'>): string[] =>
  [full, thumb].flatMap((part) => part?.blob ?? [])

/** A call is no participant: what was recorded of it is nobody's to send. */
export const writerOfCall = (call: string): string => `call:${call}`
const isOfCall = ({ writer }: Pick<FileRow, 'writer'>): boolean => writer.startsWith('call:')

/** Its name passed the masking door before it was stored. */
export function sentFileOf({ id, name, full, thumb }: FileRow): Masked<SentFile> | null {
  if (!full) return null
  const { type, bytes, width, height } = full
  return fromLog({
    id,
    name: nameFor(name, type),
    type,
    bytes,
    ...(width && height && { width, height }),
    ...(thumb && { thumb: true }),
  })
}
