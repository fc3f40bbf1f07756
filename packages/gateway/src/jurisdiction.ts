import { JURISDICTIONS, type Jurisdiction } from '@baton/protocol'
import { BatonError } from './http/baton-error.ts'
import { log } from './log.ts'

/** What the operator says of places. */
export interface Places {
  /** Where workspaces live whose id names no jurisdiction; empty for anywhere. Never changed once there is a workspace. */
  JURISDICTION?: string | null
  /** One box only: where it stands, on its operator's word. Workspaces of that jurisdiction may then be kept on it. */
  BOX_JURISDICTION?: string | null
}

const isJurisdiction = (text: string): text is Jurisdiction => JURISDICTIONS.some((each) => each === text)

/**
 * Where the objects of a workspace live, told by its name alone; null for anywhere.
 *
 * @throws BatonError `unavailable` when the operator's setting is none of the jurisdictions: better nothing than the
 * wrong place.
 */
export function jurisdictionOf(places: Places, workspace: string): Jurisdiction | null {
  const named = workspace.slice(workspace.lastIndexOf('@') + 1)
  const wanted = named === workspace ? places.JURISDICTION || null : named
  if (wanted === null || isJurisdiction(wanted)) return wanted
  log('error', 'jurisdiction.unknown', { known: JURISDICTIONS })
  throw new BatonError('unavailable')
}

/**
 * The part of a namespace that a workspace's objects are in. An object of the same name elsewhere is another one.
 *
 * @throws BatonError `jurisdiction_unavailable` where the runtime cannot promise the place and its operator does not.
 */
export function placed<Room extends Rpc.DurableObjectBranded>(
  places: Places,
  rooms: DurableObjectNamespace<Room>,
  workspace: string,
): DurableObjectNamespace<Room> {
  const jurisdiction = jurisdictionOf(places, workspace)
  if (jurisdiction === null || jurisdiction === places.BOX_JURISDICTION) return rooms
  try {
    return rooms.jurisdiction(jurisdiction)
  } catch {
    // workerd by itself: "Jurisdiction restrictions are not implemented in workerd."
    throw new BatonError('jurisdiction_unavailable')
  }
}
