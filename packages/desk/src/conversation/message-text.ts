import { type Mark, safeHref } from '@baton/client'
import { html, nothing, type TemplateResult } from 'lit'
import type { Dictionary } from '../locale/dictionary.ts'
import { term } from '../locale/term.ts'

export type Segment = { kind: 'plain' | 'link'; text: string } | { kind: 'mark'; text: string; mark: Mark }

const ADDRESS = /https:\/\/[^\s<>"'，。；、）】」』]+/gu
/** What ends the sentence, not the address. */
const ENDING = new Set('.,;:!?)]')

const withoutEnding = (address: string): string => {
  let end = address.length
  while (end > 0 && ENDING.has(address.charAt(end - 1))) end -= 1
  return address.slice(0, end)
}

function links(text: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnding(match[0])
    if (!safeHref(address)) continue
    if (match.index > from) segments.push({ kind: 'plain', text: text.slice(from, match.index) })
    segments.push({ kind: 'link', text: address })
    from = match.index + address.length
  }
  if (from < text.length) segments.push({ kind: 'plain', text: text.slice(from) })
  return segments
}

/** Cuts a text at its masked places and its links. Marks that overlap or fall outside the text are left as plain text. */
export function segmentsOf(text: string, marks: readonly Mark[] = []): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const mark of [...marks].sort((one, other) => one.start - other.start)) {
    if (mark.start < from || mark.end > text.length || mark.end <= mark.start) continue
    segments.push(...links(text.slice(from, mark.start)))
    segments.push({ kind: 'mark', text: text.slice(mark.start, mark.end), mark })
    from = mark.end
  }
  return [...segments, ...links(text.slice(from))]
}

/**
 * A message's text with links one can open and masked places one can tell from ordinary words. `original` shows those whose
 * original is kept.
 */
export function messageText(
  text: string,
  marks: readonly Mark[] | undefined,
  words: Dictionary,
  original?: (number: number, mark: Mark, placeholder: string) => TemplateResult,
): TemplateResult {
  return html`${segmentsOf(text, marks).map((segment) => {
    switch (segment.kind) {
      case 'plain':
        return segment.text
      case 'link':
        return html`<a href=${safeHref(segment.text) ?? nothing} target="_blank" rel="noopener noreferrer">${segment.text}</a>`
      case 'mark':
        if (segment.mark.kind === 'removed') return html`<span class="mask">${words.removal.text}</span>`
        if (original && segment.mark.original !== undefined)
          return original(segment.mark.original, segment.mark, segment.text)
        return html`<span class="mask" title=${words.masked(term(words.marks, segment.mark.kind))}>${segment.text}</span>`
      default:
        return segment satisfies never
    }
  })}`
}
