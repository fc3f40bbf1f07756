import type { Entry, SessionEvent, SessionView } from '@baton/protocol/wire'

type Kind = SessionEvent['kind']
type Body<K extends Kind> = Extract<SessionEvent, { kind: K }>['body']

/** An event by the system, made at `seq` milliseconds. */
export const event = <K extends Kind>(seq: number, kind: K, body: Body<K>, id = `id-${seq}`): SessionEvent =>
  ({ seq, id, at: seq, by: { role: 'system', id: 'session' }, audience: 'all', kind, body }) as unknown as SessionEvent

/** Messages with these numbers, each after the one before; the first after `prev`. */
export const entries = (prev: number, ...seqs: number[]): Entry[] =>
  seqs.map((seq, at) => ({ prev: seqs[at - 1] ?? prev, event: event(seq, 'message', { text: `message ${seq}` }) }))

export const view: SessionView = {
  fence: 1,
  holder: 'bot',
  agent: null,
  case: null,
  handoff: null,
  queue: null,
  reads: { customer: 0, staff: 0 },
  stream: null,
}
