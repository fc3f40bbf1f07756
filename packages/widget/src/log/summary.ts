import { tellRemoved } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { dayAndTime } from '../timeline/clock.ts'
import type { Item } from '../timeline/timeline.ts'
import type { Words } from '../words/words.ts'

type Summary = Extract<Item, { kind: 'summary' }>['summary']

const row = (term: string, value: string): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${term}</dt><dd dir="auto">${value}</dd></div>` : nothing

/** What the customer keeps of a closed case. */
export const summaryCard = (summary: Summary, now: number, words: Words): TemplateResult => html`
  <section class="summary" aria-label=${words.summaryTitle}>
    <h3>${words.summaryTitle}</h3>
    <dl>
      ${row(words.summaryWant, tellRemoved(summary.want, words.removed))} ${row(words.summaryOutcome, tellRemoved(summary.outcome, words.removed))}
      ${row(words.summaryWho, summary.agents.join(', ') || words.assistant)}
      ${row(words.summaryWhen, dayAndTime(summary.closedAt, now, words))}
    </dl>
  </section>
`
