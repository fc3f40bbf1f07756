import { termOf } from '@baton/relay/session'
import type { Core } from './core.ts'

/** Events cut in one go; what comes between two goes waits no longer. */
const BATCH = 500
/** More is to be cut. */
const AGAIN_MS = 1_000

/**
 * Looks at how old the session is and does what its term asks for. Answers when to look again; null when the session was
 * given up: from then on it is served to nobody, and Directory sees to it that it is erased everywhere.
 */
export async function lookAtAge(core: Core, now: () => number): Promise<number | null> {
  const { settings } = (await core.knowhow()).config
  // From here on nothing is awaited: whoever writes comes before or after.
  const { state, log } = core.ledger
  const at = now()
  const firstAt = log.timeFrom(1) ?? at
  const lastAt = log.timeFrom(state.head) ?? at
  const [socket] = core.sockets.open()
  const term = termOf(state, settings, { firstAt, lastAt, isAttended: socket !== undefined }, at)
  switch (term.do) {
    case 'wait':
      return term.next
    case 'cut': {
      const end = log.endOfCasesBefore(term.before)
      const first = log.first()
      if (end < first) return term.next
      const upTo = Math.min(end, first + BATCH - 1)
      // Said again should this be broken off: the events go last.
      core.files.forgetUpTo(upTo, at)
      core.seals.dropUpTo(upTo)
      core.delivering.rows.forgetUpTo(upTo)
      core.ledger.cut(upTo, at)
      return upTo < end ? at + AGAIN_MS : term.next
    }
    case 'erase':
      giveUp(core, at)
      return null
  }
}

/** The session's term is over: it is served to nobody any more, and Directory has it erased. */
function giveUp({ ctx, duties, errands, ledger }: Core, now: number): void {
  ctx.storage.transactionSync(() => {
    ledger.store.markErased(now)
    errands.expire(now)
  })
  duties.wake()
}
