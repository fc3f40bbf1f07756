import type { Option } from '@baton/client'
import { html, type TemplateResult } from 'lit'

/** What can be said with one tap, as items of a list. */
export const choices = (options: readonly Option[], choose: (text: string) => void): TemplateResult[] =>
  options.map(
    ({ label, text }) =>
      html`<li><button class="outline" type="button" @click=${() => choose(text)}>${label}</button></li>`,
  )
