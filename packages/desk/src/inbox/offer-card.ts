import { type Glance, type Offer, type QueuedSession, tellRemoved } from '@baton/client'
import { html, nothing, svg, type TemplateResult } from 'lit'
import { queuedName } from '../locale/customer-name.ts'
import { reasonWords } from '../locale/reason-words.ts'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'

const RADIUS = 16
const AROUND = 2 * Math.PI * RADIUS

/** Calls are to be answered within this time. */
const ANSWER_MS = 15_000
const AMBER_AT = 0.7

/** From here on a wait is marked: below it the order of the list says enough. */
const URGENT = 4

/** Reasons that stand out among the others. */
const ALARMING: Partial<Record<Offer['item']['reason'], 'warning' | 'danger'>> = {
  mood: 'warning',
  emergency: 'danger',
}

export interface OfferView {
  offer: Offer
  now: number
  /** When this agent declined the session; it has come back. */
  declinedAt: number | undefined
  answering: 'accept' | 'decline' | undefined
  /** The first offer is the one the letter keys answer. */
  first: boolean
  answer: (what: 'accept' | 'decline') => void
  /** What is being said, when it is a call. */
  glance: Glance | null
}

function countdown({ offer, now }: OfferView, speech: Speech): TemplateResult {
  const leftMs = Math.max(0, offer.expiresAt - now)
  const share = Math.min(1, leftMs / Math.max(1, offer.expiresAt - offer.offeredAt))
  const seconds = Math.ceil(leftMs / 1000)
  const state = share <= 0.15 ? 'red' : share <= 0.3 ? 'amber' : 'calm'
  return html`<span class="countdown number" data-state=${state} role="timer" aria-label=${speech.words.offer.secondsLeft(seconds)}>
    <svg viewBox="0 0 36 36" aria-hidden="true">
      ${svg`<circle cx="18" cy="18" r=${RADIUS} /><circle
        cx="18" cy="18" r=${RADIUS} stroke-dasharray=${AROUND} stroke-dashoffset=${(AROUND * (1 - share)).toFixed(2)}
      />`}
    </svg>
    <span aria-hidden="true">${seconds}</span>
  </span>`
}

/** How long a caller has been hearing a tone, against the time a call is to be answered in. */
export function callWait({ queuedAt }: QueuedSession, now: number, speech: Speech): TemplateResult {
  const { calls } = speech.words
  const waitedMs = Math.max(0, now - queuedAt)
  const state = waitedMs >= ANSWER_MS ? 'red' : waitedMs >= ANSWER_MS * AMBER_AT ? 'amber' : 'calm'
  return html`<p class="on-call">
    <span class="clock number" data-state=${state}
      >${icons.phone}${calls.waiting(speech.clock(waitedMs))}${state === 'red' ? html`<span class="spoken"> ${calls.overdue}</span>` : nothing}</span
    >
  </p>`
}

/** Who waits, what for, why a person, and how long the offer stands. */
export function offerCard(view: OfferView, speech: Speech): TemplateResult {
  const { words } = speech
  const { item, from } = view.offer
  const keys = view.first ? (key: string) => html`<kbd aria-hidden="true">${key}</kbd>` : () => nothing
  return html`<li class="offer" data-offer=${view.offer.id} ?data-call=${item.call}>
    <div class="offer-top">
      <div class="offer-who">
        <h3>${queuedName(item, words)}</h3>
        ${item.call ? callWait(item, view.now, speech) : html`<p class="small muted number">${words.offer.waited(speech.clock(view.now - item.queuedAt))}</p>`}
        ${view.declinedAt === undefined ? nothing : html`<p class="small muted number">${words.offer.declined(speech.span(view.now - view.declinedAt))}</p>`}
      </div>
      ${countdown(view, speech)}
    </div>
    ${from ? html`<p class="from"><strong>${words.offer.from(from.agent.name)}</strong>${from.note ? html` <q>${from.note}</q>` : nothing}</p>` : nothing}
    <p class="want" lang=${item.locale}>${tellRemoved(item.want, words.removal.text)}</p>
    <div class="facts">
      <span class="badge ${ALARMING[item.reason] ?? ''}">${reasonWords(words, item.reason)}</span>
      ${item.tier ? html`<span class="badge plain">${term(words.tiers, item.tier)}</span>` : nothing}
      ${item.priority > 0 ? html`<span class="badge ${item.priority < URGENT ? 'plain' : 'danger'}">${words.offer.priority(item.priority)}</span>` : nothing}
    </div>
    ${
      item.call
        ? html`<desk-glance .speech=${speech} .offer=${view.offer.id} .customer=${queuedName(item, words)} .glance=${view.glance}></desk-glance>`
        : nothing
    }
    <div class="answers">
      <button class="button primary" ?disabled=${view.answering !== undefined} @click=${() => view.answer('accept')}>
        ${view.answering === 'accept' ? words.offer.accepting : html`${item.call ? icons.phone : icons.resolve}${item.call ? words.calls.answer : words.offer.accept} ${keys('A')}`}
      </button>
      <button class="button" ?disabled=${view.answering !== undefined} @click=${() => view.answer('decline')}>
        ${view.answering === 'decline' ? words.offer.declining : html`${words.offer.decline} ${keys('D')}`}
      </button>
    </div>
  </li>`
}
