import { html, nothing, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'
import type { Kind } from './rows.ts'

/** What the bot made of a message and why it did what it did: one quiet line that unfolds. */
export function why({ body }: Kind<'bot.decided'>, speech: Speech): TemplateResult {
  const { words } = speech
  const { intent } = body
  const said = [`${words.log.why}: ${words.outcomes[body.outcome]}`]
  if (intent)
    said.push(
      intent.name?.[speech.locale] ?? term(words.terms, intent.id),
      words.log.confidence(speech.percent(intent.confidence)),
    )
  return unfolding(html`<span class="number">${said.join(' · ')}</span>`, reasons(body, speech))
}

/** One quiet line that unfolds to the reasons behind it. */
export const unfolding = (line: TemplateResult, list: TemplateResult): TemplateResult =>
  html`<details class="why">
    <summary>${icons.chevron}${line}</summary>
    ${list}
  </details>`

export function reasons(body: Kind<'bot.decided'>['body'], speech: Speech): TemplateResult {
  const { words } = speech
  return html`<ul>
    ${body.why.map(
      (reason) =>
        html`<li>${words.steps[reason.step]}: ${term(words.whys, reason.code)}${reason.detail ? ` (${reason.detail})` : nothing}</li>`,
    )}
    ${body.mood.level === 'calm' ? nothing : html`<li>${words.steps.mood}: ${words.moods[body.mood.level]} ${speech.list(body.mood.words)}</li>`}
  </ul>`
}
