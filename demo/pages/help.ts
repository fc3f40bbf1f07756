import { html } from 'hono/html'
import type { Html, View } from './layout.ts'

/** The teaser that opens the widget. */
export const help = ({ text }: View): Html => html`<section class="help" aria-labelledby="help-title">
  <div>
    <h2 id="help-title">${text.help.title}</h2>
    <p>${text.help.lead}</p>
  </div>
  <ul>${text.help.topics.map((topic) => html`<li>${topic}</li>`)}</ul>
  <button type="button" class="primary" data-ask>${text.help.ask}</button>
</section>`
