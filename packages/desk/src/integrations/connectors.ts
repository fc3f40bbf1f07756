import type { ConnectorView, DeskApi } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import './connector-form.ts'
import './connector-test.ts'
import { ListScreen } from './list-screen.ts'

/** Services of the business that actions call, for those who set them up. */
@customElement('desk-connectors')
export class DeskConnectors extends ListScreen<ConnectorView> {
  protected override wordsOf({ words }: Speech) {
    return words.connectors
  }

  protected override read(api: DeskApi): Promise<readonly ConnectorView[]> {
    return api.connectors()
  }

  protected override renderNew(speech: Speech): TemplateResult {
    return html`<desk-connector-form
      data-focus
      .speech=${speech}
      .taken=${this.rows?.map(({ id }) => id) ?? []}
      @desk-form-done=${this.handleDone}
    ></desk-connector-form>`
  }

  #remove(id: string, { words }: Speech): void {
    this.act(
      (api) => api.removeConnector(id),
      () => this.gone(words.channels.removed),
    )
  }

  #renderOpened(connector: ConnectorView, speech: Speech): TemplateResult | typeof nothing {
    const { id, name } = connector
    switch (this.opened?.row === id ? this.opened.what : null) {
      case 'form':
        return html`<desk-connector-form data-focus .speech=${speech} .connector=${connector} @desk-form-done=${this.handleDone}></desk-connector-form>`
      case 'test':
        return html`<desk-connector-test data-focus .speech=${speech} .connector=${id}></desk-connector-test>`
      case 'remove':
        return this.renderQuestion(
          speech,
          speech.words.connectors.removeAsk(name),
          speech.words.channels.removeConfirm,
          () => this.#remove(id, speech),
        )
      default:
        return nothing
    }
  }

  protected override renderRow(connector: ConnectorView, speech: Speech): TemplateResult {
    const { connectors: words, channels } = speech.words
    const { id, name, url, auth, timeoutMs, retries } = connector
    return html`<section class="card" data-row=${id} aria-label=${name}>
      <div class="card-top">
        <h3>${name}</h3>
        <code>${id}</code>
      </div>
      <p class="said">${url} · ${words.auths[auth.kind]} · ${words.limits(speech.took(timeoutMs), retries)}</p>
      <div class="answers">
        ${this.renderAction(id, 'form', channels.change)} ${this.renderAction(id, 'test', words.test)}
        ${this.renderAction(id, 'remove', channels.remove)}
      </div>
      ${this.#renderOpened(connector, speech)}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-connectors': DeskConnectors
  }
}
