import type { ChannelKind, ClientProblem, DeskApi, TestResponse } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { testFailureWords } from '../locale/delivery-words.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { screenStyles } from './screen.styles.ts'

/** Sends something out by an account now, and says what came of it. */
@customElement('desk-account-test')
export class DeskAccountTest extends LitElement {
  static override styles = [controls, screenStyles, css`:host { display: block; height: auto; padding: 0; }`]

  @state() private busy = false
  @state() private answer: TestResponse | null = null
  @state() private problem: ClientProblem | null = null

  @property({ attribute: false }) speech: Speech | null = null
  @property() account = ''
  @property() channel: ChannelKind = 'api'

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options)
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    const field = this.renderRoot.querySelector('input')
    const to = field?.value.trim() ?? ''
    if (to === '') field?.focus()
    else if (!this.busy) ask(this, { type: 'api', use: (api) => void this.#test(api, to) })
  }

  async #test(api: DeskApi, to: string): Promise<void> {
    this.busy = true
    this.answer = null
    this.problem = null
    try {
      this.answer = await api.testChannel(this.account, to)
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }

  #renderAnswer({ words }: Speech): TemplateResult | typeof nothing {
    const { channels } = words
    if (this.problem) return html`<p class="wrong">${channels.testFailed(problemWords(this.problem, words))}</p>`
    if (!this.answer) return nothing
    const { ok, reason, text } = this.answer
    return ok
      ? html`<p class="good">${channels.testOk}</p>`
      : html`<p class="wrong">${channels.testFailed(testFailureWords(words, reason ?? null))}${text ? html` ${channels.testSaid(text)}` : nothing}</p>`
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech) return nothing
    const { channels } = this.speech.words
    return html`<form class="ask" @submit=${this.#handleSubmit}>
      <label>${channels.testTo}<input required maxlength="200" autocomplete="off" spellcheck="false" placeholder=${channels.testHints[this.channel]} /></label>
      <span class="answers"><button class="button primary" aria-disabled=${this.busy}>${this.busy ? channels.testing : channels.test}</button></span>
      <div role="status">${this.#renderAnswer(this.speech)}</div>
    </form>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-account-test': DeskAccountTest
  }
}
