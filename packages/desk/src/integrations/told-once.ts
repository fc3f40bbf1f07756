import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import '../channels/copy-button.ts'
import { screenStyles } from '../channels/screen.styles.ts'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { embeddedStyles } from './integrations.styles.ts'

/**
 * A secret, this once, with a button that copies it.
 *
 * @fires desk-told - it is kept elsewhere now, and goes off the screen
 */
@customElement('desk-told-once')
export class DeskToldOnce extends LitElement {
  static override styles = [controls, screenStyles, embeddedStyles]

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) label = ''
  @property({ attribute: false }) secret = ''

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.ask')?.focus(options)
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { toldOnce } = this.speech.words
    return html`<div class="ask" role="group" aria-label=${this.label} tabindex="-1">
      <div class="callback">
        ${this.label}
        <div><code>${this.secret}</code><desk-copy .speech=${this.speech} .text=${this.secret}></desk-copy></div>
      </div>
      <span class="answers">
        <span class="lead">${toldOnce.lead}</span>
        <button class="button done" @click=${() => this.dispatchEvent(new Event('desk-told'))}>${toldOnce.done}</button>
      </span>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-told-once': DeskToldOnce
  }
}
