import { type ClientFrame, type Entry, LIMITS, PROTOCOL_VERSION, type ServerFrame } from '@baton/protocol'
import { type Actor, headFor, type Live, viewFor } from '@baton/relay/session'
import type { Ledger } from './ledger.ts'
import type { Identity } from './store.ts'

type Hello = Extract<ClientFrame, { type: 'hello' }>

/**
 * Answers `hello` in one synchronous turn, so that nothing can come between the replay and going live. A client that
 * resumes gets everything after `since`; one whose log is another incarnation, or who has none, gets a tail.
 */
export function greet(
  hello: Hello,
  actor: Actor,
  identity: Identity,
  ledger: Ledger,
  live: Live,
  now: number,
): { frames: ServerFrame[]; caughtUp: boolean } {
  const { state, log } = ledger
  const head = headFor(actor.role, state)
  const since = hello.epoch === identity.epoch && hello.since !== undefined && hello.since <= head ? hello.since : null
  const { entries, more } =
    since !== null
      ? log.after(since, actor.role, LIMITS.pageEvents)
      : tail(log.before(Number.MAX_SAFE_INTEGER, actor.role, hello.tail ?? LIMITS.pageEvents).entries)
  return {
    caughtUp: !more,
    frames: [
      {
        type: 'welcome',
        v: PROTOCOL_VERSION,
        req: hello.req,
        session: identity.session,
        now,
        epoch: identity.epoch,
        head,
        resumed: since !== null,
        you: actor,
        state: viewFor(actor.role, state, live),
      },
      { type: 'replay', req: hello.req, entries, more },
    ],
  }
}

/** A tail ends at the head, however much there is before it. */
const tail = (entries: Entry[]): { entries: Entry[]; more: boolean } => ({ entries, more: false })
