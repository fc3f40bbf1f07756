import type { AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import type { Env } from '../env.ts'
import { channelsOf, floorOf, integrationsOf, keysOf, knowledgeOf, sessionOf } from '../rooms-of.ts'
import type { Erasures } from './erasures.ts'
import type { DirectoryErrands } from './errands.ts'
import type { CustomerRecord } from './rooms.ts'

/** Higher than any fence: whatever Floor still hears of the session is older. */
const LAST_FENCE = Number.MAX_SAFE_INTEGER

/** What an erasure still owes, in this order. */
export type ErasingErrand =
  /** From here on nothing sealed opens. */
  | { call: 'shred'; session: string }
  | { call: 'erase'; session: string }
  | { call: 'leave_floor'; session: string }
  | { call: 'forget_labels'; session: string }
  | { call: 'forget_undelivered'; session: string }
  | { call: 'forget_told'; session: string }
  | { call: 'erased'; erasure: string; customer?: string }

/**
 * Owes every other room the erasure of a customer, inside the transaction that forgets them here. The keys come first:
 * whatever fails after that, what was sealed stays shut.
 */
export function oweErasure(
  errands: Pick<DirectoryErrands, 'erase'>,
  erasure: string,
  { id, sessions }: CustomerRecord,
  now: number,
): void {
  for (const session of sessions) errands.erase(erasure, { call: 'shred', session }, now)
  for (const session of sessions) {
    errands.erase(erasure, { call: 'erase', session }, now)
    errands.erase(erasure, { call: 'leave_floor', session }, now)
    errands.erase(erasure, { call: 'forget_labels', session }, now)
    errands.erase(erasure, { call: 'forget_told', session }, now)
    errands.erase(erasure, { call: 'forget_undelivered', session }, now)
  }
  errands.erase(erasure, { call: 'erased', erasure, ...(id && { customer: id }) }, now)
}

/** One step of an erasure. Each may be done twice. */
export async function runErasingErrand(
  { env, erasures }: { env: Env; erasures: Erasures },
  workspace: string,
  errand: ErasingErrand,
): Promise<void> {
  switch (errand.call) {
    case 'shred':
      return keysOf(env, workspace).erase({ session: errand.session })
    case 'erase':
      return sessionOf(env, workspace, errand.session).erase()
    case 'leave_floor':
      return floorOf(env, workspace).release({ session: errand.session, handoffId: 'erased', fence: LAST_FENCE })
    case 'forget_labels':
      return knowledgeOf(env, workspace).forget({ session: errand.session })
    case 'forget_undelivered':
      return channelsOf(env, workspace).forget({ session: errand.session })
    case 'forget_told':
      return integrationsOf(env, workspace).forget({ sessions: [errand.session] })
    case 'erased': {
      const at = Date.now()
      const { customer } = errand
      if (customer) await integrationsOf(env, workspace).announce({ workspace, type: 'customer.erased', at, customer })
      return erasures.end(errand.erasure, at)
    }
  }
}

/** Ids only: the log outlives the customer. */
export const erasureAct = (known: CustomerRecord, by: AuditEntry['by'], reason: string | null): Act => ({
  by,
  action: 'customer.erase',
  on: { customer: known.id, session: known.sessions[0] ?? '' },
  ...(reason !== null && { reason }),
})
