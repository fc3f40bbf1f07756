import type { DeskApi, EndpointView } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import './delivery-log.ts'
import './endpoint-form.ts'
import { requestOf } from './endpoint-form.ts'
import { ListScreen } from './list-screen.ts'

const BADGES = { on: 'success', off: 'plain', gone: 'danger', failing: 'danger' } as const

const stateOf = ({ isOn, off }: EndpointView): keyof typeof BADGES => (isOn ? 'on' : (off ?? 'off'))

/** Whom the business has told what happens, for those who set it up. */
@customElement('desk-webhooks')
export class DeskWebhooks extends ListScreen<EndpointView> {
  @property({ attribute: false }) now = 0

  protected override wordsOf({ words }: Speech) {
    return words.webhooks
  }

  protected override read(api: DeskApi): Promise<readonly EndpointView[]> {
    return api.webhooks()
  }

  protected override renderNew(speech: Speech): TemplateResult {
    return html`<desk-endpoint-form data-focus .speech=${speech} @desk-form-done=${this.handleDone}></desk-endpoint-form>`
  }

  #turnOn(endpoint: EndpointView, { words }: Speech): void {
    this.act(
      (api) => api.changeWebhook(endpoint.id, { ...requestOf(endpoint), isOn: true }),
      () => {
        this.news = words.webhooks.turnedOn
      },
    )
  }

  #rotate(id: string, { words }: Speech): void {
    let secret = ''
    this.act(
      async (api) => {
        secret = (await api.rotateWebhook(id)).secret
      },
      () => void this.tell(id, secret, words.webhooks.rotated),
    )
  }

  #remove(id: string, { words }: Speech): void {
    this.act(
      (api) => api.removeWebhook(id),
      () => this.gone(words.channels.removed),
    )
  }

  #renderOpened(endpoint: EndpointView, speech: Speech): TemplateResult | typeof nothing {
    const { id } = endpoint
    const { webhooks: words, channels } = speech.words
    switch (this.opened?.row === id ? this.opened.what : null) {
      case 'form':
        return html`<desk-endpoint-form data-focus .speech=${speech} .endpoint=${endpoint} @desk-form-done=${this.handleDone}></desk-endpoint-form>`
      case 'log':
        return html`<desk-delivery-log data-focus .speech=${speech} .endpoint=${endpoint}></desk-delivery-log>`
      case 'rotate':
        return this.renderQuestion(speech, words.rotateAsk, words.rotateConfirm, () => this.#rotate(id, speech))
      case 'remove':
        return this.renderQuestion(speech, words.removeAsk(endpoint.url), channels.removeConfirm, () =>
          this.#remove(id, speech),
        )
      default:
        return this.renderSecret(id, speech)
    }
  }

  protected override renderRow(endpoint: EndpointView, speech: Speech): TemplateResult {
    const { webhooks: words, channels } = speech.words
    const { id, off, previousUntil } = endpoint
    const standing = stateOf(endpoint)
    return html`<section class="card" data-row=${id} aria-label=${endpoint.url}>
      <div class="card-top">
        <h3>${endpoint.url}</h3>
        ${endpoint.description ? html`<span class="muted small">${endpoint.description}</span>` : nothing}
        <span class="badge ${BADGES[standing]}">${words.states[standing]}</span>
      </div>
      ${!endpoint.isOn && off ? html`<p class="said" data-state=${standing}>${words.off[off]}</p>` : nothing}
      <ul class="tags" aria-label=${words.told}>
        ${endpoint.types.map((type) => html`<li>${term(words.types, type)}</li>`)}
      </ul>
      ${
        previousUntil !== null && previousUntil > this.now
          ? html`<p class="said">${words.previousUntil(speech.when(previousUntil))}</p>`
          : nothing
      }
      <div class="answers">
        ${
          !endpoint.isOn && off
            ? html`<button class="button primary on" @click=${() => this.#turnOn(endpoint, speech)}>${words.turnOn}</button>`
            : nothing
        }
        ${this.renderAction(id, 'form', channels.change)} ${this.renderAction(id, 'log', words.log)}
        ${this.renderAction(id, 'rotate', words.rotate)} ${this.renderAction(id, 'remove', channels.remove)}
      </div>
      ${this.#renderOpened(endpoint, speech)}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-webhooks': DeskWebhooks
  }
}
