import { DETECTORS, redact, redactProfile } from '@baton/relay/masking'
import { BOT, mergeProfile, SYSTEM } from '@baton/relay/session'
import { isSame } from '../is-same.ts'
import type { Core } from './core.ts'
import type { SessionOverview, SessionRoom } from './rooms.ts'

type Asked<Method extends keyof SessionRoom> = Parameters<SessionRoom[Method]>[0]

/** How the session stands. */
export function overviewOf(core: Core): SessionOverview {
  const { head, profile, linkedTo, holder, case: it, routes = [] } = core.ledger.state
  return {
    head,
    profile,
    linkedTo,
    case: it?.open ? { id: it.id, openedAt: it.openedAt, holder } : null,
    channels: [...new Set(routes.map(({ channel }) => channel))],
  }
}

/** What the business says of the customer, as far as nobody whose word counts for more has said otherwise. */
export function takeFields(
  core: Core,
  { id, base, fields }: Asked<'mergeProfile'>,
): ReturnType<SessionRoom['mergeProfile']> {
  return core.line.run(async () => {
    const { ledger } = core
    const { linkedTo, profile: known } = ledger.state
    if (linkedTo !== null) return { ok: false, refused: 'linked' }
    const event = `profile:${id}`
    if (known !== null && ledger.find(SYSTEM, event)) return { ok: true, profile: known }
    const merged = mergeProfile(known ?? base, { by: 'api', at: Date.now(), fields })
    const profile = redactProfile(merged, DETECTORS)
    if (!isSame(profile, known))
      core.commit([{ kind: 'profile.updated', id: event, by: SYSTEM, audience: 'staff', body: { profile } }])
    return { ok: true, profile }
  })
}

/** Words of the business's own, to the page and to the channel the customer speaks by. */
export function sayForBusiness(
  core: Core,
  { id, name, text, locale }: Asked<'sayForBusiness'>,
): ReturnType<SessionRoom['sayForBusiness']> {
  return core.line.run(async () => {
    const { ledger } = core
    const { exempt } = await core.knowhow()
    if (ledger.state.linkedTo !== null) return { ok: false, refused: 'linked' }
    const by = { ...BOT, name }
    const known = ledger.find(by, id)
    if (known) return { ok: true, seq: known.seq }
    const masked = redact(text, DETECTORS, exempt)
    const body = {
      text: masked.text,
      ...(masked.marks.length > 0 && { marks: masked.marks }),
      ...(locale && { locale }),
    }
    core.commit([{ kind: 'message', id, by, audience: 'all', body }])
    return { ok: true, seq: ledger.state.head }
  })
}
