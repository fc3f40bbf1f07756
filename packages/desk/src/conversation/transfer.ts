import { type Board, LIMITS } from '@baton/client'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { ClosingDone } from './closing.ts'
import { panelStyles } from './panel.styles.ts'

const QUEUE = 'queue'

/**
 * The inline panel that passes a session on: to a colleague, who is asked first, or back to the queue, with a note.
 *
 * @fires desk-closing-done - the panel wants to be closed
 */
@customElement('desk-transfer')
export class DeskTransfer extends LitElement {
  static override styles = [
    controls,
    panelStyles,
    css`
      fieldset {
        display: grid;
        max-height: 220px;
        margin: 0 0 10px;
        padding: 0;
        border: 0;
        overflow-y: auto;
      }

      fieldset label,
      .stay {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 36px;
        color: var(--ink);
        font-size: var(--body);
      }

      fieldset .muted {
        margin-inline-start: auto;
        font-size: var(--small);
      }
    `,
  ]

  /** To whom; empty: nobody has been chosen yet. */
  @state() private to = ''

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) team: Board['agents'] = []
  @property() session = ''
  @property() me = ''
  /** The customer is on a call with this agent. */
  @property({ type: Boolean }) onCall = false

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.to = ''
    if (this.to !== QUEUE && !this.#colleagues.some((one) => one.id === this.to && mayTake(one))) this.to = ''
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input:not(:disabled)')?.focus(options)
  }

  /** Who could be asked first; whoever is not there is left out. */
  get #colleagues(): Board['agents'] {
    return this.team
      .filter(({ id, presence }) => id !== this.me && presence !== 'offline')
      .toSorted((a, b) => Number(mayTake(b)) - Number(mayTake(a)) || a.load / a.capacity - b.load / b.capacity)
  }

  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.dispatchEvent(new ClosingDone(false))
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.#confirm()
    }
  }

  #confirm(): void {
    if (this.to === '') return this.focus()
    const note = this.renderRoot.querySelector('textarea')?.value.trim() ?? ''
    const to = this.to === QUEUE ? QUEUE : { agent: this.to }
    const stays = this.renderRoot.querySelector<HTMLInputElement>('.stay input')?.checked === true
    ask(this, { type: 'transfer', session: this.session, to, note, stay: stays && this.to !== QUEUE })
    this.dispatchEvent(new ClosingDone(true))
  }

  #choice(value: string, words: unknown, state: unknown, disabled = false): TemplateResult {
    return html`<label>
      <input type="radio" name="to" value=${value} .checked=${this.to === value} ?disabled=${disabled} @change=${() => (this.to = value)} />
      ${words}<span class="muted number">${state}</span>
    </label>`
  }

  override render(): TemplateResult | undefined {
    if (!this.speech) return
    const { transfer, closing, inbox, top } = this.speech.words
    const state = { online: top.online, away: top.away, offline: top.offlinePresence }
    return html`<section aria-labelledby="title" @keydown=${this.#handleKeyDown}>
      <h3 id="title">${transfer.title}</h3>
      <fieldset aria-labelledby="title">
        ${this.#colleagues.map((one) =>
          this.#choice(
            one.id,
            one.name,
            `${state[one.presence]} · ${inbox.load(one.load, one.capacity)}`,
            !mayTake(one),
          ),
        )}
        ${this.#choice(QUEUE, transfer.queue, transfer.queueHint)}
      </fieldset>
      ${
        this.onCall
          ? html`<label class="stay">
              <input type="checkbox" ?disabled=${this.to === QUEUE} />${transfer.stay}
            </label>`
          : nothing
      }
      <label class="note">
        ${closing.handbackLabel}
        <textarea rows="2" maxlength=${LIMITS.noteChars} placeholder=${closing.handbackHint}></textarea>
      </label>
      <div class="answers">
        <button class="button" @click=${() => this.dispatchEvent(new ClosingDone(false))}>
          ${closing.cancel} <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button class="button primary confirm" ?disabled=${this.to === ''} @click=${this.#confirm}>
          ${icons.transfer}${this.to === QUEUE ? transfer.give : transfer.ask}
        </button>
      </div>
    </section>`
  }
}

const mayTake = ({ presence, load, capacity }: Board['agents'][number]): boolean =>
  presence === 'online' && load < capacity

declare global {
  interface HTMLElementTagNameMap {
    'desk-transfer': DeskTransfer
  }
}
