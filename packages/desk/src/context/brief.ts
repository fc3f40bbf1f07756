import type { Brief } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { evidenceWords, ruleWords, telling } from '../conversation/rule-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'

const MOOD_BADGE = { calm: 'plain', negative: 'warning', anxious: 'warning', angry: 'danger' } as const

function facts({ facts }: Brief, { words }: Speech): TemplateResult[] {
  return facts.map(
    (fact) => html`<div class="fact">
      <p class="fact-line">
        <span class="fact-label">${term(words.terms, fact.label)}</span>
        <span class="fact-value">${fact.value}</span>
      </p>
      <p class="how" data-how=${fact.verified}>${fact.verified === 'said' ? nothing : icons.verified}${words.verified[fact.verified]}</p>
    </div>`,
  )
}

function whyYou(brief: Brief, reason: string, speech: Speech): TemplateResult {
  if (!brief.firing) return html`<p>${reason}</p>`
  const { words } = speech
  const { rule, evidence } = brief.firing
  return html`<p title=${words.rule(rule)}>${ruleWords(brief.firing, speech)}</p>
    ${telling(evidence).map(
      (one) =>
        html`<p class="evidence">${evidenceWords(one, words)} ${one.words.map((word) => html`<q lang=${brief.locale}>${word}</q> `)}</p>`,
    )}`
}

/** What the agent reads first: want, facts, tried, mood, why you, language. `reason` stands in when no rule fired. */
export function briefView(brief: Brief, reason: string, speech: Speech): TemplateResult {
  const { words } = speech
  const { context } = words
  const line = (title: string, body: unknown, kind: string) =>
    html`<div class=${kind}><dt>${title}</dt><dd>${body}</dd></div>`
  return html`<desk-want .speech=${speech} .text=${brief.want} .language=${brief.locale}></desk-want>
    <dl class="brief">
      ${brief.facts.length > 0 ? line(context.facts, facts(brief, speech), 'facts') : nothing}
      ${line(context.tried, brief.tried.length > 0 ? speech.list(brief.tried.map(({ id, name }) => name?.[speech.locale] ?? term(words.terms, id))) : html`<span class="muted">${context.noTried}</span>`, 'tried')}
      ${line(
        context.mood,
        html`<span class="badge ${MOOD_BADGE[brief.mood]}">${words.moods[brief.mood]}</span>
          ${brief.moodWords.map((word) => html`<q class="evidence" lang=${brief.locale}>${word}</q> `)}`,
        'mood',
      )}
      ${line(context.why, whyYou(brief, reason, speech), 'why')} ${line(context.language, words.locales[brief.locale], 'language')}
      ${
        brief.marks.length > 0
          ? line(
              context.sensitive,
              html`<span class="badges">${brief.marks.map((mark) => html`<span class="badge warning">${term(words.marks, mark)}</span>`)}</span>`,
              'marks',
            )
          : nothing
      }
    </dl>`
}
