import type { ConnectorView, CrmRequest, DeskApi, Interaction } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import './connector-test.ts'
import './crm-form.ts'
import { ListScreen } from './list-screen.ts'
import './record-log.ts'
import type { FormDone } from './settings-form.ts'

/** Where records go, and how they get there. `id`: of its connector. */
interface Target extends CrmRequest {
  id: string
  name: string
  address: string
  waiting: number
  failed: number
}

/** The CRM of the business, for those who set it up: there is one, or none. */
@customElement('desk-crm')
export class DeskCrm extends ListScreen<Target> {
  @state() private connectors: readonly ConnectorView[] = []

  protected override wordsOf({ words }: Speech) {
    return words.crm
  }

  protected override async read(api: DeskApi): Promise<readonly Target[]> {
    const [{ crm, waiting, failed }, connectors] = await Promise.all([api.crm(), api.connectors()])
    this.connectors = connectors
    if (!crm) return []
    const { name, url } = connectors.find(({ id }) => id === crm.connector) ?? { name: crm.connector, url: '' }
    return [{ ...crm, id: crm.connector, name, address: url.replace(/\/+$/, '') + crm.path, waiting, failed }]
  }

  protected override get mayAdd(): boolean {
    return this.rows?.length === 0 && this.connectors.length > 0
  }

  /** The button that was pressed goes away with what it was for. */
  readonly #handleNamed = async (done: FormDone): Promise<void> => {
    await this.handleDone(done)
    if (done.outcome) this.focus()
  }

  protected override renderNone(speech: Speech): TemplateResult {
    if (this.connectors.length > 0) return super.renderNone(speech)
    const { crm: words, connectors } = speech.words
    return html`<p class="muted">${words.noConnector}</p>
      <span><button class="button connectors" @click=${() => ask(this, { type: 'screen', screen: 'connectors' })}>${connectors.open}</button></span>`
  }

  protected override renderNew(speech: Speech): TemplateResult {
    return html`<desk-crm-form data-focus .speech=${speech} .connectors=${this.connectors} @desk-form-done=${this.#handleNamed}></desk-crm-form>`
  }

  #replay({ words }: Speech): void {
    let replayed = 0
    this.act(
      async (api) => {
        replayed = await api.replayCrm()
      },
      () => {
        this.news = words.crm.replayed(replayed)
        // Its button has gone with the records.
        this.focus()
      },
    )
  }

  #turnOff({ words }: Speech): void {
    this.act(
      (api) => api.setCrm(null),
      () => this.gone(words.crm.turnedOff),
    )
  }

  #renderRecord({ words: { crm: words } }: Speech): TemplateResult {
    // The keys of a record are what it is a record of.
    const fields = Object.keys(words.fields) as (keyof Interaction)[]
    return html`<div class="ask" role="group" aria-label=${words.record} tabindex="-1" data-focus>
      <p>${words.recordLead}</p>
      <ul class="tags">
        ${fields.map((field) => html`<li>${words.fields[field]}</li>`)}
      </ul>
    </div>`
  }

  #renderOpened({ id, name, path, connector }: Target, speech: Speech): TemplateResult | typeof nothing {
    const { crm: words } = speech.words
    switch (this.opened?.row === id ? this.opened.what : null) {
      case 'form':
        return html`<desk-crm-form
          data-focus
          .speech=${speech}
          .crm=${{ connector, path }}
          .connectors=${this.connectors}
          @desk-form-done=${this.handleDone}
        ></desk-crm-form>`
      case 'test':
        return html`<desk-connector-test
          data-focus
          .speech=${speech}
          .connector=${connector}
          .path=${path}
          .note=${words.testNote}
        ></desk-connector-test>`
      case 'log':
        return html`<desk-record-log data-focus .speech=${speech} @desk-log-read=${() => this.reload()}></desk-record-log>`
      case 'record':
        return this.#renderRecord(speech)
      case 'off':
        return this.renderQuestion(speech, words.turnOffAsk(name), words.turnOffConfirm, () => this.#turnOff(speech))
      default:
        return nothing
    }
  }

  protected override renderRow(target: Target, speech: Speech): TemplateResult {
    const { crm: words, connectors, channels, webhooks } = speech.words
    const { id, name, address, waiting, failed } = target
    return html`<section class="card" data-row=${id} aria-label=${name}>
      <div class="card-top">
        <h3>${name}</h3>
        <span class="badge ${failed > 0 ? 'danger' : 'success'}">${failed > 0 ? words.states.failed : words.states.on}</span>
      </div>
      <p class="said">${address}</p>
      <ul class="tags" aria-label=${words.told}>
        <li>${webhooks.types['case.closed']}</li>
        <li>${webhooks.types['case.rated']}</li>
      </ul>
      <p class="said records" data-state=${failed > 0 ? 'failing' : 'on'}>${words.waiting(waiting)} · ${words.failed(failed)}</p>
      <div class="answers">
        ${
          failed > 0
            ? html`<button class="button primary replay" @click=${() => this.#replay(speech)}>${words.replay}</button>`
            : nothing
        }
        ${this.renderAction(id, 'form', channels.change)} ${this.renderAction(id, 'test', connectors.test)}
        ${this.renderAction(id, 'log', words.logWords.log)} ${this.renderAction(id, 'record', words.record)}
        ${this.renderAction(id, 'off', words.turnOff)}
      </div>
      ${this.#renderOpened(target, speech)}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-crm': DeskCrm
  }
}
