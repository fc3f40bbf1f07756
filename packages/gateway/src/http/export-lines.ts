import type { ExportLine, SentFile, SessionEvent } from '@baton/protocol'
import type { CustomerRecord } from '../directory/rooms.ts'
import type { Env } from '../env.ts'
import { openStored } from '../files/stored-file.ts'
import { sessionOf } from '../rooms-of.ts'
import { base64Of } from './base64.ts'

/** Events read from a session in one call. */
const PAGE = 200

const text = (line: ExportLine): string => `${JSON.stringify(line)}\n`

/**
 * What is kept of a customer, as lines of JSON: the session of today first, then earlier ones; each file after the messages
 * it came with. The last line says that it was all.
 */
export async function* exportLines(
  env: Env,
  workspace: string,
  { id, sessions, addresses }: CustomerRecord,
  internal: boolean,
): AsyncGenerator<string> {
  const counts = { events: 0, files: 0 }
  yield text({ kind: 'customer', format: 1, workspace, customer: id, at: Date.now() })
  for (const address of addresses) yield text({ kind: 'address', address })
  for (const session of sessions) {
    const room = sessionOf(env, workspace, session)
    yield text({ kind: 'session', session, profile: await room.profile() })
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof room.disclose>> = await room.disclose({ after, limit: PAGE, internal })
      const events: SessionEvent[] = page?.events.map((event) => JSON.parse(event)) ?? []
      // Together, since each line by itself would be a wait of its own.
      if (events.length > 0) yield events.map((event) => text({ kind: 'event', session, event })).join('')
      const files = events.flatMap(filesOf)
      for (const file of files) yield* fileLine(env, workspace, session, file)
      counts.events += events.length
      counts.files += files.length
      after = page?.next ?? null
    }
  }
  yield text({ kind: 'end', ...counts })
}

/** Sent with a message, or brought by it on a channel; or recorded of a call. */
const filesOf = (event: SessionEvent): SentFile[] => {
  if (event.kind === 'attachment.arrived') return [event.body.file]
  if (event.kind === 'call.recorded') return event.body.file ? [event.body.file] : []
  return event.kind === 'message' ? (event.body.files ?? []) : []
}

/** One line in pieces: a file is never whole in memory. */
async function* fileLine(env: Env, workspace: string, session: string, file: SentFile): AsyncGenerator<string> {
  const found = await sessionOf(env, workspace, session).storedFile({ file: file.id })
  const opened = found ? await openStored(env, workspace, session, found) : 'gone'
  if (typeof opened === 'string') return yield text({ kind: 'file', session, file, bytes: null })
  const [before, after] = text({ kind: 'file', session, file, bytes: '' }).split('"bytes":""')
  yield `${before}"bytes":"`
  yield* base64Of(opened.bytes)
  yield `"${after}`
}
