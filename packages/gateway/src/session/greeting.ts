import { type ClientFrame, LIMITS, PROTOCOL_VERSION, type ServerFrame } from '@baton/protocol'
import { type Actor, headFor, type Live, viewFor } from '@baton/relay/session'
import type { Ledger } from './ledger.ts'
import type { Page } from './log.ts'
import type { Identity } from './store.ts'

type Hello = Extract<ClientFrame, { type: 'hello' }>

/**
 * Answers `hello` in one synchronous turn, so that nothing can come between the replay and going live. A client that
 * resumes gets everything after `since`; one whose log is another incarnation, or who has none, gets a tail. So does one who
 * would have to be told something from before their horizon.
 */
export function greet(
  hello: Hello,
  actor: Actor,
  identity: Identity,
  ledger: Ledger,
  live: Live,
  horizon: number,
  now: number,
): { frames: string[]; caughtUp: boolean; resumed: boolean } {
  const { state, log } = ledger
  const head = headFor(actor.role, state)
  const known = hello.epoch === identity.epoch && hello.since !== undefined && hello.since <= head ? hello.since : null
  const since = known !== null && (horizon === 1 || log.lastSeenAt(horizon - 1, actor.role) <= known) ? known : null
  const page =
    since !== null
      ? log.after(since, actor.role, LIMITS.pageEvents)
      : // A tail ends at the head, however much there is before it.
        { ...log.before(Number.MAX_SAFE_INTEGER, actor.role, hello.tail ?? LIMITS.pageEvents, horizon), more: false }
  const welcome: ServerFrame = {
    type: 'welcome',
    v: PROTOCOL_VERSION,
    req: hello.req,
    session: identity.session,
    now,
    epoch: identity.epoch,
    head,
    resumed: since !== null,
    you: { role: actor.role, id: actor.id, name: actor.name },
    state: viewFor(actor.role, state, live),
  }
  return {
    caughtUp: !page.more,
    resumed: since !== null,
    frames: [JSON.stringify(welcome), pageFrame('replay', hello.req, page)],
  }
}

/** The frame of one page of the log, as text. */
export const pageFrame = (type: 'replay' | 'page', req: number, { entries, more }: Page, segment?: string): string =>
  `{"type":"${type}","req":${req},"entries":${entries},"more":${more}${segment === undefined ? '' : `,"segment":"${segment}"`}}`
