import { SYSTEM } from '@baton/relay/session'
import { blobsOf } from '../blobs/blobs.ts'
import { cleanName } from '../files/file-name.ts'
import { putSealed } from '../files/keep-file.ts'
import { opaque } from '../http/secrets.ts'
import { warn } from '../log.ts'
import type { Core } from './core.ts'
import type { FileRow } from './file-rows.ts'
import { sentFileOf, writerOfCall } from './files.ts'
import type { RecordedPiece } from './rooms.ts'

/** Whether this workspace asks its customers to be recorded. */
export const mayRecord = async (core: Core): Promise<boolean> =>
  (await core.knowhow()).config.settings.recordCalls === 'ask'

/** What was recorded of calls, as files of the session that only staff may open: sealed, erased and counted as those are. */
export class Recordings {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** Puts a piece away and says so. One that cannot be stored is lost, which is said, too. The same again changes nothing. */
  async keep(piece: RecordedPiece): Promise<void> {
    const { ledger } = this.#core
    const id = idOf(piece)
    if (!this.#mayKeep(piece) || ledger.find(SYSTEM, id)) return
    const row = await this.#put(piece)
    // Taken back, or erased, while it was on its way.
    if (!this.#mayKeep(piece) || ledger.find(SYSTEM, id)) return this.#drop(row)
    const { call, track, agent, startMs, durationMs } = piece
    const file = row && sentFileOf({ ...row, seq: null })
    const heard = file ? { file } : ({ lost: 'not_stored' } as const)
    const body = { call, track, ...(agent && { agent }), startMs, durationMs, ...heard }
    const seq = ledger.state.head + 1
    this.#core.commit([{ kind: 'call.recorded', id, by: SYSTEM, audience: 'staff', body }], {
      within: () => row && this.#core.files.bring({ ...row, seq, ask: id }),
    })
  }

  /** The customer lets it be recorded: they said so of this call, and have not taken it back. */
  #mayKeep({ call }: RecordedPiece): boolean {
    const { isOver, ledger } = this.#core
    return !isOver && ledger.state.consent?.call === call && ledger.state.consent.granted
  }

  /** Null when it could not be stored: then nothing of it is there. */
  async #put({ call, track, bytes }: RecordedPiece): Promise<Omit<FileRow, 'seq'> | null> {
    if (!bytes) return null
    const { env, files } = this.#core
    const { workspace, session } = this.#core.identity()
    const now = Date.now()
    const id = opaque()
    const blob = files.blobFor(id, now)
    try {
      const kid = await putSealed(env, { workspace, session, blob }, bytes)
      const full = { blob, kid, type: 'audio/wav', bytes: bytes.length } as const
      return { id, writer: writerOfCall(call), name: cleanName(`${track}.wav`, []), at: now, full, thumb: null }
    } catch (error) {
      warn('session.recording', error)
      // A store that failed may have stored it all the same.
      if (!this.#core.isOver) files.abandon(blob, Date.now())
      return null
    }
  }

  /** Nobody will know of it; what cannot be removed now is a leftover still. */
  async #drop(row: Pick<FileRow, 'full'> | null): Promise<void> {
    const { env, ledger } = this.#core
    const workspace = ledger.store.identity()?.workspace ?? null
    if (row?.full && workspace !== null) await blobsOf(env, workspace)?.remove(row.full.blob)
  }
}

const idOf = ({ call, track, agent, startMs }: RecordedPiece): string =>
  `call:${call}:${track}:${agent ? `${agent.id}:` : ''}${startMs}`
