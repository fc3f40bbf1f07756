import { isDisclosed } from '@baton/relay/session'
import type { EventLog } from './log.ts'
import type { SessionRoom } from './rooms.ts'

type Asked = Parameters<SessionRoom['disclose']>[0]

/** A page of what the customer is given of their log when they ask for it. */
export function disclosedPage(
  log: EventLog,
  { after, limit, internal }: Asked,
): { events: string[]; next: number | null } {
  const read = log.read(after, limit)
  const last = read.at(-1)
  return {
    events: read.filter((event) => isDisclosed(event, internal)).map((event) => JSON.stringify(event)),
    next: last && read.length === limit ? last.seq : null,
  }
}
