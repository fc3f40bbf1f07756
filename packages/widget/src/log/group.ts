import { safeHref, tellRemoved } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { ask } from '../request.ts'
import { richText } from '../rich-text/rich-text.ts'
import { timeOfDay } from '../timeline/clock.ts'
import type { Bubble, Item } from '../timeline/timeline.ts'
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
  const why = problem.code === 'network' ? undefined : words.problems[problem.code]
  const from = (event: Event, kind: 'retry' | 'discard'): void => {
    if (event.currentTarget) ask(event.currentTarget, { kind, id })
  }
  return html`<p class="fate failed">
    <span>${why ?? words.failed}</span>
    <button class="quiet" type="button" @click=${(event: Event) => from(event, 'retry')}>${words.retry}</button>
    <button class="quiet" type="button" @click=${(event: Event) => from(event, 'discard')}>${words.discard}</button>
  </p>`
}

const bubbleView = (bubble: Bubble, words: Words, showRead: boolean): TemplateResult => html`
  <div class="message">
    ${bubble.text && html`<div class="bubble" ?data-failed=${bubble.pending?.problem}>${richText(bubble.removed ? tellRemoved(bubble.text, words.removed) : bubble.text)}</div>`}
    ${(bubble.files || bubble.brings || bubble.place) && html`<baton-files .words=${words} .files=${bubble.files ?? []} .brings=${bubble.brings} .place=${bubble.place} .pending=${bubble.pending}></baton-files>`}
    <time datetime=${new Date(bubble.at).toISOString()}>${timeOfDay(bubble.at, words)}</time>
  </div>
  ${sources(bubble, words)}${fate(bubble, words)}${showRead && bubble.read ? html`<p class="fate">${words.read}</p>` : nothing}
`

/** The name above what someone says, with the baton in the holder's colour. */
export const speaker = (role: string, name: string | undefined, words: Words): TemplateResult =>
  role === 'customer'
    ? html`<h3 class="unseen">${words.you}</h3>`
    : html`<h3>
        <span class="baton" data-holder=${role}></span>${name ?? (role === 'agent' ? words.person : words.assistant)}
        ${role === 'bot' ? html`<span class="tag">${words.bot}</span>` : nothing}
      </h3>`

export const groupView = (group: Group, words: Words, lastOwn: string | undefined): TemplateResult => html`
  <div class="group" ?data-own=${group.own}>
    ${speaker(group.by.role, group.by.name, words)}
    ${group.bubbles.map((bubble) => bubbleView(bubble, words, bubble.key === lastOwn))}
  </div>
`
