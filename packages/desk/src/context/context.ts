import type { QueuedSession } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { customerName } from '../locale/customer-name.ts'
import { reasonWords } from '../locale/reason-words.ts'
import type { Speech } from '../locale/speech.ts'
import type { Conversation } from '../store/conversation.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { briefView } from './brief.ts'
import { contextStyles } from './context.styles.ts'
import './linking.ts'
import { candidates, linksOf } from './links-of.ts'
import { ordersView } from './orders.ts'
import { profileView } from './profile.ts'
import { routesView } from './routes.ts'
import './want.ts'

/** What to know before answering: the brief first, then the profile and the orders. */
@customElement('desk-context')
export class DeskContext extends LitElement {
  static override styles = [controls, contextStyles]

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) conversation: Conversation | null = null
  /** Everything the agent has open, and what waits: one of them may be the same customer. */
  @property({ attribute: false }) conversations: readonly Conversation[] = []
  @property({ attribute: false }) queue: readonly QueuedSession[] = []
  /** To the minute: what time it is for the customer. */
  @property({ type: Number }) now = 0
  /** Whether this agent may connect conversations. */
  @property({ type: Boolean }) links = false

  /** Where the keyboard goes on when the column opens. */
  override focus(options?: FocusOptions): void {
    const close = this.renderRoot.querySelector<HTMLElement>('.close')
    // The button is there only where the column lies over the conversation.
    if (close?.offsetParent) close.focus(options)
    else super.focus(options)
  }

  #renderBrief(conversation: Conversation, speech: Speech): TemplateResult {
    const { words } = speech
    const brief = conversation.snapshot.view?.staff?.brief
    const reason = reasonWords(words, conversation.item.reason)
    return html`<section aria-labelledby="brief">
      <h3 id="brief">
        ${words.context.brief}
        ${brief ? html`<time class="number">${words.context.writtenAt(speech.time(brief.at))}</time>` : nothing}
      </h3>
      ${
        brief
          ? briefView(brief, reason, speech)
          : html`<desk-want .speech=${speech} .text=${conversation.item.want} .language=${conversation.item.locale}></desk-want>
              <p class="muted small">${words.sentence(reason)}${words.context.noBrief}</p>`
      }
    </section>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, conversation } = this
    if (!speech) return nothing
    const { words } = speech
    const close = html`<button
      class="button quiet icon close"
      aria-label=${words.settings.close}
      @click=${() => ask(this, { type: 'show', column: 'conversation' })}
    >
      ${icons.close}
    </button>`
    if (!conversation) {
      return html`<div class="top"><h2 class="spoken">${words.context.title}</h2>${close}</div>
        <p class="muted small">${words.context.empty}</p>`
    }
    const staff = conversation.snapshot.view?.staff
    const brief = staff?.brief
    return html`
      <div class="top"><h2>${customerName(conversation, words)}</h2>${close}</div>
      ${this.#renderBrief(conversation, speech)}
      <section aria-labelledby="profile">
        <h3 id="profile">${words.context.profile}</h3>
        ${staff?.profile ? profileView(staff.profile, { now: this.now, speech }) : html`<p class="muted small">${words.context.noProfile}</p>`}
      </section>
      <section aria-labelledby="ways">
        <h3 id="ways">${words.links.ways}</h3>
        ${routesView(staff ?? {}, speech)}
        ${
          this.links
            ? html`<desk-linking
                .speech=${speech}
                .session=${conversation.session}
                .candidates=${candidates(conversation.session, this.conversations, this.queue)}
                .told=${linksOf(conversation.snapshot.events)}
              ></desk-linking>`
            : nothing
        }
      </section>
      ${
        brief
          ? html`<section aria-labelledby="orders">
              <h3 id="orders">${words.context.orders}</h3>
              ${ordersView(brief, speech)}
            </section>`
          : nothing
      }
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-context': DeskContext
  }
}
