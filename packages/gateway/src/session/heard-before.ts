import { BOT } from '@baton/relay/session'
import { toldId } from '../channels/vendor-id.ts'
import { sessionOf } from '../rooms-of.ts'
import type { Core } from './core.ts'

/** Whether a vendor's message of this id was heard here, or what is named so was told here. */
export function wasHeardHere({ ledger }: Core, id: string): boolean {
  const { profile } = ledger.state
  const isHeard = profile !== null && ledger.find({ role: 'customer', id: profile.id }, id) !== null
  return isHeard || ledger.log.isPast(id) || [id, toldId(id)].some((each) => ledger.find(BOT, each) !== null)
}

/** A vendor brings it again, and it came where this way led before a link, or until one was taken back. */
export async function wasHeardElsewhere(core: Core, route: string, id: string): Promise<boolean> {
  for (const session of core.routes.othersOf(route, Date.now())) {
    if (await sessionOf(core.env, core.identity().workspace, session).hasHeard({ id })) return true
  }
  return false
}
