import { tellRemoved } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import { gistOf } from '../conversation/gist.ts'
import { customerName } from '../locale/customer-name.ts'
import type { Speech } from '../locale/speech.ts'
import { type Conversation, endedBy, isUnread, lastMessage, responseClock } from '../store/conversation.ts'
import { responseChip } from '../theme/clock.ts'
import { face } from '../theme/face.ts'
import { icons } from '../theme/icons.ts'

export interface MineView {
  conversation: Conversation
  now: number
  me: string
  current: boolean
  /** The one row of the list that the Tab key reaches. */
  reachable: boolean
  select: () => void
}

/** A session of this agent: who, what, and whether it needs a hand. */
export function mineRow(view: MineView, speech: Speech): TemplateResult {
  const { conversation, now } = view
  const { words } = speech
  const name = customerName(conversation, words)
  const clock = responseClock(conversation, now)
  const last = lastMessage(conversation)
  const unread = !view.current && isUnread(conversation)
  const how = endedBy(conversation, view.me)
  const aside = conversation.left
    ? html`<span class="aside">${how ? words.inbox.ended[how] : words.inbox.left}</span>`
    : clock
      ? responseChip(clock, speech)
      : html`<span class="aside number">${speech.span(now - conversation.acceptedAt)}</span>`
  return html`<li>
    <button
      class="row"
      data-session=${conversation.session}
      ?data-unread=${unread}
      ?data-left=${conversation.left}
      aria-current=${view.current}
      tabindex=${view.reachable ? 0 : -1}
      @click=${view.select}
    >
      ${face(name, conversation.left ? null : conversation.snapshot.peerOnline)}
      <span class="row-body">
        <span class="row-top"
          ><span class="name">${name}</span>${conversation.snapshot.view?.call && !conversation.left ? html`${icons.phone}<span class="spoken">${words.calls.onCall}</span>` : nothing}${aside}</span
        >
        <span class="row-top">
          <span class="line" lang=${conversation.item.locale}>${last ? gistOf(last, words) : tellRemoved(conversation.item.want, words.removal.text)}</span>
          ${unread ? html`<span class="dot"></span><span class="spoken">${words.inbox.unread}</span>` : nothing}
        </span>
      </span>
    </button>
  </li>`
}
