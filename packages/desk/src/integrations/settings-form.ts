import type { ClientProblem, DeskApi } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { accountFormStyles } from '../channels/account-form.styles.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { choiceStyles } from './integrations.styles.ts'

/** What saving came to: with `told`, a secret that is told this once. */
export interface Saved {
  told?: { id: string; secret: string }
}

/** The form has served. `outcome` is null when the admin changed their mind. */
export class FormDone extends Event {
  static readonly type = 'desk-form-done'
  readonly outcome: Saved | null

  constructor(outcome: Saved | null) {
    super(FormDone.type)
    this.outcome = outcome
  }
}

interface Field {
  name: string
  value: string
  label: string
  hint: string
  wrong: string
  type?: 'text' | 'password' | 'date' | 'number'
  isOptional?: boolean
  maxLength?: number
}

/**
 * A form of the settings. Which fields it has, what is wrong with them and how they are saved, its heirs say.
 *
 * @fires desk-form-done - the form wants to be closed
 */
export abstract class SettingsForm<Draft extends object> extends LitElement {
  static override styles = [controls, accountFormStyles, choiceStyles]

  protected abstract draft: Draft
  @state() protected wrong: readonly string[] = []
  @state() private busy = false
  @state() private problem: ClientProblem | null = null

  @property({ attribute: false }) speech: Speech | null = null

  /** The names of fields that are not as they have to be, in the order they stand in. */
  protected abstract wrongIn(draft: Draft): string[]
  protected abstract save(api: DeskApi, draft: Draft): Promise<Saved>
  protected abstract renderFields(speech: Speech): TemplateResult

  protected saveWords({ words }: Speech, isBusy: boolean): string {
    return isBusy ? words.channels.saving : words.channels.save
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input, select')?.focus(options)
  }

  protected change(change: Partial<Draft>, ...fields: string[]): void {
    this.draft = { ...this.draft, ...change }
    // What was said of it is out of date; what is said of others stands until they are changed too.
    this.wrong = this.wrong.filter((name) => !fields.includes(name))
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault()
    if (this.busy) return
    this.problem = null
    const wrong = this.wrongIn(this.draft)
    if (wrong.length > 0) this.#point(wrong)
    else ask(this, { type: 'api', use: (api) => void this.#save(api) })
  }

  #point(wrong: readonly string[]): void {
    this.wrong = wrong
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  async #save(api: DeskApi): Promise<void> {
    this.busy = true
    try {
      this.dispatchEvent(new FormDone(await this.save(api, this.draft)))
    } catch (error) {
      const problem = problemOf(error)
      const field = this.#fieldOf(problem)
      if (field === null) this.problem = problem
      else this.#point([field])
    } finally {
      this.busy = false
    }
  }

  /** Which field the gateway refused: `url: is no public https address`. */
  #fieldOf({ code, message }: ClientProblem): string | null {
    const name = code === 'request_malformed' ? /^([A-Za-z]+)\b[^:]*: /.exec(message)?.[1] : undefined
    return name !== undefined && this.renderRoot.querySelector(`[data-field=${name}]`) ? name : null
  }

  protected renderError(name: string, said: string): TemplateResult | typeof nothing {
    return this.wrong.includes(name) ? html`<span class="error" id="${name}-error">${said}</span>` : nothing
  }

  protected describedBy(name: string): string {
    return this.wrong.includes(name) ? `${name}-hint ${name}-error` : `${name}-hint`
  }

  protected renderField(
    { name, value, label, hint, wrong, type = 'text', isOptional = false, maxLength }: Field,
    handle: (value: string) => void,
  ): TemplateResult {
    const { optional = '' } = this.speech?.words.channels ?? {}
    return html`<div class="field">
      <label for=${name}>${label} ${isOptional ? html`<span class="hint">(${optional})</span>` : nothing}</label>
      <input
        id=${name}
        data-field=${name}
        type=${type}
        autocomplete=${type === 'password' ? 'new-password' : 'off'}
        autocapitalize="off"
        spellcheck="false"
        maxlength=${maxLength ?? nothing}
        aria-invalid=${this.wrong.includes(name)}
        aria-describedby=${this.describedBy(name)}
        .value=${live(value)}
        @input=${(event: InputEvent) =>
          event.currentTarget instanceof HTMLInputElement && handle(event.currentTarget.value)}
      />
      <span class="hint" id="${name}-hint">${hint}</span>
      ${this.renderError(name, wrong)}
    </div>`
  }

  /** Several of them, at least one. */
  protected renderChoices<T extends string>(
    { name, label, wrong, options }: { name: string; label: string; wrong: string; options: Record<T, string> },
    chosen: readonly T[],
    handle: (chosen: T[]) => void,
  ): TemplateResult {
    // The keys of a record are what it is a record of.
    const all = Object.keys(options) as T[]
    return html`<fieldset data-field=${name}>
      <legend>${label}</legend>
      <div class="choices">
        ${all.map(
          (option) => html`<label class="check">
            <input
              type="checkbox"
              name=${option}
              aria-invalid=${this.wrong.includes(name)}
              aria-describedby=${this.wrong.includes(name) ? `${name}-error` : nothing}
              .checked=${live(chosen.includes(option))}
              @change=${(event: Event) =>
                event.currentTarget instanceof HTMLInputElement &&
                handle(event.currentTarget.checked ? [...chosen, option] : chosen.filter((one) => one !== option))}
            />${options[option]}
          </label>`,
        )}
      </div>
      ${this.renderError(name, wrong)}
    </fieldset>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    return html`<form novalidate @submit=${this.#handleSubmit}>
      ${this.renderFields(speech)}
      <div class="answers">
        <span class="error" role="alert">${this.problem ? problemWords(this.problem, speech.words) : nothing}</span>
        <button class="button" type="button" @click=${() => this.dispatchEvent(new FormDone(null))}>${speech.words.channels.cancel}</button>
        <button class="button primary save" ?disabled=${this.busy}>${this.saveWords(speech, this.busy)}</button>
      </div>
    </form>`
  }
}
