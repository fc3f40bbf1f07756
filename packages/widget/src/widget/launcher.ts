import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../words/words.ts'

/** The corner button: one glyph that morphs from a speech bubble into a cross. */
export const launcher = (open: boolean, unread: number, words: Words, toggle: () => void): TemplateResult => html`
  <button
    id="launcher"
    part="launcher"
    type="button"
    aria-haspopup="dialog"
    aria-expanded=${open}
    aria-controls="panel"
    aria-label=${open ? words.closeChat : unread > 0 ? words.openWithUnread(unread) : words.openChat}
    @click=${toggle}
  >
    <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
      <path class="say" d="M12 4.5c4.7 0 8.25 3 8.25 7s-3.55 7-8.25 7c-.9 0-1.8-.1-2.6-.35L5 20l.9-3.4c-1.35-1.3-2.15-3.1-2.15-5.1 0-4 3.55-7 8.25-7Z" />
      <path class="say pass" d="M9 11.5h6" />
      <path class="cross" d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
    </svg>
    ${unread > 0 && !open ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>
`
