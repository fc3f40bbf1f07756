import type { AuditEntry, AuditHead, AuditPage, HoursResponse } from '@baton/protocol'
import type { Days } from '@baton/relay/audit'

export interface AuditRoom {
  /** Writes an act down, once per `entry.id`; answers the head of the log. Nothing in it may be about a person but ids. */
  record(entry: AuditEntry): Promise<AuditHead>
  /** Records after number `after`, oldest first. */
  page(request: { after: number; limit: number }): Promise<AuditPage>
  /** How long trainers sat over the bot on these days, and what they did. */
  hours(days: Days): Promise<HoursResponse>
}
