import type { ClientProblem, DeskApi } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { screenStyles } from '../channels/screen.styles.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { integrationStyles } from './integrations.styles.ts'
import type { FormDone } from './settings-form.ts'
import './told-once.ts'

/** What is unfolded in the card of a row; `row` is null in the card of another one. */
export interface Opened {
  row: string | null
  what: string
}

interface ScreenWords {
  title: string
  lead: string
  none: string
  add: string
  /** What a secret that is told once is. */
  secret?: string
}

/** A page of settings that is a list of cards. What it lists, and what can be done with a row, its heirs say. */
export abstract class ListScreen<Row extends { id: string }> extends LitElement {
  static override styles = [controls, screenStyles, integrationStyles]

  /** Null: not loaded yet. */
  @state() protected rows: readonly Row[] | null = null
  @state() protected problem: ClientProblem | null = null
  @state() protected opened: Opened | null = null
  @state() protected news = ''
  /** Kept for as long as it is shown, and nowhere else. */
  @state() private secret: string | null = null

  @property({ attribute: false }) speech: Speech | null = null

  protected abstract wordsOf(speech: Speech): ScreenWords
  protected abstract read(api: DeskApi): Promise<readonly Row[]>
  protected abstract renderNew(speech: Speech): TemplateResult
  protected abstract renderRow(row: Row, speech: Speech): TemplateResult

  /** Whether there may be another one. */
  protected get mayAdd(): boolean {
    return true
  }

  protected override firstUpdated(): void {
    this.reload()
    this.focus()
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options)
  }

  protected reload(): void {
    ask(this, { type: 'api', use: (api) => void this.#attempt(api) })
  }

  /** Does something and reads the list anew; then `done`, if it went well. */
  protected act(work: (api: DeskApi) => Promise<unknown>, done: () => void): void {
    const attempt = async (api: DeskApi): Promise<void> => {
      if (await this.#attempt(api, work)) done()
    }
    ask(this, { type: 'api', use: (api) => void attempt(api) })
  }

  async #attempt(api: DeskApi, work?: (api: DeskApi) => Promise<unknown>): Promise<boolean> {
    this.problem = null
    try {
      await work?.(api)
      this.rows = await this.read(api)
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }

  /** Unfolds this and goes there, or folds what is unfolded and goes back to its button. */
  protected async open(opened: Opened | null): Promise<void> {
    const before = this.opened
    this.opened = opened
    if (opened?.what !== 'secret') this.secret = null
    this.news = ''
    await this.updateComplete
    const row = (opened ?? before)?.row ?? 'new'
    const card = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-row]')].find((one) => one.dataset.row === row)
    if (opened) return card?.querySelector<HTMLElement>('[data-focus]')?.focus()
    const back =
      card?.querySelector<HTMLElement>(`[data-what=${before?.what}]`) ?? card?.querySelector<HTMLElement>('[data-what]')
    ;(back ?? this.renderRoot.querySelector<HTMLElement>('.add'))?.focus()
  }

  /** The row is gone, and the focus with it. */
  protected gone(news: string): void {
    this.opened = null
    this.news = news
    this.focus()
  }

  protected async tell(row: string, secret: string, news: string): Promise<void> {
    this.secret = secret
    await this.open({ row, what: 'secret' })
    this.news = news
  }

  protected readonly handleDone = async ({ outcome }: FormDone): Promise<void> => {
    const news = outcome ? (this.speech?.words.channels.saved ?? '') : ''
    if (!outcome?.told) {
      await this.open(null)
      this.news = news
      if (outcome) this.reload()
      return
    }
    const { id, secret } = outcome.told
    this.act(
      async () => {},
      () => void this.tell(id, secret, news),
    )
  }

  protected renderAction(row: string, what: string, label: string, isOff = false): TemplateResult {
    const isOpen = this.opened?.row === row && this.opened.what === what
    return html`<button
      class="button"
      data-what=${what}
      aria-expanded=${isOpen}
      ?disabled=${isOff}
      @click=${() => this.open(isOpen ? null : { row, what })}
    >
      ${label}
    </button>`
  }

  protected isOpened(row: string, what: string): boolean {
    return this.opened?.row === row && this.opened.what === what
  }

  /** Asks before something is done that cannot be undone. */
  protected renderQuestion({ words }: Speech, text: string, confirm: string, act: () => void): TemplateResult {
    return html`<div class="ask" role="group" aria-label=${confirm}>
      <p>${text}</p>
      <span class="answers">
        <button class="button primary confirm" data-focus @click=${act}>${confirm}</button>
        <button class="button" @click=${() => this.open(null)}>${words.channels.cancel}</button>
      </span>
    </div>`
  }

  protected renderSecret(row: string, speech: Speech): TemplateResult | typeof nothing {
    if (this.secret === null || !this.isOpened(row, 'secret')) return nothing
    return html`<desk-told-once
      data-focus
      .speech=${speech}
      .label=${this.wordsOf(speech).secret ?? ''}
      .secret=${this.secret}
      @desk-told=${() => this.open(null)}
    ></desk-told-once>`
  }

  protected renderNone(speech: Speech): TemplateResult {
    return html`<p class="muted">${this.wordsOf(speech).none}</p>`
  }

  #renderList(speech: Speech): TemplateResult {
    const { channels } = speech.words
    const problem = this.problem
      ? html`<p class="wrong" role="alert">${problemWords(this.problem, speech.words)}</p>`
      : nothing
    if (!this.rows && this.problem)
      return html`${problem}<span><button class="button" @click=${() => this.reload()}>${channels.again}</button></span>`
    if (!this.rows) return html`<p class="muted" role="status">${channels.loading}</p>`
    return html`${problem}
    ${this.rows.length === 0 && !this.opened ? this.renderNone(speech) : nothing}
    ${repeat(
      this.rows,
      ({ id }) => id,
      (row) => this.renderRow(row, speech),
    )}`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    const words = this.wordsOf(speech)
    const isAdding = this.opened !== null && this.opened.row === null
    return html`<div class="page">
      <div class="top">
        <button class="button quiet back" @click=${() => ask(this, { type: 'screen', screen: 'floor' })}>${icons.back}${speech.words.channels.back}</button>
        <h2 tabindex="-1">${words.title}</h2>
        ${
          this.mayAdd
            ? html`<button class="button primary add" aria-expanded=${isAdding} @click=${() => this.open(isAdding ? null : { row: null, what: 'form' })}>
                ${icons.plus}${words.add}
              </button>`
            : nothing
        }
      </div>
      <p class="lead">${words.lead}</p>
      <p class="good small" role="status">${this.news}</p>
      ${
        isAdding
          ? html`<section class="card" data-row="new" aria-label=${words.add}>${this.renderNew(speech)}</section>`
          : nothing
      }
      ${this.#renderList(speech)}
    </div>`
  }
}
