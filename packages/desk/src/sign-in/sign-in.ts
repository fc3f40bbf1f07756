import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { LOCALES, ownNames } from '../locale/locale.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import type { DeskState } from '../store/state.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { signInStyles } from './sign-in.styles.ts'

/** The door: workspace, email, password, and the language of everything behind it. */
@customElement('desk-sign-in')
export class DeskSignIn extends LitElement {
  static override styles = [controls, signInStyles]

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) signIn: DeskState['signIn'] | null = null

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const fields = new FormData(event.currentTarget)
    const field = (name: string) => String(fields.get(name) ?? '')
    ask(this, {
      type: 'sign-in',
      workspace: field('workspace').trim(),
      email: field('email').trim(),
      password: field('password'),
    })
  }

  #renderProblem(): TemplateResult | typeof nothing {
    if (!this.speech || !this.signIn) return nothing
    const { words } = this.speech
    const { problem, expired } = this.signIn
    if (!problem) {
      return expired ? html`<p class="problem calm">${icons.lock}<span>${words.signIn.expired}</span></p>` : nothing
    }
    const sentence =
      problem.code === 'unauthenticated' || problem.code === 'not_found'
        ? words.signIn.wrong
        : problem.code === 'request_malformed'
          ? words.signIn.malformed
          : problemWords(problem, words)
    return html`<p class="problem">${icons.warning}<span>${sentence}</span></p>`
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech || !this.signIn) return nothing
    const { words, locale } = this.speech
    const { busy, workspace, problem } = this.signIn
    const invalid = problem?.code === 'unauthenticated' || problem?.code === 'request_malformed'
    return html`
      <main>
        <div class="card">
          <span class="mark" aria-hidden="true"></span>
          <h1>${words.signIn.title}</h1>
          <p class="lead">${words.signIn.lead}</p>
          <form @submit=${this.#handleSubmit}>
            <label>
              ${words.signIn.workspace}
              <input name="workspace" required autocomplete="organization" autocapitalize="none" spellcheck="false" .value=${workspace} />
            </label>
            <label>
              ${words.signIn.email}
              <input name="email" type="email" required autocomplete="username" aria-invalid=${invalid} />
            </label>
            <label>
              ${words.signIn.password}
              <input name="password" type="password" required autocomplete="current-password" aria-invalid=${invalid} />
            </label>
            <div role="alert">${this.#renderProblem()}</div>
            <button class="button primary" type="submit" ?disabled=${busy}>
              ${busy ? words.signIn.busy : words.signIn.submit}
            </button>
          </form>
        </div>
        <div class="language" role="group" aria-label=${words.language}>
          ${LOCALES.map(
            (one) =>
              html`<button
                class="button quiet"
                lang=${one}
                aria-pressed=${one === locale}
                @click=${() => ask(this, { type: 'prefer', change: { locale: one } })}
              >
                ${ownNames[one]}
              </button>`,
          )}
        </div>
      </main>
    `
  }
}
