import type { AuditEntry, Pack } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import { rulesVersionOf } from './rule-book.ts'

/** A release as far as its acts tell of it. */
interface Told {
  version: string
  pack: Pack
}

/** At whose word something becomes current, and why. */
export interface Word {
  action: 'knowledge.publish' | 'knowledge.recalibrate' | 'knowledge.roll_back'
  by: AuditEntry['by']
  reason: string | null
  /** The training it came of, when that was asked for before. */
  training?: string
}

/** What a release changes, by the hashes of what was and what is; nothing when it was the current one. */
export function releaseActs(before: Told | null, after: Told, { action, by, reason, training }: Word): Act[] {
  if (before?.version === after.version) return []
  const [was, is] = [before && rulesVersionOf(before.pack), rulesVersionOf(after.pack)]
  const why = reason === null ? {} : { reason }
  const of = training === undefined ? {} : { training }
  const on = { ...(before && { before: before.version }), version: after.version, ...of }
  return [
    { by, action, on, ...why },
    ...(was === is
      ? []
      : [{ by, action: 'rules.change', on: { ...(was && { before: was }), version: is, ...of }, ...why }]),
  ]
}
