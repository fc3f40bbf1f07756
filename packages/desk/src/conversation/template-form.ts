import type { Template, TemplateUse } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { controls } from '../theme/controls.styles.ts'
import { filled, valuesOf } from './reach.ts'

const VALUE_CHARS = 200

/** A template and its values are ready to go; null: the agent changed their mind. */
export class TemplateChosen extends Event {
  static readonly type = 'desk-template'
  readonly use: TemplateUse | null

  constructor(use: TemplateUse | null) {
    super(TemplateChosen.type, { bubbles: true, composed: true })
    this.use = use
  }
}

/**
 * Picks words the vendor has approved, fills them in, and shows how the customer reads them.
 *
 * @fires desk-template - with what is to be sent, or null
 */
@customElement('desk-template-form')
export class DeskTemplateForm extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 10px;
        margin: 8px 8px 0;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        background: var(--surface);
        font-size: var(--small);
      }

      label {
        display: grid;
        gap: 4px;
        color: var(--muted);
      }

      input,
      select {
        width: 100%;
        color: var(--ink);
        font-size: var(--small);
      }

      .values {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        gap: 8px;
      }

      .preview {
        display: grid;
        gap: 4px;
        color: var(--muted);
      }

      .preview p {
        max-width: 36em;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-bubble);
        background: var(--raised);
        color: var(--ink);
        font-size: var(--body);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ]

  @state() private index = 0
  @state() private values: readonly string[] = []

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) templates: readonly Template[] = []

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('select')?.focus(options)
  }

  get #template(): Template | undefined {
    return this.templates[this.index] ?? this.templates[0]
  }

  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    this.dispatchEvent(new TemplateChosen(null))
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    const template = this.#template
    if (!template) return
    const values = Array.from({ length: valuesOf(template) }, (_, at) => this.values[at]?.trim() ?? '')
    const empty = values.indexOf('')
    if (empty >= 0) {
      this.renderRoot.querySelectorAll('input')[empty]?.focus()
      return
    }
    const { name, language } = template
    this.dispatchEvent(new TemplateChosen({ name, language, values }))
  }

  #handleValue(at: number, event: InputEvent): void {
    if (!(event.currentTarget instanceof HTMLInputElement)) return
    const values = [...this.values]
    values[at] = event.currentTarget.value
    this.values = values
  }

  #handleChoice(event: Event): void {
    if (event.currentTarget instanceof HTMLSelectElement) this.index = event.currentTarget.selectedIndex
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    const template = this.#template
    if (!speech || !template) return nothing
    const { reach } = speech.words
    const count = valuesOf(template)
    return html`<form @submit=${this.#handleSubmit} @keydown=${this.#handleKeyDown}>
      <label>
        ${reach.template}
        <select @change=${this.#handleChoice}>
          ${this.templates.map(
            ({ name, language }, at) => html`<option ?selected=${at === this.index}>${name} · ${language}</option>`,
          )}
        </select>
      </label>
      ${
        count > 0
          ? html`<div class="values">
              ${Array.from(
                { length: count },
                (_, at) => html`<label>
                  ${reach.value(at + 1)}
                  <input
                    required
                    autocomplete="off"
                    maxlength=${VALUE_CHARS}
                    .value=${this.values[at] ?? ''}
                    @input=${(event: InputEvent) => this.#handleValue(at, event)}
                  />
                </label>`,
              )}
            </div>`
          : nothing
      }
      <div class="preview">${reach.preview}<p lang=${template.language.replace('_', '-')}>${filled(template, this.values)}</p></div>
      <div class="answers">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new TemplateChosen(null))}>${reach.cancel}</button>
        <button class="button primary confirm">${reach.sendTemplate}</button>
      </div>
    </form>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-template-form': DeskTemplateForm
  }
}
