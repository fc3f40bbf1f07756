import { tellRemoved } from '@baton/client'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { part } from '../palette/tokens.styles.ts'
import { dayAndTime } from '../timeline/clock.ts'
import type { Item } from '../timeline/timeline.ts'
import type { Words } from '../words/words.ts'
import { summaryStyles } from './summary.styles.ts'

type Summary = Extract<Item, { kind: 'summary' }>['summary']

const row = (term: string, value: string): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${term}</dt><dd dir="auto">${value}</dd></div>` : nothing

/** What the customer keeps of a closed case. */
export class BatonSummary extends LitElement {
  static override styles = [part, summaryStyles]

  @property({ attribute: false }) words!: Words
  @property({ attribute: false }) summary!: Summary
  @property({ attribute: false }) now = 0

  override render(): TemplateResult {
    const { words, summary, now } = this
    return html`
      <section aria-label=${words.summaryTitle}>
        <h3>${words.summaryTitle}</h3>
        <dl>
          ${row(words.summaryWant, tellRemoved(summary.want, words.removed))} ${row(words.summaryOutcome, tellRemoved(summary.outcome, words.removed))}
          ${row(words.summaryWho, summary.agents.join(', ') || words.assistant)}
          ${row(words.summaryWhen, dayAndTime(summary.closedAt, now, words))}
        </dl>
      </section>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-summary': BatonSummary
  }
}
