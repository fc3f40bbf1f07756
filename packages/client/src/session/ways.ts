import { foldWays, type SessionEvent, type SessionView } from '@baton/protocol/wire'

/** What an event changes of the ways to the customer, which staff see. The session folds them by the same rule. */
export function staffWays(view: SessionView, event: SessionEvent): SessionView {
  if (!view.staff) return view
  const { profile, brief, routes, speaksBy } = view.staff
  const known = { ...(routes && { routes }), ...(speaksBy && { speaksBy }) }
  const ways = foldWays(known, event)
  if (ways === known) return view
  const { routes: now, speaksBy: by } = ways
  return { ...view, staff: { profile, brief, ...(now && { routes: [...now] }), ...(by && { speaksBy: by }) } }
}
