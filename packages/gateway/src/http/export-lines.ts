import type { ExportLine, SessionEvent } from '@baton/protocol'
import type { Env } from '../env.ts'
import type { CustomerRecord } from '../rooms.ts'
import { sessionOf } from '../rooms-of.ts'

/** Events read from a session in one call. */
const PAGE = 200

const text = (line: ExportLine): string => `${JSON.stringify(line)}\n`

/** What is kept of a customer, as lines of JSON: the newest session last, the last line says that it was all. */
export async function* exportLines(
  env: Env,
  workspace: string,
  { id, sessions, addresses }: CustomerRecord,
  internal: boolean,
): AsyncGenerator<string> {
  let events = 0
  yield text({ kind: 'customer', format: 1, workspace, customer: id, at: Date.now() })
  for (const address of addresses) yield text({ kind: 'address', address })
  for (const session of sessions) {
    const room = sessionOf(env, workspace, session)
    yield text({ kind: 'session', session, profile: await room.profile() })
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof room.disclose>> = await room.disclose({ after, limit: PAGE, internal })
      const read: SessionEvent[] = page?.events.map((event) => JSON.parse(event)) ?? []
      events += read.length
      // Together, since each line by itself would be a wait of its own.
      if (read.length > 0) yield read.map((event) => text({ kind: 'event', session, event })).join('')
      after = page?.next ?? null
    }
  }
  yield text({ kind: 'end', events, files: 0 })
}
