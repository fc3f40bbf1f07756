import { type Party, safeHref, tellRemoved } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { askFrom } from '../request.ts'
import { richText } from '../rich-text/rich-text.ts'
import { timeOfDay } from '../timeline/clock.ts'
import type { Bubble, Item } from '../timeline/timeline.ts'
import { partyName } from '../words/party-name.ts'
import { sentenceOf } from '../words/sentence.ts'
import type { Words } from '../words/words.ts'

type Group = Extract<Item, { kind: 'group' }>

const sources = ({ citations }: Bubble, words: Words): TemplateResult | typeof nothing =>
  citations.length === 0
    ? nothing
    : html`<p class="sources">
        <span>${words.sources}</span>
        ${citations.map(({ title, url }) => {
          const href = url && safeHref(url, location.href)
          return href
            ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${title}</a>`
            : html`<cite>${title}</cite>`
        })}
      </p>`

const fate = ({ pending }: Bubble, words: Words): TemplateResult | typeof nothing => {
  if (!pending) return nothing
  const { id, problem } = pending
  if (!problem) return html`<p class="fate sending">${words.sending}</p>`
  return html`<p class="fate failed">
    <span>${sentenceOf(problem, words.problems, words.failed)}</span>
    <button class="quiet" type="button" @click=${askFrom({ kind: 'retry', id })}>${words.retry}</button>
    <button class="quiet" type="button" @click=${askFrom({ kind: 'discard', id })}>${words.discard}</button>
  </p>`
}

const bubbleView = (bubble: Bubble, words: Words): TemplateResult => html`
  <div class="message">
    ${bubble.text && html`<div class="bubble" ?data-failed=${bubble.pending?.problem}>${richText(bubble.removed ? tellRemoved(bubble.text, words.removed) : bubble.text)}</div>`}
    ${(bubble.files || bubble.brings || bubble.place) && html`<baton-files .words=${words} .files=${bubble.files ?? []} .brings=${bubble.brings} .place=${bubble.place} .pending=${bubble.pending}></baton-files>`}
    <time datetime=${new Date(bubble.at).toISOString()}>${timeOfDay(bubble.at, words)}</time>
  </div>
  ${sources(bubble, words)}${fate(bubble, words)}
`

/** The name above what someone says, with the baton in the holder's colour. */
export const speaker = (party: Pick<Party, 'name' | 'role'>, words: Words): TemplateResult =>
  party.role === 'customer'
    ? html`<h3 class="unseen">${words.you}</h3>`
    : html`<h3>
        <span class="baton" data-holder=${party.role}></span>${partyName(party, words)}
        ${party.role === 'bot' ? html`<span class="tag">${words.bot}</span>` : nothing}
      </h3>`

/** Where else it was written or sent, and whether it was read. */
const about = ({ channel, own, bubbles }: Group, words: Words, isLastOwn: boolean): string[] => [
  ...(channel ? [channel === 'call' ? words.spoken : (own ? words.from : words.alsoTo)(words.channels[channel])] : []),
  ...(isLastOwn && bubbles.at(-1)?.read ? [words.read] : []),
]

export const groupView = (group: Group, words: Words, isLastOwn: boolean): TemplateResult => html`
  <div class="group" ?data-own=${group.own}>
    ${speaker(group.by, words)}
    ${group.bubbles.map((bubble) => bubbleView(bubble, words))}
    ${about(group, words, isLastOwn).map((each) => html`<p class="fate">${each}</p>`)}
  </div>
`
