import {
  type AccountView,
  CHANNEL_KINDS,
  CHANNELS,
  type ChannelKind,
  type ClientProblem,
  type DeskApi,
  type Template,
} from '@baton/client'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { type AccountDraft, draftOf, type FormField, fieldsOf, requestOf, wrongIn } from './account-draft.ts'
import { accountFormStyles } from './account-form.styles.ts'

/** The form has served: saved, or the admin changed their mind. */
export class AccountFormDone extends Event {
  static readonly type = 'desk-account-done'
  readonly saved: boolean

  constructor(saved: boolean) {
    super(AccountFormDone.type, { bubbles: true, composed: true })
    this.saved = saved
  }
}

const isKnown = <T extends object>(fields: T, name: string): name is string & keyof T => Object.hasOwn(fields, name)

/**
 * Sets an account of a channel up, or changes it. Secrets are written and never shown.
 *
 * @fires desk-account-done - the form wants to be closed
 */
@customElement('desk-account-form')
export class DeskAccountForm extends LitElement {
  static override styles = [controls, accountFormStyles]

  @state() private draft: AccountDraft = draftOf(null, 'wechat')
  /** Secrets that are there and are being written anew. */
  @state() private replacing: ReadonlySet<string> = new Set()
  @state() private wrong: readonly string[] = []
  @state() private busy = false
  @state() private problem: ClientProblem | null = null

