import type { ErrorCode, SessionEvent } from '@baton/protocol'
import { redact } from '@baton/relay/masking'
import { type Actor, partyOf, prepare, type Saying } from '@baton/relay/session'
import { askedFor } from './asked-for.ts'
import type { Core } from './core.ts'
import { isSealed, type Plan, planOf } from './plan.ts'
import type { Sealed } from './seals.ts'

/** While an original is being sealed the log may go on, and it is sealed again for where it stands then. */
const SEAL_TRIES = 5

/** What came of words: they are stored, now or before, or refused. */
export type Said = { as: 'stored' | 'known'; event: SessionEvent } | { as: 'refused'; code: ErrorCode }

interface Along {
  /** Written in the same transaction; `seq` is that of the command's own event. */
  within?: (seq: number) => void
  /** Told of the command's own event before anyone sees it. */
  stored?: (own: SessionEvent) => void
}

/**
 * Takes what somebody says through the masking door and stores it: prepare (may await) → plan and commit (synchronous) →
 * effects. To be called in the session's line.
 */
export async function say(core: Core, id: string, body: Saying, actor: Actor, along: Along = {}): Promise<Said> {
  const { files, ledger, seals } = core
  const { exempt, config, snapshot } = await core.knowhow()
  const hints = askedFor(ledger.state, snapshot.pack)
  const window = () => ledger.saidBy(partyOf(actor))
  const prepared = prepare(body, actor, exempt, window, Date.now(), hints)
  const locale = ledger.state.case?.locale ?? config.locale
  const handedBack = body.kind === 'handback' ? redact(snapshot.pack.wording.handedBack[locale], []).text : null
  const fileOf = (file: string) => files.unsent(actor, file)
  const plan = () =>
    planOf(ledger, id, prepared, actor, { now: Date.now(), settings: config.settings, handedBack, fileOf })
  let planned = plan()
  let sealed: Sealed[] = []
  for (let tries = 0; planned.do === 'store' && !isSealed(planned.toSeal, sealed); tries++) {
    if (tries === SEAL_TRIES) throw new Error('the log went on faster than an original was sealed')
    sealed = await seals.seal(planned.toSeal)
    planned = plan()
  }
  // From the last look at the log on nothing is awaited, so that what is decided on is what is written to.
  if (planned.do === 'acknowledge') return { as: 'known', event: planned.known }
  if (planned.do === 'refuse') return { as: 'refused', code: planned.code }
  const event = store(core, id, body, planned, sealed, {
    ...along,
    stored: (own) => {
      const { handles } = prepared
      if (handles.length > 0 && ledger.store.turn()?.seqs.includes(own.seq)) core.handles.set(own.seq, handles)
      along.stored?.(own)
    },
  })
  return { as: 'stored', event }
}

function store(
  core: Core,
  id: string,
  body: Saying,
  { drafts, redacted, seq }: Extract<Plan, { do: 'store' }>,
  sealed: Sealed[],
  { within: besides, stored }: Along,
): SessionEvent {
  const { files, seals } = core
  const carried = body.kind === 'message' ? body.files : undefined
  const within = () => {
    if (carried) files.sent(carried, seq)
    seals.put(sealed)
    besides?.(seq)
  }
  let event: SessionEvent | undefined
  core.commit(drafts, {
    redacted,
    ...((carried || sealed.length > 0 || besides) && { within }),
    stored: (committed) => {
      event = committed.find((each) => each.event.id === id)?.event
      if (event) stored?.(event)
    },
  })
  if (!event) throw new Error('a command has an event of its own')
  return event
}
