import type { AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import type { Prepared } from './accounts.ts'

/** What was done to an account, by the names of what changed: neither an address nor a secret is in it. */
export function savingAct({ account, isNew, form, fields }: Prepared, by: AuditEntry['by']): Act | null {
  const on = { account, channel: form.channel }
  if (isNew) return { by, action: 'channel.add', on }
  // Names of settings are ours, but there may be many.
  return fields.length > 0
    ? { by, action: 'channel.change', on: { ...on, fields: fields.join(',').slice(0, 200) } }
    : null
}

export const removalAct = (account: string, channel: string, by: AuditEntry['by']): Act => ({
  by,
  action: 'channel.remove',
  on: { account, channel },
})

export const replayAct = (times: number, by: AuditEntry['by']): Act => ({
  by,
  action: 'undelivered.replay',
  on: { times: String(times) },
})
