import type { DeskIdentity, FloorSnapshot } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { alertWords } from '../locale/alert-words.ts'
import { problemWords } from '../locale/problem-words.ts'
import type { Speech } from '../locale/speech.ts'
import type { Preferences } from '../store/preferences.ts'
import { screensFor } from '../store/rank.ts'
import { ask } from '../store/request.ts'
import type { DeskState } from '../store/state.ts'
import { controls } from '../theme/controls.styles.ts'
import { face, faceStyles } from '../theme/face.ts'
import { icons } from '../theme/icons.ts'
import { panelStyles } from './panel.styles.ts'
import { settingsPanel } from './settings-panel.ts'
import { shortcutsPanel } from './shortcuts-panel.ts'
import { topBarStyles } from './top-bar.styles.ts'

export type Panel = 'settings' | 'shortcuts'

/** The business, the agent, their presence and the state of the connection. */
@customElement('desk-top-bar')
export class DeskTopBar extends LitElement {
  static override styles = [controls, faceStyles, panelStyles, topBarStyles]

  @state() private panel: Panel | null = null

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) identity: DeskIdentity | null = null
  @property({ attribute: false }) floor: FloorSnapshot | null = null
  @property({ attribute: false }) preferences: Preferences | null = null
  /** The browser refused notifications when the agent asked for them. */
  @property({ type: Boolean }) notifyDenied = false
  @property({ attribute: false }) problem: DeskState['problem'] = null
  @property({ attribute: false }) alert: DeskState['alert'] = null

  #opener: HTMLElement | null = null

  /** Opens a panel, or closes it when it is the one that is open. */
  async toggle(panel: Panel): Promise<void> {
    if (this.panel === panel) return this.#close()
    if (!this.panel) {
      const focused = this.shadowRoot?.activeElement
      this.#opener = focused instanceof HTMLElement ? focused : null
    }
    this.panel = panel
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.panel')?.focus()
  }

  /** Where the keyboard goes on once a screen that was opened from there is left. */
  focusSettings(): void {
    this.renderRoot.querySelector<HTMLElement>('.settings')?.focus()
  }

  #close(): void {
    this.panel = null
    this.#opener?.focus()
  }

  #handlePanelKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    this.#close()
  }

  #handlePresenceKeyDown(event: KeyboardEvent): void {
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return
    event.preventDefault()
    const next = this.floor?.board?.presence === 'online' ? 'away' : 'online'
    ask(this, { type: 'presence', presence: next })
    this.shadowRoot?.querySelector<HTMLElement>(`.presence [value=${next}]`)?.focus()
  }

  #renderPresence(speech: Speech): TemplateResult {
    const { words } = speech
    const current = this.floor?.board?.presence ?? 'offline'
    return html`<div class="presence" role="radiogroup" aria-label=${words.top.presence} @keydown=${this.#handlePresenceKeyDown}>
      ${(['online', 'away'] as const).map(
        (presence) =>
          html`<button
            role="radio"
            value=${presence}
            aria-checked=${presence === current}
            tabindex=${presence === current || (current === 'offline' && presence === 'online') ? 0 : -1}
            @click=${() => ask(this, { type: 'presence', presence })}
          >
            ${words.top[presence]}
          </button>`,
      )}
    </div>`
  }

  #renderBanners(speech: Speech): TemplateResult[] {
    const { words } = speech
    const banners: TemplateResult[] = []
    if (this.floor?.connection === 'offline') {
      banners.push(html`<p class="banner offline">${icons.warning}<span>${words.top.offline}</span></p>`)
    }
    if (this.floor?.connection === 'refused') {
      const reason = this.floor.problem ? problemWords(this.floor.problem, words) : ''
      banners.push(html`<p class="banner danger">${icons.warning}<span>${words.top.refused} ${reason}</span></p>`)
    }
    if (this.floor?.board?.awayReason === 'lapsed') {
      banners.push(
        html`<p class="banner missed">
          ${icons.warning}<span>${words.top.missed}</span>
          <button class="button" @click=${() => ask(this, { type: 'presence', presence: 'online' })}>${words.inbox.goOnline}</button>
        </p>`,
      )
    }
    if (this.alert) {
      banners.push(
        html`<p class="banner missed alert">
          ${icons.warning}<span>${alertWords(this.alert, words)}</span>
          <button class="button quiet" @click=${() => ask(this, { type: 'dismiss-alert' })}>${words.top.dismiss}</button>
        </p>`,
      )
    }
    if (this.problem) {
      banners.push(
        html`<p class="banner danger problem">
          ${icons.warning}<span>${problemWords(this.problem, words)}</span>
          <button class="button quiet" @click=${() => ask(this, { type: 'dismiss' })}>${words.top.dismiss}</button>
        </p>`,
      )
    }
    return banners
  }

  #renderPanel(speech: Speech): TemplateResult | typeof nothing {
    if (!this.panel || !this.preferences) return nothing
    const { words } = speech
    const title = this.panel === 'settings' ? words.settings.title : words.top.keys
    return html`<section class="panel" tabindex="-1" aria-label=${title} @keydown=${this.#handlePanelKeyDown}>
      <header>
        <h2>${title}</h2>
        <button class="button quiet icon" aria-label=${words.settings.close} @click=${() => this.#close()}>${icons.close}</button>
      </header>
      ${
        this.panel === 'settings'
          ? settingsPanel(
              speech,
              this.preferences,
              this.notifyDenied,
              (change) => ask(this, { type: 'prefer', change }),
              screensFor(this.identity),
              (screen) => {
                this.panel = null
                ask(this, { type: 'screen', screen })
              },
            )
          : shortcutsPanel(words)
      }
    </section>`
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.speech || !this.identity) return nothing
    const { words } = this.speech
    const { agent, business } = this.identity
    const connecting = this.floor?.connection === 'connecting' || this.floor?.connection === 'idle'
    return html`
      <div class="bar">
        <span class="logo" aria-hidden="true"></span>
        <h1>${business}</h1>
        ${connecting ? html`<span class="connection">${words.top.connecting}</span>` : nothing}
        <span class="space"></span>
        ${this.#renderPresence(this.speech)}
        <span class="me">${face(agent.name)}<span>${agent.name}</span></span>
        <button
          class="button quiet icon help"
          title=${words.top.keys}
          aria-label=${words.top.keys}
          aria-expanded=${this.panel === 'shortcuts'}
          @click=${() => this.toggle('shortcuts')}
        >
          <kbd>?</kbd>
        </button>
        <button
          class="button quiet icon settings"
          title=${words.top.settings}
          aria-label=${words.top.settings}
          aria-expanded=${this.panel === 'settings'}
          @click=${() => this.toggle('settings')}
        >
          ${icons.sliders}
        </button>
        <button class="button quiet leave" title=${words.top.signOut} @click=${() => ask(this, { type: 'sign-out' })}>
          ${icons.leave}<span class="leave-text">${words.top.signOut}</span>
        </button>
      </div>
      ${this.#renderBanners(this.speech)} ${this.#renderPanel(this.speech)}
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-top-bar': DeskTopBar
  }
}
