import { html, type TemplateResult } from 'lit'
import { type Line, parseText, type Span } from './parse.ts'

const spanView = ({ text, bold, href }: Span): unknown => {
  const inner = href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${text}</a>` : text
  return bold ? html`<strong>${inner}</strong>` : inner
}

const lineView = (line: Line): unknown => line.map(spanView)

/** A message's text: text nodes, links, bold and lists. */
export const richText = (text: string): TemplateResult[] =>
  parseText(text).map((block) => {
    if (block.kind === 'lines')
      return html`<p dir="auto">${block.lines.map((line, at) => html`${at > 0 ? html`<br />` : null}${lineView(line)}`)}</p>`
    const items = block.items.map((line) => html`<li dir="auto">${lineView(line)}</li>`)
    return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
  })
