import type { Option } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import { choices } from '../log/choices.ts'
import type { Words } from '../words/words.ts'

/** Before the first message: the bot says that it is one, and what it can do. No starters while a person is awaited. */
export const welcome = (
  words: Words,
  business: string,
  starters: readonly Option[],
  choose: (text: string) => void,
  invitation: unknown,
): TemplateResult => html`<div class="welcome">
  <p class="hello">${words.greeting(business)}</p>
  <p>${words.greetingMore}</p>
  <ul class="starters" ?hidden=${starters.length === 0}>
    ${choices(starters, choose)}
  </ul>
  ${invitation}
</div>`
