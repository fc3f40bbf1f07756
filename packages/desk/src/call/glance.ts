import type { Glance } from '@baton/client'
import { tellRemoved } from '@baton/client'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { signalsStyles, signalsView } from './signals-view.ts'

const AGAIN_MS = 2_000

/** What is being said on a call that is offered: enough to say something sensible in the first second. */
@customElement('desk-glance')
export class DeskGlance extends LitElement {
  static override styles = [
    controls,
    signalsStyles,
    css`
      :host {
        display: block;
        margin-top: 8px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
        font-size: var(--small);
      }

      ol {
        display: grid;
        gap: 2px;
        max-height: 132px;
        overflow: auto;
      }

      .facts,
      .signals {
        margin-bottom: 4px;
      }

      .who {
        font-weight: 600;
        color: var(--muted);
      }

      li {
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property({ attribute: false }) speech: Speech | null = null
  @property() offer = ''
  @property() customer = ''
  @property({ attribute: false }) glance: Glance | null = null

  #timer: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    const look = () => ask(this, { type: 'glance', offerId: this.offer })
    this.#timer = setInterval(look, AGAIN_MS)
    void this.updateComplete.then(look)
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    super.disconnectedCallback()
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, glance } = this
    if (!speech || !glance) return nothing
    const { words } = speech
    const heard = glance.said.flatMap(({ signals }) => signals ?? [])
    const [first, last] = [heard[0], heard.at(-1)]
    const who = {
      customer: this.customer,
      bot: words.holders.bot,
      agent: words.holders.agent,
      system: words.holders.system,
    }
    const { brief } = glance
    return html`
      ${brief && brief.facts.length > 0 ? html`<p class="facts">${speech.list(brief.facts.map(({ value }) => value))}</p>` : nothing}
      ${first && last ? signalsView(first, last, speech) : nothing}
      ${
        glance.said.length === 0
          ? html`<p class="muted">${words.calls.glanceNothing}</p>`
          : html`<ol tabindex="0" aria-label=${words.calls.glance}>
              ${glance.said.map(({ by, text }) => html`<li><span class="who">${who[by]}:</span> ${tellRemoved(text, words.removal.text)}</li>`)}
            </ol>`
      }
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-glance': DeskGlance
  }
}
