import type { ClientProblem, DeskApi, Undelivered } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { failureWords } from '../locale/delivery-words.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { channelIcons } from '../theme/channel-icons.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import './copy-button.ts'
import { screenStyles } from './screen.styles.ts'

/** Messages that could not be delivered, for those who see to it that they are. */
@customElement('desk-undelivered')
export class DeskUndelivered extends LitElement {
  static override styles = [controls, screenStyles]

  /** Null: not loaded yet. */
  @state() private rows: readonly Undelivered[] | null = null
  @state() private next: string | null = null
  /** Which is being tried again. */
  @state() private trying: string | null = null
  @state() private problem: ClientProblem | null = null
  @state() private news = ''

  @property({ attribute: false }) speech: Speech | null = null

  protected override firstUpdated(): void {
    this.#ask((api) => this.#load(api, null))
    this.focus()
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options)
  }

  #ask(work: (api: DeskApi) => Promise<void>): void {
    const attempt = async (api: DeskApi): Promise<void> => {
      this.problem = null
      try {
        await work(api)
      } catch (error) {
        this.problem = problemOf(error)
      }
      this.trying = null
    }
    ask(this, { type: 'api', use: (api) => void attempt(api) })
  }

  async #load(api: DeskApi, after: string | null): Promise<void> {
    const { undelivered, next } = await api.undelivered(after)
    this.rows = [...(after === null ? [] : (this.rows ?? [])), ...undelivered]
    this.next = next
  }

  #replay(ids: string[] | 'all', { words }: Speech): void {
    if (this.trying !== null) return
    this.trying = ids === 'all' ? 'all' : (ids[0] ?? null)
    this.#ask(async (api) => {
      this.news = words.undelivered.replayed(await api.replay(ids))
      await this.#load(api, null)
      await this.updateComplete
      // The row of the button is gone with the message.
      if (!this.shadowRoot?.activeElement) this.focus()
    })
  }

  #renderRow(one: Undelivered, speech: Speech): TemplateResult {
    const { undelivered: words, channelNames } = speech.words
    return html`<tr>
      <td class="when number">${speech.when(one.at)}</td>
      <td class="channel"><span>${channelIcons[one.channel]}${channelNames[one.channel]}</span></td>
      <td>${failureWords(speech.words, one.reason)}</td>
      <td class="session">
        <span><span class="id number" title=${one.session}>${one.session}</span
          ><desk-copy .speech=${speech} .text=${one.session} .label=${words.copySession(one.session)}></desk-copy></span
        >
      </td>
      <td>
        <button class="button again" aria-disabled=${this.trying !== null} @click=${() => this.#replay([one.id], speech)}>
          ${this.trying === one.id ? words.trying : words.again}
        </button>
      </td>
    </tr>`
  }

  #renderRows(rows: readonly Undelivered[], speech: Speech): TemplateResult {
    const { undelivered: words } = speech.words
    if (rows.length === 0) return html`<p class="muted">${words.none}</p>`
    return html`<div class="table">
        <table aria-label=${words.title}>
          <thead>
            <tr>${[words.when, words.channel, words.reason, words.session, words.action].map((name) => html`<th scope="col">${name}</th>`)}</tr>
          </thead>
          <tbody>
            ${repeat(
              rows,
              ({ id }) => id,
              (one) => this.#renderRow(one, speech),
            )}
          </tbody>
        </table>
      </div>
      ${
        this.next === null
          ? nothing
          : html`<span><button class="button more" @click=${() => this.#ask((api) => this.#load(api, this.next))}>${words.more}</button></span>`
      }`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, rows } = this
    if (!speech) return nothing
    const { undelivered: words, channels } = speech.words
    return html`<div class="page">
      <div class="top">
        <button class="button quiet back" @click=${() => ask(this, { type: 'screen', screen: 'floor' })}>${icons.back}${channels.back}</button>
        <h2 tabindex="-1">${words.title}</h2>
        ${
          rows && rows.length > 0
            ? html`<button class="button primary all" aria-disabled=${this.trying !== null} @click=${() => this.#replay('all', speech)}>
                ${this.trying === 'all' ? words.trying : words.all}
              </button>`
            : nothing
        }
      </div>
      <p class="lead">${words.lead}</p>
      <p class="good small" role="status">${this.news}</p>
      ${this.problem ? html`<p class="wrong" role="alert">${problemWords(this.problem, speech.words)}</p>` : nothing}
      ${rows ? this.#renderRows(rows, speech) : this.problem ? nothing : html`<p class="muted" role="status">${channels.loading}</p>`}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-undelivered': DeskUndelivered
  }
}
