/** Not words, or not theirs: what programs keep of a letter that is answered. */
const LEFT_OUT = 'head, script, style, title, .gmail_quote, .gmail_extra, blockquote[type="cite"], .moz-cite-prefix'
const BLOCKS = 'p, div, tr, li, h1, h2, h3, h4, h5, h6, blockquote, pre'
const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,8}));/g
const LAST_CODE_POINT = 0x10ffff

/** The words of a letter that is only written in HTML. Empty when it cannot be read. */
export async function wordsOfHtml(html: string): Promise<string> {
  let words = ''
  const rewriter = new HTMLRewriter()
    .on(LEFT_OUT, { element: (element) => void element.remove() })
    .on('br', { element: (element) => void element.replace('\n') })
    .on(BLOCKS, { element: (element) => void element.after('\n') })
    .on('*', {
      element: (element) => void element.removeAndKeepContent(),
      comments: (comment) => void comment.remove(),
    })
    .onDocument({ doctype: () => {}, comments: (comment) => void comment.remove() })
  try {
    // Lines of the source are spaces, as a browser has it.
    const source = new Response(html.replaceAll(/\s+/g, ' '), {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
    words = await rewriter.transform(source).text()
  } catch {
    return ''
  }
  const read = words.replaceAll(/<!doctype[^<>]{0,200}>/gi, '').replaceAll(ENTITY, entity)
  return read
    .split('\n')
    .map((line) => line.replaceAll(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : ''
}
