import type { SessionClient, SessionSnapshot } from '@baton/client'
import { safeHref } from '@baton/client'
import { createWays, type Ways } from '@baton/client/ways'
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { closeIcon } from '../icons.ts'
import { part } from '../palette/tokens.styles.ts'
import { ask } from '../request.ts'
import type { TokenSource } from '../widget/widget.ts'
import type { Words } from '../words/words.ts'
import { qr } from './qr.ts'
import { waysStyles } from './ways.styles.ts'
import { WAYS_WORDS } from './ways-words.ts'

type Listed = Awaited<ReturnType<Ways['list']>>
type Connected = Awaited<ReturnType<Ways['bring']>>

/** What is shown: nothing yet, the ways there are, a question, or what became of it. */
type Shown =
  | { as: 'asking' | 'failed' | 'sign_in' }
  | { as: 'listed'; listed: Listed }
  | { as: 'connected'; connected: Connected }

/**
 * Going on by another channel, by a link or a code to scan; and connecting a chat whose customer came here by a link of
 * theirs. Nothing is connected before they say so.
 */
export class BatonWays extends LitElement {
  static override styles = [part, waysStyles]

  @query('h3') private heading!: HTMLElement

  @state() private shown: Shown = { as: 'asking' }

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) snapshot!: SessionSnapshot
  /** Brought along from a chat; null: where one may go on is asked. */
  @property({ attribute: false }) code: string | null = null
  /** Says who they are, or that the page does not know. */
  @property({ attribute: false }) token: TokenSource | null = null

  @state() private isSignedIn = false

  #begun: string | null = null

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.code !== null && (changed.has('token') || changed.has('code'))) void this.lookWhetherSignedIn()
    if (this.code !== null && !this.isSignedIn) {
      this.#begun = null
      this.shown = { as: 'sign_in' }
      return
    }
    const wanted = this.code ?? ''
    if (this.#begun === wanted || this.snapshot.connection !== 'online') return
    this.#begun = wanted
    this.shown = { as: 'asking' }
    void this.begin()
  }

  override firstUpdated(): void {
    this.heading.focus()
  }

  /** A chat is connected with somebody the page knows. */
  private async lookWhetherSignedIn(): Promise<void> {
    const { token } = this
    const isSignedIn = token !== null && (await token().catch(() => null)) !== null
    if (token === this.token) this.isSignedIn = isSignedIn
  }

  private async begin(): Promise<void> {
    const { code } = this
    await this.attempt(async (ways) =>
      code === null
        ? { as: 'listed', listed: await ways.list() }
        : { as: 'connected', connected: await ways.bring(code) },
    )
  }

  private async attempt(what: (ways: Ways) => Promise<Shown>): Promise<void> {
    let client: SessionClient | null = null
    ask(this, { kind: 'client', use: (own) => (client = own) })
    const shown = client === null ? null : await what(createWays(client)).catch(() => null)
    this.shown = shown ?? { as: 'failed' }
  }

  private readonly handleAnswer = async (event: Event): Promise<void> => {
    const consents = (event.currentTarget as HTMLElement).dataset.answer === 'yes'
    this.shown = { as: 'asking' }
    // The buttons go, and the focus in them would go too.
    this.heading.focus()
    await this.attempt(async (ways) => ({ as: 'connected', connected: await ways.answer(consents) }))
  }

  private readonly handleAgain = (): void => {
    this.shown = { as: 'asking' }
    this.heading.focus()
    void this.begin()
  }

  override render(): TemplateResult {
    const own = WAYS_WORDS[this.words.locale]
    return html`
      <div class="top">
        <h3 tabindex="-1">${this.code === null ? own.title : own.connectTitle}</h3>
        <button class="close" type="button" aria-label=${own.close} @click=${() => ask(this, { kind: 'ways', on: false })}>
          ${closeIcon}
        </button>
      </div>
      <div role="status">${this.statusLine()}</div>
      ${this.body()}
    `
  }

  private statusLine(): TemplateResult | typeof nothing {
    const own = WAYS_WORDS[this.words.locale]
    const { shown } = this
    switch (shown.as) {
      case 'asking':
        return html`<p>${own.asking}</p>`
      case 'failed':
        return html`<p>${own.failed}</p>`
      case 'sign_in':
        return html`<p>${own.signIn}</p>`
      case 'listed':
        return html`<p>${shown.listed.ways.length > 0 ? own.intro : own.none}</p>`
      case 'connected': {
        const { as, with: who } = shown.connected
        if (as !== 'consent') return html`<p class="asked">${own[as]}</p>`
        return html`<p class="asked">${own.ask(this.words.channels[who?.channel ?? 'widget'], who?.name ?? null)}</p>`
      }
    }
  }

  private body(): TemplateResult | typeof nothing {
    const own = WAYS_WORDS[this.words.locale]
    const { shown } = this
    if (shown.as === 'failed')
      return html`<div class="choice"><button class="outline" type="button" @click=${this.handleAgain}>${this.words.tryAgain}</button></div>`
    if (shown.as === 'listed') return this.list(shown.listed)
    if (shown.as !== 'connected' || shown.connected.as !== 'consent') return nothing
    return html`
      <p>${own.askMore}</p>
      <div class="choice">
        <button class="outline" type="button" data-answer="yes" @click=${this.handleAnswer}>${own.connect}</button>
        <button class="outline" type="button" data-answer="no" @click=${this.handleAnswer}>${own.notMe}</button>
      </div>
    `
  }

  private list({ ways, code, expiresAt }: Listed): TemplateResult | typeof nothing {
    const own = WAYS_WORDS[this.words.locale]
    if (ways.length === 0) return nothing
    const now = Date.now() + this.snapshot.clockOffsetMs
    const minutes = Math.max(1, Math.round((expiresAt - now) / 60_000))
    return html`
      <p>${own.code}</p>
      <p class="code">${code}</p>
      <p>${own.minutes(minutes)}</p>
      <ul>
        ${ways.map(({ channel, name, href }) => {
          const label = `${this.words.channels[channel]} · ${name}`
          const link = href === null ? null : safeHref(href)
          return html`<li>
            ${
              link === null
                ? html`<span>${own.type(label)}</span>`
                : html`${qr(link, own.scan(label))}<a href=${link} target="_blank" rel="noopener noreferrer">${own.open(label)}</a>`
            }
          </li>`
        })}
      </ul>
    `
  }
}
