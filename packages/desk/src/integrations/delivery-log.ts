import type { DeskApi, EndpointView } from '@baton/client'
import { customElement, property } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { SentLog, type SentPage } from './sent-log.ts'

/** What an endpoint was told, newest first, with every attempt. */
@customElement('desk-delivery-log')
export class DeskDeliveryLog extends SentLog {
  @property({ attribute: false }) endpoint: EndpointView | null = null

  protected override get isOn(): boolean {
    return this.endpoint?.isOn === true
  }

  protected override wordsOf({ words }: Speech) {
    return words.webhooks
  }

  protected override async read(api: DeskApi, after: string | null): Promise<SentPage> {
    const { deliveries, next } = await api.webhookDeliveries(this.endpoint?.id ?? '', after)
    return { rows: deliveries.map(({ event, ...row }) => ({ ...row, known: event })), next }
  }

  protected override replay(api: DeskApi, id: string): Promise<void> {
    return api.replayWebhook(this.endpoint?.id ?? '', id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-delivery-log': DeskDeliveryLog
  }
}
