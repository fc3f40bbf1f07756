import type { ConnectorView, DeskApi } from '@baton/client'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { Speech } from '../locale/speech.ts'
import { type ConnectorDraft, draftOf, type NumberField, requestOf, wrongIn } from './connector-draft.ts'
import { type Saved, SettingsForm } from './settings-form.ts'

const KINDS = ['bearer', 'header', 'basic'] as const

/** Connects a service of the business, or changes how. Its secret is written and never shown. */
@customElement('desk-connector-form')
export class DeskConnectorForm extends SettingsForm<ConnectorDraft> {
  @state() protected override draft = draftOf(null)

  /** Null: another one. */
  @property({ attribute: false }) connector: ConnectorView | null = null
  /** Short names of others. */
  @property({ attribute: false }) taken: readonly string[] = []

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connector')) this.draft = draftOf(this.connector)
  }

  protected override wrongIn(draft: ConnectorDraft): string[] {
    const secret = this.#isElsewhere ? (draft.secret ?? '') : draft.secret
    return wrongIn({ ...draft, secret }, this.connector === null, this.taken)
  }

  protected override async save(api: DeskApi, draft: ConnectorDraft): Promise<Saved> {
    const request = requestOf(draft)
    if (this.connector) await api.changeConnector(this.connector.id, request)
    else await api.addConnector({ ...request, id: draft.id.trim(), secret: request.secret ?? '' })
    return {}
  }

  async #replace(isReplacing: boolean): Promise<void> {
    this.change({ secret: isReplacing ? '' : null }, 'secret')
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(isReplacing ? '#secret' : '.replace')?.focus()
  }

  #renderText(
    name: 'id' | 'name' | 'url' | 'header' | 'user',
    words: { label: string; hint: string; wrong: string },
    maxLength: number,
  ): TemplateResult {
    return this.renderField({ name, value: this.draft[name], maxLength, ...words }, (value) =>
      this.change({ [name]: value }, name),
    )
  }

  /** At another origin the secret of before would go to somebody else: the gateway wants it again, and so does the form. */
  get #isElsewhere(): boolean {
    const originOf = (url: string) => URL.parse(url.trim())?.origin
    return this.connector !== null && originOf(this.draft.url) !== originOf(this.connector.url)
  }

  #renderNumber(name: NumberField, label: string, hint: string, { words }: Speech): TemplateResult {
    const field = { name, value: this.draft[name], label, hint, wrong: words.connectors.numberWrong, type: 'number' }
    return this.renderField({ ...field, type: 'number' }, (value) => this.change({ [name]: value }, name))
  }

  #renderSecret({ words: { connectors: words, channels } }: Speech): TemplateResult {
    const { secret } = this.draft
    const isElsewhere = this.#isElsewhere
    if (secret === null && !isElsewhere) {
      return html`<div class="field" role="group" aria-label=${words.secret}>
        <span class="label">${words.secret}</span>
        <div class="kept">
          <span>${channels.secretSet}</span>
          <button class="button replace" type="button" @click=${() => this.#replace(true)}>${channels.replace}</button>
        </div>
      </div>`
    }
    return html`<div>
      ${this.renderField(
        {
          name: 'secret',
          value: secret ?? '',
          label: words.secret,
          hint: isElsewhere ? words.secretAgain : words.secretHint,
          wrong: words.secretWrong,
          type: 'password',
        },
        (value) => this.change({ secret: value }, 'secret'),
      )}
      ${
        this.connector && !isElsewhere
          ? html`<button class="link" type="button" @click=${() => this.#replace(false)}>${channels.keep}</button>`
          : nothing
      }
    </div>`
  }

  #renderAuth(speech: Speech): TemplateResult {
    const { connectors: words } = speech.words
    const { kind } = this.draft
    const handleChange = (event: Event): void => {
      const { currentTarget } = event
      const chosen = KINDS.find((one) => currentTarget instanceof HTMLSelectElement && one === currentTarget.value)
      if (chosen) this.change({ kind: chosen }, 'header', 'user')
    }
    return html`<div class="fields">
      <div class="field">
        <label for="kind">${words.auth}</label>
        <select id="kind" .value=${live(kind)} @change=${handleChange}>
          ${KINDS.map((one) => html`<option value=${one} ?selected=${one === kind}>${words.auths[one]}</option>`)}
        </select>
      </div>
      ${
        kind === 'header'
          ? this.#renderText('header', { label: words.header, hint: words.headerHint, wrong: words.headerWrong }, 64)
          : nothing
      }
      ${
        kind === 'basic'
          ? this.#renderText('user', { label: words.user, hint: words.userHint, wrong: words.userWrong }, 200)
          : nothing
      }
      ${this.#renderSecret(speech)}
    </div>`
  }

  #renderHeaders({ words: { connectors: words, channels } }: Speech): TemplateResult {
    return html`<div class="field">
      <label for="headers">${words.headers} <span class="hint">(${channels.optional})</span></label>
      <textarea
        id="headers"
        data-field="headers"
        rows="2"
        spellcheck="false"
        aria-invalid=${this.wrong.includes('headers')}
        aria-describedby=${this.describedBy('headers')}
        .value=${live(this.draft.headers)}
        @input=${(event: InputEvent) =>
          event.currentTarget instanceof HTMLTextAreaElement &&
          this.change({ headers: event.currentTarget.value }, 'headers')}
      ></textarea>
      <span class="hint" id="headers-hint">${words.headersHint}</span>
      ${this.renderError('headers', words.headersWrong)}
    </div>`
  }

  protected override renderFields(speech: Speech): TemplateResult {
    const { connectors: words } = speech.words
    const idWrong = this.taken.includes(this.draft.id.trim()) ? words.idTaken : words.idWrong
    return html`<div class="fields">
        ${
          this.connector ? nothing : this.#renderText('id', { label: words.id, hint: words.idHint, wrong: idWrong }, 64)
        }
        ${this.#renderText('name', { label: words.name, hint: words.nameHint, wrong: words.nameWrong }, 80)}
      </div>
      ${this.#renderText('url', { label: words.url, hint: words.urlHint, wrong: words.urlWrong }, 1000)}
      ${this.#renderAuth(speech)}
      <fieldset>
        <legend>${words.patience}</legend>
        <div class="fields">
          ${this.#renderNumber('timeout', words.timeout, words.timeoutHint, speech)}
          ${this.#renderNumber('retries', words.retries, words.retriesHint, speech)}
          ${this.#renderNumber('failures', words.failures, words.failuresHint, speech)}
          ${this.#renderNumber('rest', words.rest, words.restHint, speech)}
        </div>
      </fieldset>
      ${this.#renderHeaders(speech)}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-connector-form': DeskConnectorForm
  }
}
