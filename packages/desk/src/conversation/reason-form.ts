import { LIMITS } from '@baton/client'
import { html, type TemplateResult } from 'lit'

const MIN_CHARS = 3

interface ReasonForm {
  words: { reason: string; hint: string; confirm: string; cancel: string }
  /** With a reason that will do. */
  give: (reason: string) => void
  cancel: () => void
}

/** Asks why, in place: what is done is recorded with the answer. Escape takes the question back. */
export function reasonForm({ words, give, cancel }: ReasonForm): TemplateResult {
  const handleSubmit = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault()
    const field = event.currentTarget.querySelector('input')
    const reason = field?.value.trim() ?? ''
    if (reason.length < MIN_CHARS) field?.focus()
    else give(reason)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    cancel()
  }
  return html`<form class="reason" @submit=${handleSubmit} @keydown=${handleKeyDown}>
    <label>${words.reason}<input required minlength=${MIN_CHARS} maxlength=${LIMITS.reasonChars} autocomplete="off" placeholder=${words.hint} /></label>
    <span class="answers">
      <button class="button primary confirm">${words.confirm}</button>
      <button class="button" type="button" @click=${cancel}>${words.cancel}</button>
    </span>
  </form>`
}
