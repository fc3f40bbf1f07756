import type { ClientProblem, DeskApi, WebhookAttempt, WebhookDelivery } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import '../channels/copy-button.ts'
import { screenStyles } from '../channels/screen.styles.ts'
import type { IntegrationWords } from '../locale/integration-words.ts'
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

/** One thing that was sent. `known`: the id by which the receiver knows it. */
interface Sent extends Omit<WebhookDelivery, 'event'> {
  known: string
}

export interface SentPage {
  rows: readonly Sent[]
  next: string | null
}

/**
 * What a receiver was sent, newest first, with every attempt. Who that is and how it is read, its heirs say.
 *
 * @fires desk-log-read - it is read anew: what is counted elsewhere may have changed
 */
export abstract class SentLog extends LitElement {
  static override styles = [controls, screenStyles, embeddedStyles, logStyles]

  /** Null: not loaded yet. */
  @state() private rows: readonly Sent[] | null = null
  @state() private next: string | null = null
  /** Which is being told again. */
  @state() private telling: string | null = null
  @state() private problem: ClientProblem | null = null
  @state() private news = ''

  @property({ attribute: false }) speech: Speech | null = null

  /** Whether anything is sent at the moment. */
  protected abstract readonly isOn: boolean
  protected abstract wordsOf(speech: Speech): IntegrationWords['webhooks']
  protected abstract read(api: DeskApi, after: string | null): Promise<SentPage>
  protected abstract replay(api: DeskApi, id: string): Promise<void>

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
    const { rows, next } = await this.read(api, after)
    this.rows = [...(after === null ? [] : (this.rows ?? [])), ...rows]
    this.next = next
    if (after === null) this.dispatchEvent(new Event('desk-log-read'))
  }

  #replay(id: string, speech: Speech): void {
    if (this.telling !== null) return
    this.telling = id
    this.#ask(async (api) => {
      await this.replay(api, id)
      await this.#load(api, null)
      this.news = this.wordsOf(speech).replayed
    })
  }

  #renderAttempt({ at, status, error, tookMs }: WebhookAttempt, speech: Speech): TemplateResult {
    const words = this.wordsOf(speech)
    const said = status === null ? (error ? words.errors[error] : words.errors.other) : words.answered(status)
    return html`<span class="number">${speech.when(at)}</span> · ${said} · <span class="number">${speech.took(tookMs)}</span>`
  }

  #renderAttempts(attempts: readonly WebhookAttempt[], speech: Speech): TemplateResult {
    const words = this.wordsOf(speech)
    const last = attempts.at(-1)
    if (!last) return html`<span class="muted">${words.noAttempt}</span>`
    if (attempts.length === 1) return this.#renderAttempt(last, speech)
    return html`${this.#renderAttempt(last, speech)}
      <details>
        <summary>${words.attemptCount(attempts.length)}</summary>
        <ol>${attempts.map((one) => html`<li>${this.#renderAttempt(one, speech)}</li>`)}</ol>
      </details>`
  }

  #renderRow({ id, known, type, at, state, nextAt, attempts }: Sent, speech: Speech): TemplateResult {
    const words = this.wordsOf(speech)
    const { isOn } = this
    return html`<tr data-delivery=${id}>
      <td class="when number">${speech.when(at)}</td>
      <td class="event">
        <span>${term(words.types, type)}<desk-copy .speech=${speech} .text=${known} .label=${words.copyId(known)}></desk-copy></span>
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

  #renderRows(rows: readonly Sent[], speech: Speech): TemplateResult {
    const words = this.wordsOf(speech)
    const { undelivered } = speech.words
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
    const words = this.wordsOf(speech)
    const { channels } = speech.words
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
