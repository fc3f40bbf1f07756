import { type EventBody, FILE_LIMITS } from '@baton/protocol'
import { type Actor, partyOf, SYSTEM } from '@baton/relay/session'
import { blobsOf } from '../blobs/blobs.ts'
import { openAccount } from '../channels/open-account.ts'
import type { Heard } from '../channels/rooms.ts'
import { speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { Later } from '../durable/outbox.ts'
import { cleanName } from '../files/file-name.ts'
import { keepFile } from '../files/keep-file.ts'
import { intakeOf } from '../files/receive.ts'
import { BatonError } from '../http/baton-error.ts'
import { opaque } from '../http/secrets.ts'
import { retryAfterOf } from '../net/retry-after.ts'
import { channelsOf } from '../rooms-of.ts'
import type { Core } from './core.ts'
import type { FileRow, StoredPart } from './file-rows.ts'
import { writerOf } from './log.ts'

/** A file that does not come for so long will not come. */
const GIVE_UP_MS = 3_600_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 300_000

type Missed = EventBody<'attachment.missed'>['reason']

/** Something a message brought besides words, to be fetched from its vendor. */
export interface Fetching {
  seq: number
  index: number
  account: string
  /** As the adapter finds it. */
  ref: string
  name: string
  at: number
  /** It is there already, as this file; or it is known that it will not be. */
  file?: string
  missed?: Missed
}

/** Bytes that came along with a message, before the message is stored. */
export type Kept = { row: Omit<FileRow, 'seq'> } | { missed: Missed } | null

/** What channels bring besides words, as files of the session. A vendor that is slow keeps no words waiting. */
export class Attachments {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** Puts away what came along; null for what is fetched later. Throws when that cannot be done now. */
  async keep(actor: Actor, media: Heard['media']): Promise<Kept[]> {
    const kept: Kept[] = []
    for (const { bytes, name, kind } of media) {
      kept.push(bytes ? await this.#put(bytes, name ?? kind, writerOf(partyOf(actor))) : null)
    }
    return kept
  }

  /** @throws Later when it is to be asked for again. */
  async fetch(asked: Fetching, attempts: number): Promise<void> {
    const { files, ledger } = this.#core
    const event = ledger.log.get(asked.seq)
    if (event?.kind !== 'message' || ledger.find(SYSTEM, idOf(asked))) return
    if (asked.missed) return this.#miss(asked, asked.missed)
    if (asked.file !== undefined) return this.#arrived(asked, asked.file)
    const bytes = await this.#bytes(asked)
    if (this.#core.isOver) return bytes.release?.()
    if ('missed' in bytes) return this.#miss(asked, bytes.missed)
    if ('afterMs' in bytes) {
      if (Date.now() - asked.at >= GIVE_UP_MS) return this.#miss(asked, 'gone')
      const most = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20))
      throw new Later(Math.max(bytes.afterMs, most * (0.5 + Math.random() / 2)), { counts: true })
    }
    const kept = await this.#put(bytes.bytes, asked.name, writerOf(event.by)).finally(bytes.release)
    if ('missed' in kept) return this.#miss(asked, kept.missed)
    try {
      const row = { ...kept.row, seq: asked.seq, ask: idOf(asked) }
      this.#arrived(asked, row.id, () => files.bring(row))
    } catch (error) {
      await this.#drop(kept.row.full)
      throw error
    }
  }

  async #bytes({ account: id, ref }: Fetching): Promise<Bytes> {
    const { env } = this.#core
    const { workspace } = this.#core.identity()
    const speaker = speakerOf(await openAccount(env, workspace, id))
    if (!speaker?.channel.media) return { missed: 'gone' }
    const { account, channel } = speaker
    const room = channelsOf(env, workspace)
    let stale: string | null = null
    for (let tries = 0; tries < 2; tries++) {
      const token: string | null = channel.fetchToken
        ? await room.token({ account: id, ...(stale !== null && { stale }) })
        : null
      const answer = await channel
        .media?.(ref, account, toolsFor(env, { workspace, account: id, token }))
        .catch(() => null)
      if (!answer) return { afterMs: 0 }
      if (answer.ok) return this.#received(answer)
      await answer.body?.cancel()
      if (answer.status === 413) return { missed: 'too_large' }
      if (answer.status === 429 || answer.status >= 500)
        return { afterMs: Math.min(retryAfterOf(answer, Date.now()) ?? 0, GIVE_UP_MS) }
      if (answer.status !== 401 || token === null) return { missed: 'gone' }
      stale = token
    }
    return { afterMs: 0 }
  }

  async #received(answer: Response): Promise<Bytes> {
    try {
      return await intakeOf(this.#core.env).receive(answer, FILE_LIMITS.fileBytes)
    } catch (error) {
      if (error instanceof BatonError && error.code === 'file_too_large') return { missed: 'too_large' }
      return { afterMs: 0 }
    }
  }

  /** The same way as what is uploaded: looked at, sealed, put. */
  async #put(bytes: Uint8Array, name: string, writer: string): Promise<Exclude<Kept, null>> {
    const { env, files } = this.#core
    const { workspace, session } = this.#core.identity()
    const { exempt } = await this.#core.knowhow()
    const now = Date.now()
    const id = opaque()
    const blob = files.blobFor(id, now)
    try {
      const full = await keepFile(env, { workspace, session, blob }, bytes, 'full')
      if (this.#core.isOver) {
        await this.#drop(full)
        throw new BatonError('file_gone')
      }
      return { row: { id, writer, name: cleanName(name, exempt), at: now, full, thumb: null } }
    } catch (error) {
      const missed = error instanceof BatonError ? REASONS[error.code] : undefined
      if (!missed || this.#core.isOver) throw error
      return { missed }
    }
  }

  #arrived(asked: Fetching, file: string, within: () => void = () => undefined): void {
    const { ctx, files } = this.#core
    ctx.storage.transactionSync(within)
    const sent = files.sentFile(file)
    if (!sent) return this.#miss(asked, 'gone')
    const body = { ref: asked.seq, index: asked.index, file: sent }
    this.#core.commit([{ kind: 'attachment.arrived', id: idOf(asked), by: SYSTEM, audience: 'all', body }])
  }

  #miss(asked: Fetching, reason: Missed): void {
    const body = { ref: asked.seq, index: asked.index, reason }
    this.#core.commit([{ kind: 'attachment.missed', id: idOf(asked), by: SYSTEM, audience: 'all', body }])
  }

  /** Nobody will know of it. */
  async #drop(part: StoredPart | null): Promise<void> {
    if (part) await blobsOf(this.#core.env, this.#core.identity().workspace)?.remove(part.blob)
  }
}

type Bytes =
  | { bytes: Uint8Array; release: () => void }
  | { missed: Missed; release?: undefined }
  | { afterMs: number; release?: undefined }

/** What is wrong with a file, whenever it is asked for. */
const REASONS: Readonly<Record<string, Missed>> = {
  file_type_refused: 'type_refused',
  file_damaged: 'damaged',
  picture_too_large: 'too_large',
  file_too_large: 'too_large',
}

const idOf = ({ seq, index }: Pick<Fetching, 'seq' | 'index'>): string => `attachment:${seq}:${index}`
