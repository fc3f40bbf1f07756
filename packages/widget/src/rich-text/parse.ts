import { safeHref } from '@baton/client'

export type Span = { text: string; bold?: true; href?: string }
export type Line = readonly Span[]
export type Block =
  | { kind: 'lines'; lines: readonly Line[] }
  | { kind: 'list'; ordered: boolean; items: readonly Line[] }

// Addresses are ASCII, so Chinese written right after one does not join it.
const ADDRESS = /(?:https:\/\/|mailto:|tel:\+?\d)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi
const BOLD = /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/g
const ITEM = /^\s*(?:([-*•])|\d{1,3}[.)])\s+(\S.*)$/s

/** Before an address, it makes the two one word. */
const GLUE = /[\w:/@.+-]/
const ENDING = new Set(".,;:!?'*")

/** Without the punctuation that ends the sentence, not the address; a closing bracket stays when the address opened it. */
const trimAddress = (address: string): string => {
  const opened = address.includes('(')
  let end = address.length
  while (end > 0 && (ENDING.has(address.charAt(end - 1)) || (!opened && address.charAt(end - 1) === ')'))) end -= 1
  return address.slice(0, end)
}

const linked = (text: string, bold: boolean): Span[] => {
  const spans: Span[] = []
  const push = (piece: string, href?: string): void => {
    if (piece) spans.push({ text: piece, ...(bold && { bold }), ...(href && { href }) })
  }
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0])
    const href = safeHref(address)
    // An address glued to a word or a scheme before it (`xhttps:`, `javascript:https:`) is part of that, not a link.
    if (!href || (match.index > from && GLUE.test(text.charAt(match.index - 1)))) continue
    push(text.slice(from, match.index))
    push(address.replace(/^(?:mailto|tel):/i, ''), href)
    from = match.index + address.length
  }
  push(text.slice(from))
  return spans
}

const lineOf = (text: string): Line => {
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(BOLD)) {
    spans.push(...linked(text.slice(from, match.index), false), ...linked(match[1] ?? '', true))
    from = match.index + match[0].length
  }
  spans.push(...linked(text.slice(from), false))
  return spans
}

/** Text as written → lines and lists of spans. Nothing in it can become markup: spans are rendered as text nodes. */
export const parseText = (text: string): readonly Block[] => {
  const blocks: Block[] = []
  // What is added to as long as lines of its kind follow.
  let lines: Line[] | undefined
  let items: Line[] | undefined
  let isOrdered = false
  for (const raw of text.replaceAll('\r\n', '\n').split('\n')) {
    const item = ITEM.exec(raw)
    if (item) {
      const ordered = item[1] === undefined
      if (!items || isOrdered !== ordered) {
        items = []
        isOrdered = ordered
        blocks.push({ kind: 'list', ordered, items })
      }
      items.push(lineOf(item[2] ?? ''))
      lines = undefined
    } else if (lines) lines.push(lineOf(raw))
    else if (raw || blocks.length === 0) {
      lines = [lineOf(raw)]
      items = undefined
      blocks.push({ kind: 'lines', lines })
    }
  }
  return blocks
}
