import { type AccountView, CHANNELS, type ClientProblem, type DeskApi } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import { problemOf } from '../store/problem.ts'
import { ask } from '../store/request.ts'
import { channelIcons } from '../theme/channel-icons.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import './account-form.ts'
import type { AccountFormDone } from './account-form.ts'
import { type AccountState, stateOf, stateWords } from './account-state.ts'
import './account-test.ts'
import './copy-button.ts'
import { screenStyles } from './screen.styles.ts'

/** What is unfolded in an account's card; `add` is the card of another one. */
type Open = { account: string; what: 'form' | 'test' | 'remove' } | { account: null; what: 'form' }

const BADGES: Record<AccountState, string> = { on: 'success', off: 'plain', incomplete: 'warning', down: 'danger' }

/** The channels of the workspace, for those who set them up. */
@customElement('desk-channels')
export class DeskChannels extends LitElement {
  static override styles = [controls, screenStyles]

  /** Null: not loaded yet. */
  @state() private accounts: readonly AccountView[] | null = null
  @state() private problem: ClientProblem | null = null
  @state() private opened: Open | null = null
  @state() private news = ''

  @property({ attribute: false }) speech: Speech | null = null

  protected override firstUpdated(): void {
    this.#load()
    this.focus()
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options)
  }

  #load(): void {
    ask(this, { type: 'api', use: (api) => void this.#attempt(api) })
  }

  /** Does something, if anything is to be done, and reads the list anew. */
  async #attempt(api: DeskApi, work?: () => Promise<void>): Promise<boolean> {
    this.problem = null
    try {
      await work?.()
      this.accounts = await api.channels()
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }

  async #open(opened: Open | null): Promise<void> {
    const before = this.opened
    this.opened = opened
    this.problem = null
    this.news = ''
    await this.updateComplete
    const place = opened ?? before
    const card = this.#cardOf(place?.account ?? null)
    const inside = card?.querySelector<HTMLElement>('desk-account-form, desk-account-test, .confirm')
    if (opened) return inside?.focus()
    const button = card?.querySelector<HTMLElement>(`[data-what=${before?.what}]`)
    ;(button ?? this.renderRoot.querySelector<HTMLElement>('.add'))?.focus()
  }

  async #handleDone({ saved }: AccountFormDone): Promise<void> {
    const isNew = this.opened?.account === null
    await this.#open(null)
    if (!saved || !this.speech) return
    const { channels } = this.speech.words
    this.news = isNew ? channels.added : channels.saved
    ask(this, { type: 'api', use: (api) => void (isNew ? this.#showNew(api) : this.#attempt(api)) })
  }

  /** The next step is with the account's address, and its card is the last of them. */
  async #showNew(api: DeskApi): Promise<void> {
    const before = new Set(this.accounts?.map(({ id }) => id))
    await this.#attempt(api)
    await this.updateComplete
    const added = this.accounts?.find(({ id }) => !before.has(id))
    if (added) this.#cardOf(added.id)?.querySelector<HTMLElement>('desk-copy')?.focus()
  }

  #cardOf(account: string | null): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-account="${account ?? 'new'}"]`)
  }

  /** Leaves what is unfolded first, and only then the screen. */
  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.opened) return
    event.stopPropagation()
    void this.#open(null)
  }

  #remove(account: string, { words }: Speech): void {
    const use = async (api: DeskApi): Promise<void> => {
      // Where it could not be removed the question stays, and says so.
      if (!(await this.#attempt(api, () => api.removeChannel(account)))) return
      this.opened = null
      this.news = words.channels.removed
      this.focus()
    }
    ask(this, { type: 'api', use: (api) => void use(api) })
  }

  #renderOpened(account: AccountView, speech: Speech): TemplateResult | typeof nothing {
    const { channels } = speech.words
    const what = this.opened?.account === account.id ? this.opened.what : null
    switch (what) {
      case 'form':
        return html`<desk-account-form .speech=${speech} .account=${account} @desk-account-done=${this.#handleDone}></desk-account-form>`
      case 'test':
        return html`<desk-account-test .speech=${speech} .account=${account.id} .channel=${account.channel}></desk-account-test>`
      case 'remove':
        return html`<div class="ask" role="group" aria-label=${channels.remove}>
          <p>${channels.removeAsk(account.name)}</p>
          <span class="answers">
            <button class="button primary confirm" @click=${() => this.#remove(account.id, speech)}>${channels.removeConfirm}</button>
            <button class="button" @click=${() => this.#open(null)}>${channels.cancel}</button>
          </span>
          ${this.#renderProblem(speech)}
        </div>`
      default:
        return nothing
    }
  }

  #renderAccount(account: AccountView, speech: Speech): TemplateResult {
    const { channels, channelNames } = speech.words
    const standing = stateOf(account)
    const action = (what: 'form' | 'test' | 'remove', label: string, isOff = false) => {
      const isOpen = this.opened?.account === account.id && this.opened.what === what
      return html`<button
        class="button"
        data-what=${what}
        aria-expanded=${isOpen}
        ?disabled=${isOff}
        @click=${() => this.#open(isOpen ? null : { account: account.id, what })}
      >
        ${label}
      </button>`
    }
    return html`<section class="card" data-account=${account.id} aria-label="${channelNames[account.channel]} · ${account.name}">
      <div class="card-top">
        ${channelIcons[account.channel]}
        <h3>${account.name}</h3>
        <span class="muted small">${channelNames[account.channel]}</span>
        <span class="badge ${BADGES[standing]}">${channels.states[standing]}</span>
      </div>
      <p class="said" data-state=${standing}>${stateWords(account, speech)}</p>
      <div class="callback">
        ${channels.callback}
        <div><code>${account.callback}</code><desk-copy .speech=${speech} .text=${account.callback}></desk-copy></div>
      </div>
      <div class="answers">
        ${action('form', channels.change)}
        ${CHANNELS[account.channel].isVoice ? nothing : action('test', channels.test, account.missing !== null)}
        ${action('remove', channels.remove)}
      </div>
      ${this.#renderOpened(account, speech)}
    </section>`
  }

  #renderProblem({ words }: Speech): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="wrong" role="alert">${problemWords(this.problem, words)}</p>` : nothing
  }

  #renderList(speech: Speech): TemplateResult {
    const { channels } = speech.words
    if (this.problem && !this.accounts) {
      return html`${this.#renderProblem(speech)}
        <span><button class="button" @click=${() => this.#load()}>${channels.again}</button></span>`
    }
    if (!this.accounts) return html`<p class="muted" role="status">${channels.loading}</p>`
    return html`${this.opened?.what === 'remove' ? nothing : this.#renderProblem(speech)}
    ${this.accounts.length === 0 && !this.opened ? html`<p class="muted">${channels.none}</p>` : nothing}
    ${repeat(
      this.accounts,
      ({ id }) => id,
      (account) => this.#renderAccount(account, speech),
    )}`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech } = this
    if (!speech) return nothing
    const { channels } = speech.words
    const isAdding = this.opened?.account === null
    return html`<div class="page" @keydown=${this.#handleKeyDown}>
      <div class="top">
        <button class="button quiet back" @click=${() => ask(this, { type: 'screen', screen: 'floor' })}>${icons.back}${channels.back}</button>
        <h2 tabindex="-1">${channels.title}</h2>
        <button class="button primary add" aria-expanded=${isAdding} @click=${() => this.#open(isAdding ? null : { account: null, what: 'form' })}>
          ${icons.plus}${channels.add}
        </button>
      </div>
      <p class="lead">${channels.lead}</p>
      <p class="good small" role="status">${this.news}</p>
      ${
        isAdding
          ? html`<section class="card" data-account="new" aria-label=${channels.add}>
              <desk-account-form .speech=${speech} @desk-account-done=${this.#handleDone}></desk-account-form>
            </section>`
          : nothing
      }
      ${this.#renderList(speech)}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-channels': DeskChannels
  }
}
