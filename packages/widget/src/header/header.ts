import type { SessionSnapshot } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, query } from 'lit/decorators.js'
import type { Calls } from '../call/calls.ts'
import { closeIcon, personIcon, waysIcon } from '../icons.ts'
import { batonBar, part } from '../palette/tokens.styles.ts'
import { ask } from '../request.ts'
import type { Words } from '../words/words.ts'
import { headerStyles } from './header.styles.ts'
import { holderKind } from './holder.ts'

/** Who holds the session, and the way to a person. */
export class BatonHeader extends LitElement {
  static override styles = [part, batonBar, headerStyles]

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) snapshot!: SessionSnapshot
  @property() business = ''
  /** Whether one may go on elsewhere. */
  @property({ type: Boolean }) hasWays = false
  /** Where the customer may call. */
  @property({ attribute: false }) calls: Calls | null = null

  @query('h2') private heading!: HTMLElement

  private readonly handleTalk = (): void => {
    ask(this, { kind: 'command', command: { kind: 'handoff.request' } })
    // The button goes, and the focus in it would go too.
    this.heading.focus()
  }

  override render(): TemplateResult {
    const { words, snapshot, business } = this
    const holder = holderKind(snapshot)
    return html`
      <div class="who">
        <h2 tabindex="-1">${(holder === 'agent' ? snapshot.view?.agent?.name : business) || words.assistant}</h2>
        <p class="state">${this.stateLine()}</p>
      </div>
      ${
        holder !== 'bot' || snapshot.connection === 'refused'
          ? nothing
          : html`<button class="talk" type="button" @click=${this.handleTalk}>${personIcon}${words.talkToPerson}</button>`
      }
      ${this.calls?.button(words)}
      <button class="close" type="button" ?hidden=${!this.hasWays} aria-label=${words.continueOn} @click=${() => ask(this, { kind: 'ways', on: true })}>
        ${waysIcon}
      </button>
      <button class="close" type="button" aria-label=${words.closeWindow} @click=${() => ask(this, { kind: 'close' })}>
        ${closeIcon}
      </button>
      <div class="track" aria-hidden="true"><span class="baton" data-holder=${holder}></span></div>
    `
  }

  private stateLine(): string {
    const { words, snapshot, business } = this
    if (snapshot.connection === 'connecting') return words.connecting
    switch (holderKind(snapshot)) {
      case 'bot':
        return business ? `${words.assistant} · ${words.bot}` : words.bot
      case 'queue':
        return words.waiting
      case 'agent':
        return business ? `${words.person} · ${business}` : words.person
    }
  }
}