  @property({ attribute: false }) speech: Speech | null = null
  /** Null: another one. */
  @property({ attribute: false }) account: AccountView | null = null

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('account')) return
    this.draft = draftOf(this.account, this.account?.channel ?? 'wechat')
    this.replacing = new Set()
    this.wrong = []
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('select, input')?.focus(options)
  }

  #change(change: Partial<AccountDraft>, field: string): void {
    this.draft = { ...this.draft, ...change }
    // What was said of it is out of date; what is said of others stands until they are changed too.
    this.wrong = this.wrong.filter((name) => name !== field)
  }

  #templateFields(at: number): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-template='${at}'] :is(input, textarea)`)]
  }

  async #addTemplate(): Promise<void> {
    const { templates } = this.draft
    this.#change({ templates: [...templates, { name: '', language: '', text: '' }] }, 'templates')
    await this.updateComplete
    this.#templateFields(templates.length)[0]?.focus()
  }

  async #removeTemplate(at: number): Promise<void> {
    const { templates } = this.draft
    this.#change({ templates: templates.filter((_, index) => index !== at) }, 'templates')
    // Those behind it have moved up: what was said of any is said again when the form is sent.
    this.wrong = this.wrong.filter((name) => !name.startsWith('templates.'))
    await this.updateComplete
    const next = this.#templateFields(Math.min(at, templates.length - 2))[0]
    ;(next ?? this.renderRoot.querySelector<HTMLElement>('.add-template'))?.focus()
  }

  #changeTemplate(at: number, change: Partial<Template>): void {
    const templates = this.draft.templates.map((one, index) => (index === at ? { ...one, ...change } : one))
    this.#change({ templates }, `templates.${at}`)
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    if (this.busy) return
    this.wrong = wrongIn(this.draft)
    if (this.wrong.length === 0) ask(this, { type: 'api', use: (api) => void this.#save(api) })
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  async #save(api: DeskApi): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await api.saveChannel(this.account?.id ?? null, requestOf(this.draft))
      this.dispatchEvent(new AccountFormDone(true))
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }

  async #setReplacing(name: string, isReplacing: boolean): Promise<void> {
    const replacing = new Set(this.replacing)
    if (isReplacing) replacing.add(name)
    else replacing.delete(name)
    this.replacing = replacing
    const { [name]: _taken, ...secrets } = this.draft.secrets
    this.#change({ secrets }, name)
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(isReplacing ? `#${name}` : `[data-replace=${name}]`)?.focus()
  }

  #wordsOf(name: string, { words }: Speech): { label: string; hint: string } {
    const { fields } = words.channels
    return isKnown(fields, name) ? fields[name] : { label: name, hint: '' }
  }

  #renderError(name: string, said: string): TemplateResult | typeof nothing {
    return this.wrong.includes(name) ? html`<span class="error" id="${name}-error">${said}</span>` : nothing
  }

  #renderField(part: 'settings' | 'secrets', { name, isOptional }: FormField, speech: Speech): TemplateResult {
    const { channels } = speech.words
    const { label, hint } = this.#wordsOf(name, speech)
    const known = part === 'secrets' ? this.account?.secrets[name] : undefined
    if (known?.isSet && !this.replacing.has(name)) {
      const said =
        known.previousUntil === null ? channels.secretSet : channels.secretOld(speech.when(known.previousUntil))
      return html`<div class="field" role="group" aria-label=${label}>
        <span class="label">${label}</span>
        <div class="kept">
          <span>${said}</span>
          <button class="button" type="button" data-replace=${name} @click=${() => this.#setReplacing(name, true)}>${channels.replace}</button>
        </div>
      </div>`
    }
    const isWrong = this.wrong.includes(name)
    return html`<div class="field">
      <label for=${name}>${label} ${isOptional ? html`<span class="hint">(${channels.optional})</span>` : nothing}</label>
      <input
        id=${name}
        type=${part === 'secrets' ? 'password' : 'text'}
        autocomplete=${part === 'secrets' ? 'new-password' : 'off'}
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${isWrong}
        aria-describedby="${name}-hint ${isWrong ? `${name}-error` : ''}"
        .value=${live(this.draft[part][name] ?? '')}
        @input=${(event: InputEvent) =>
          event.currentTarget instanceof HTMLInputElement &&
          this.#change({ [part]: { ...this.draft[part], [name]: event.currentTarget.value } }, name)}
      />
      <span class="hint" id="${name}-hint">${hint}</span>
      ${this.#renderError(name, isKnown(channels.malformedOwn, name) ? channels.malformedOwn[name] : channels.malformed)}
      ${
        known?.isSet
          ? html`<span><button class="link" type="button" @click=${() => this.#setReplacing(name, false)}>${channels.keep}</button></span>`
          : nothing
      }
    </div>`
  }

  #renderKind(speech: Speech): TemplateResult | typeof nothing {
    if (this.account) return nothing
    const { channels, channelNames } = speech.words
    const handleChange = (event: Event): void => {
      const value = event.currentTarget instanceof HTMLSelectElement ? event.currentTarget.value : ''
      const channel = CHANNEL_KINDS.find((kind): kind is ChannelKind => kind === value)
      if (!channel) return
      this.wrong = []
      this.draft = { ...draftOf(null, channel), name: this.draft.name }
    }
    return html`<div class="field">
      <label for="kind">${channels.kind}</label>
      <select id="kind" @change=${handleChange}>
        ${CHANNEL_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.draft.channel}>${channelNames[kind]}</option>`)}
      </select>
    </div>`
  }

  #renderTemplates(speech: Speech): TemplateResult | typeof nothing {
    const { channels } = speech.words
    const { templates, channel } = this.draft
    if (!CHANNELS[channel].hasTemplates) return nothing
    const text = (at: number, field: keyof Template, label: string) => {
      const template = templates[at]
      const isWrong = this.wrong.includes(`templates.${at}`)
      const said = isWrong ? `templates.${at}-error` : nothing
      const handleInput = (event: InputEvent): void => {
        const { currentTarget } = event
        if (currentTarget instanceof HTMLInputElement || currentTarget instanceof HTMLTextAreaElement)
          this.#changeTemplate(at, { [field]: currentTarget.value })
      }
      return field === 'text'
        ? html`<label class="wide">${label}<textarea rows="2" maxlength="1024" aria-invalid=${isWrong} aria-describedby=${said} .value=${live(template?.text ?? '')} @input=${handleInput}></textarea></label>`
        : html`<label>${label}<input autocomplete="off" spellcheck="false" aria-invalid=${isWrong} aria-describedby=${said} .value=${live(template?.[field] ?? '')} @input=${handleInput} /></label>`
    }
    return html`<fieldset>
      <legend>${channels.templates}</legend>
      <p class="hint">${channels.templatesHint}</p>
      ${templates.map(
        (template, at) => html`<div class="template" data-template=${at}>
          ${text(at, 'name', channels.templateName)} ${text(at, 'language', channels.templateLanguage)}
          <button
            class="button quiet icon"
            type="button"
            aria-label=${channels.removeTemplate(template.name || String(at + 1))}
            @click=${() => this.#removeTemplate(at)}
          >
            ${icons.remove}
          </button>
          ${text(at, 'text', channels.templateText)} ${this.#renderError(`templates.${at}`, channels.templateWrong)}
        </div>`,
      )}
      <span
        ><button
          class="button add-template"
          type="button"
          @click=${() => this.#addTemplate()}
        >
          ${icons.plus}${channels.addTemplate}
        </button></span
      >
    </fieldset>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, draft } = this
    if (!speech) return nothing
    const { channels } = speech.words
    const field = (part: 'settings' | 'secrets') =>
      fieldsOf(draft.channel, part).map((one) => this.#renderField(part, one, speech))
    return html`<form novalidate ?data-known=${this.account !== null} @submit=${this.#handleSubmit}>
      ${this.#renderKind(speech)}
      <div class="field">
        <label for="name">${channels.name}</label>
        <input
          id="name"
          autocomplete="off"
          maxlength="80"
          aria-invalid=${this.wrong.includes('name')}
          aria-describedby="name-hint ${this.wrong.includes('name') ? 'name-error' : ''}"
          .value=${live(draft.name)}
          @input=${(event: InputEvent) =>
            event.currentTarget instanceof HTMLInputElement &&
            this.#change({ name: event.currentTarget.value }, 'name')}
        />
        <span class="hint" id="name-hint">${channels.nameHint}</span>
        ${this.#renderError('name', channels.nameWrong)}
      </div>
      <div class="fields">${field('settings')} ${field('secrets')}</div>
      ${this.#renderTemplates(speech)}
      <label class="check">
        <input
          type="checkbox"
          .checked=${live(draft.isOn)}
          @change=${(event: Event) =>
            event.currentTarget instanceof HTMLInputElement &&
            this.#change({ isOn: event.currentTarget.checked }, 'isOn')}
        />${channels.on}
      </label>
      <div class="answers">
        <span class="error" role="alert">${this.problem ? problemWords(this.problem, speech.words) : nothing}</span>
        <button class="button" type="button" @click=${() => this.dispatchEvent(new AccountFormDone(false))}>${channels.cancel}</button>
        <button class="button primary save" aria-disabled=${this.busy}>${this.busy ? channels.saving : channels.save}</button>
      </div>
    </form>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-account-form': DeskAccountForm
  }
}
