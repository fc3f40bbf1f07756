import type { ClientProblem, ConnectorTestResponse, DeskApi } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { screenStyles } from '../channels/screen.styles.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { embeddedStyles } from './integrations.styles.ts'

/** What came of asking a service, as a sentence. */
export function testWords({ ok, status, error, tookMs }: ConnectorTestResponse, speech: Speech): string {
  const { connectors: words } = speech.words
  if (status === null) return error ? words.testErrors[error] : words.testErrors.other
  const took = speech.took(tookMs)
  if (ok) return words.testOk(status, took)
  if (status === 401 || status === 403) return words.testRefused(status, took)
  return status === 404 ? words.testMissing(took) : words.testOther(status, took)
}

/** Asks a service for a path now, and says what came of it. */
@customElement('desk-connector-test')
export class DeskConnectorTest extends LitElement {
  static override styles = [controls, screenStyles, embeddedStyles]

  @state() private busy = false
  @state() private answer: ConnectorTestResponse | null = null
  @state() private problem: ClientProblem | null = null
  @state() private isWrong = false

  @property({ attribute: false }) speech: Speech | null = null
  @property() connector = ''
  /** What is asked for, unless somebody writes another path. */
  @property() path = '/'
  /** What to make of the answer, where that is not plain. */
  @property() note = ''

  override focus(options?: FocusOptions): void {
    const field = this.renderRoot.querySelector('input')
    field?.focus(options)
    // What is typed goes on behind the slash.
    field?.setSelectionRange(field.value.length, field.value.length)
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    const field = this.renderRoot.querySelector('input')
    const path = field?.value.trim() ?? ''
    this.isWrong = !path.startsWith('/')
    if (this.isWrong) field?.focus()
    else if (!this.busy) ask(this, { type: 'api', use: (api) => void this.#test(api, path) })
  }

  async #test(api: DeskApi, path: string): Promise<void> {
    this.busy = true
    this.answer = null
    this.problem = null
    try {
      this.answer = await api.testConnector(this.connector, path)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'request_malformed') this.isWrong = true
      else this.problem = problem
    } finally {
      this.busy = false
    }
  }

  #renderAnswer(speech: Speech): TemplateResult | typeof nothing {
    if (this.problem) return html`<p class="wrong">${problemWords(this.problem, speech.words)}</p>`
    if (!this.answer) return nothing
    return html`<p class=${this.answer.ok ? 'good' : 'wrong'}>${testWords(this.answer, speech)}</p>`
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { connectors: words } = this.speech.words
    return html`<form class="ask" novalidate @submit=${this.#handleSubmit}>
      <label>
        ${words.testPath}
        <input
          maxlength="500"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          value=${this.path}
          aria-invalid=${this.isWrong}
          aria-describedby=${this.isWrong ? 'wrong' : nothing}
          @input=${() => {
            this.isWrong = false
          }}
        />
      </label>
      ${this.note ? html`<span class="muted">${this.note}</span>` : nothing}
      ${this.isWrong ? html`<span class="wrong" id="wrong">${words.testWrong}</span>` : nothing}
      <span class="answers"><button class="button primary" ?disabled=${this.busy}>${this.busy ? words.testing : words.test}</button></span>
      <div role="status">${this.#renderAnswer(this.speech)}</div>
    </form>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-connector-test': DeskConnectorTest
  }
}
