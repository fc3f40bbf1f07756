import type { ClientProblem, DeskApi, EndpointView, WebhookAttempt, WebhookDelivery } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import '../channels/copy-button.ts'
import { screenStyles } from '../channels/screen.styles.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { embeddedStyles } from './integrations.styles.ts'

const BADGES = { waiting: 'warning', delivered: 'success', failed: 'danger' } as const

const logStyles = css`
  .log {
    display: grid;
    gap: 10px;
  }

  .event > span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .next {
    display: block;
    color: var(--muted);
  }

  .badge + .next {
    margin-top: 4px;
  }

  summary {
    cursor: pointer;
  }

  ol {
    display: grid;
    gap: 4px;
    margin-top: 4px;
    color: var(--muted);
  }
`

/** What an endpoint was told, newest first, with every attempt. */
@customElement('desk-delivery-log')
export class DeskDeliveryLog extends LitElement {
  static override styles = [controls, screenStyles, embeddedStyles, logStyles]

  /** Null: not loaded yet. */
  @state() private rows: readonly WebhookDelivery[] | null = null
  @state() private next: string | null = null
  /** Which is being told again. */
  @state() private telling: string | null = null
  @state() private problem: ClientProblem | null = null
  @state() private news = ''

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) endpoint: EndpointView | null = null

  protected override firstUpdated(): void {
    this.#ask((api) => this.#load(api, null))
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.refresh')?.focus(options)
  }

  #ask(work: (api: DeskApi) => Promise<void>): void {
    const attempt = async (api: DeskApi): Promise<void> => {
      this.problem = null
      this.news = ''
      try {
        await work(api)
      } catch (error) {
        this.problem = problemOf(error)
      }
      this.telling = null
    }
    ask(this, { type: 'api', use: (api) => void attempt(api) })
  }

  async #load(api: DeskApi, after: string | null): Promise<void> {
    const { deliveries, next } = await api.webhookDeliveries(this.endpoint?.id ?? '', after)
    this.rows = [...(after === null ? [] : (this.rows ?? [])), ...deliveries]
    this.next = next
  }

  #replay(delivery: string, { words }: Speech): void {
    if (this.telling !== null) return
    this.telling = delivery
    this.#ask(async (api) => {
      await api.replayWebhook(this.endpoint?.id ?? '', delivery)
      await this.#load(api, null)
      this.news = words.webhooks.replayed
    })
  }

  #renderAttempt({ at, status, error, tookMs }: WebhookAttempt, speech: Speech): TemplateResult {
    const { webhooks: words } = speech.words
    const said = status === null ? (error ? words.errors[error] : words.errors.other) : words.answered(status)
    return html`<span class="number">${speech.when(at)}</span> · ${said} · <span class="number">${speech.took(tookMs)}</span>`
  }

  #renderAttempts(attempts: readonly WebhookAttempt[], speech: Speech): TemplateResult {
    const { webhooks: words } = speech.words
    const last = attempts.at(-1)
    if (!last) return html`<span class="muted">${words.noAttempt}</span>`
    if (attempts.length === 1) return this.#renderAttempt(last, speech)
    return html`${this.#renderAttempt(last, speech)}
      <details>
        <summary>${words.attemptCount(attempts.length)}</summary>
        <ol>${attempts.map((one) => html`<li>${this.#renderAttempt(one, speech)}</li>`)}</ol>
      </details>`
  }

  #renderRow({ id, event, type, at, state, nextAt, attempts }: WebhookDelivery, speech: Speech): TemplateResult {
    const { webhooks: words } = speech.words
    const isOn = this.endpoint?.isOn === true
    return html`<tr data-delivery=${id}>
      <td class="when number">${speech.when(at)}</td>
      <td class="event">
        <span>${term(words.types, type)}<desk-copy .speech=${speech} .text=${event} .label=${words.copyId(event)}></desk-copy></span>
      </td>
      <td>
        <span class="badge ${BADGES[state]}">${words.deliveryStates[state]}</span>
        ${
          state === 'waiting'
            ? html`<span class="next">${isOn && nextAt !== null ? words.nextAt(speech.when(nextAt)) : isOn ? nothing : words.paused}</span>`
            : nothing
        }
      </td>
      <td>${this.#renderAttempts(attempts, speech)}</td>
      <td>
        <button class="button replay" ?disabled=${!isOn || this.telling !== null} @click=${() => this.#replay(id, speech)}>
          ${this.telling === id ? words.replaying : words.replay}
        </button>
      </td>
    </tr>`
  }

  #renderRows(rows: readonly WebhookDelivery[], speech: Speech): TemplateResult {
    const { webhooks: words, undelivered } = speech.words
    if (rows.length === 0) return html`<p class="muted small">${words.logNone}</p>`
    return html`<div class="table" role="region" tabindex="0" aria-label=${words.log}>
        <table aria-label=${words.log}>
          <thead>
            <tr>${[words.when, words.what, words.state, words.attempts, words.action].map((name) => html`<th scope="col">${name}</th>`)}</tr>
          </thead>
          <tbody>
            ${repeat(
              rows,
              ({ id }) => id,
              (row) => this.#renderRow(row, speech),
            )}
          </tbody>
        </table>
      </div>
      ${
        this.next === null
          ? nothing
          : html`<span><button class="button more" @click=${() => this.#ask((api) => this.#load(api, this.next))}>${undelivered.more}</button></span>`
      }`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, rows } = this
    if (!speech) return nothing
    const { webhooks: words, channels } = speech.words
    return html`<div class="log">
      <span class="answers">
        <button class="button refresh" @click=${() => this.#ask((api) => this.#load(api, null))}>${words.logRefresh}</button>
        <span class="good small" role="status">${this.news}</span>
      </span>
      ${this.problem ? html`<p class="wrong" role="alert">${problemWords(this.problem, speech.words)}</p>` : nothing}
      ${rows ? this.#renderRows(rows, speech) : this.problem ? nothing : html`<p class="muted small" role="status">${channels.loading}</p>`}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-delivery-log': DeskDeliveryLog
  }
}
