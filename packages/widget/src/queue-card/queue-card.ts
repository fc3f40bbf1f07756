import type { QueuePlace } from '@baton/client'
import { html, LitElement, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { batonBar, part } from '../palette/tokens.styles.ts'
import { ask } from '../request.ts'
import type { Words } from '../words/words.ts'
import { queueCardStyles } from './queue-card.styles.ts'
import { waitText } from './wait.ts'

/** Waiting: place, honest range, what happens next, and the way out. */
export class BatonQueueCard extends LitElement {
  static override styles = [part, batonBar, queueCardStyles]

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) place: QueuePlace | null = null

  private readonly handleCancel = (): boolean => ask(this, { kind: 'command', command: { kind: 'handoff.cancel' } })

  override render(): TemplateResult {
    const { words, place } = this
    const title = place && !place.waitMs ? words.waiting : words.queueTitle
    return html`
      <h3><span class="baton" data-holder="queue"></span>${title}</h3>
      <p class="place">${place ? words.position(place.position) : words.placing}</p>
      ${place ? html`<p class="wait">${waitText(place.waitMs, words)}</p>` : null}
      <p class="next">${words.queueNext}</p>
      <button class="outline" type="button" @click=${this.handleCancel}>${words.cancelWaiting}</button>
    `
  }
}
