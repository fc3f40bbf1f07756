import { html } from 'hono/html'
import { type Html, layout, type View } from './layout.ts'

export const missingPage = (view: View): Html =>
  layout(view, {
    title: view.text.missing.title,
    main: html`
<h1>${view.text.missing.title}</h1>
<p class="lead">${view.text.missing.lead}</p>
<a class="primary" href="/">${view.text.missing.home}</a>`,
  })
