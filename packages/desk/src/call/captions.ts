import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import type { Caption } from './voice.ts'

const keyOf = ({ track, turn }: Caption): string => `${track}:${turn}`

/**
 * What both ends say, as it is said. What was misheard of the customer can be set right: that is kept as a note for staff, since
 * the log holds what was understood at the time, and what was done because of it.
 */
@customElement('desk-captions')
export class DeskCaptions extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-height: 0;
      }

      ol {
        display: grid;
        gap: 4px;
        max-height: min(168px, 28dvh);
        overflow: auto;
      }

      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 8px;
        align-items: baseline;
        max-width: 60em;
        font-size: var(--small);
      }

      .who {
        font-weight: 600;
        color: var(--muted);
      }

      li[data-track='bot'] .who {
        color: var(--bot);
      }

      li[data-track='agent'] .who {
        color: var(--brand-ink);
      }

      .text {
        overflow-wrap: anywhere;
      }

      li:not([data-final]) .text {
        color: var(--muted);
      }

      form {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 4px 0;
      }

      label {
        flex: 1 1 220px;
      }

      input {
        width: 100%;
        min-height: 32px;
        padding: 4px 8px;
      }

      .hint {
        flex-basis: 100%;
        color: var(--muted);
      }
    `,
  ]

  @state() private editing: string | null = null
  /** What was set right here, by turn. */
  @state() private corrected: ReadonlySet<string> = new Set()

  @property({ attribute: false }) speech: Speech | null = null
  @property() session = ''
  @property() customer = ''
  /** Who is signed in. */
  @property() me = ''
  @property({ attribute: false }) captions: readonly Caption[] = []

  #atEnd = true

  protected override updated(changed: PropertyValues<this>): void {
    const list = this.renderRoot.querySelector('ol')
    if (changed.has('captions') && list && this.#atEnd) list.scrollTop = list.scrollHeight
  }

  async #edit(key: string | null): Promise<void> {
    const before = this.editing
    this.editing = key
    await this.updateComplete
    const id = key ?? before
    const row = [...this.renderRoot.querySelectorAll<HTMLElement>('li')].find(({ dataset }) => dataset.key === id)
    row?.querySelector<HTMLElement>(key ? 'input' : '.correct')?.focus()
  }

  #save(event: SubmitEvent, caption: Caption): void {
    event.preventDefault()
    const { speech, session } = this
    const said = this.renderRoot.querySelector('input')?.value.trim() ?? ''
    if (speech && said !== '' && said !== caption.text) {
      const text = speech.words.calls.correction(caption.text, said)
      ask(this, { type: 'send', session, command: { kind: 'note', text } })
      this.corrected = new Set([...this.corrected, keyOf(caption)])
    }
    void this.#edit(null)
  }

  #renderForm(caption: Caption, { words: { calls } }: Speech): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#save(event, caption)}>
      <label><span class="spoken">${calls.correctLabel}</span><input .value=${caption.text} maxlength="1000" /></label>
      <button class="button primary">${calls.correctSave}</button>
      <button class="button" type="button" @click=${() => this.#edit(null)}>${calls.correctCancel}</button>
      <span class="hint">${calls.correctHint}</span>
    </form>`
  }

  #renderCaption(caption: Caption, speech: Speech): TemplateResult {
    const { calls, holders } = speech.words
    const key = keyOf(caption)
    const { agent } = caption
    const agents = agent && agent.id !== this.me ? agent.name : calls.you
    const who = { customer: this.customer, bot: holders.bot, agent: agents }[caption.track]
    const mayCorrect = caption.track === 'customer' && caption.final
    return html`<li data-key=${key} data-track=${caption.track} ?data-final=${caption.final}>
      <span class="who">${who}</span>
      <span class="text">${caption.text}${this.corrected.has(key) ? html` <span class="badge plain">${calls.corrected}</span>` : nothing}</span>
      ${mayCorrect ? html`<button class="link correct" aria-expanded=${this.editing === key} @click=${() => this.#edit(this.editing === key ? null : key)}>${calls.correct}</button>` : html`<span></span>`}
      ${this.editing === key ? this.#renderForm(caption, speech) : nothing}
    </li>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, captions } = this
    if (!speech) return nothing
    const { calls } = speech.words
    if (captions.length === 0) return html`<p class="small muted">${calls.noCaptions}</p>`
    return html`<ol
      tabindex="0"
      aria-label=${calls.captions}
      @scroll=${({ currentTarget: list }: Event) => {
        if (list instanceof HTMLElement) this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 24
      }}
    >
      ${repeat(captions, keyOf, (caption) => this.#renderCaption(caption, speech))}
    </ol>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-captions': DeskCaptions
  }
}
