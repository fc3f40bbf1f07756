import type { Pack, Snapshot } from '@baton/protocol'
import { canonical } from '@baton/relay/audit'
import { type Act, OPERATOR } from '../audit/act.ts'
import { sha256 } from '../audit/sha256.ts'

/** What publishing a pack has changed, by the hashes of what was and what is; nothing when it was the current one. */
export function publishingActs(before: Snapshot | null, after: Snapshot): Act[] {
  if (before?.version === after.version) return []
  const [was, is] = [before && rulesVersion(before.pack), rulesVersion(after.pack)]
  return [
    act('knowledge.publish', { ...(before && { before: before.version }), version: after.version }),
    ...(was === is ? [] : [act('rules.change', { ...(was && { before: was }), version: is })]),
  ]
}

const rulesVersion = (pack: Pack): string => sha256(canonical(pack.rules))

const act = (action: string, on: Record<string, string>): Act => ({ by: OPERATOR, action, on })
