import type { DeskApi } from '@baton/client'
import { customElement } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { SentLog, type SentPage } from './sent-log.ts'

/** Which records the CRM was given, newest first, with every attempt. */
@customElement('desk-record-log')
export class DeskRecordLog extends SentLog {
  protected override readonly isOn = true

  protected override wordsOf({ words: { webhooks, crm } }: Speech) {
    return { ...webhooks, ...crm.logWords, errors: { ...webhooks.errors, timeout: crm.timeout } }
  }

  protected override async read(api: DeskApi, after: string | null): Promise<SentPage> {
    const { records, next } = await api.crmRecords(after)
    return { rows: records.map(({ caseId, ...row }) => ({ ...row, known: caseId })), next }
  }

  protected override replay(api: DeskApi, id: string): Promise<void> {
    return api.replayCrmRecord(id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-record-log': DeskRecordLog
  }
}
