/**
 * A line that introduces what is quoted, in the words of the programs people write mail with: `On Friday, Shop wrote:`,
 * `在 2026年11月20日,客服 <a@b.c> 写道:`.
 */
const BEGINS = /^\s*(?:On|At|Am|Le)\b|^\s*(?:在|于|於)|<[^<>\s]+@|\d年/
const ENDS = /(?:\b(?:wrote|schrieb)|écrit|写道|寫道)\s?[:\uFF1A]\s*$/
/** What programs write is short; nothing longer is looked at, so that no line takes long. */
const LINE_CHARS = 300
/** A line after which everything is what was said before. */
const SEPARATORS = [
  /^\s*-{2,}\s*(?:Original Message|Original|原始邮件|邮件原件|原始郵件|原郵件)\s*-{2,}\s*$/i,
  /^\s*_{20,}\s*$/,
]
/** Outlook puts a few headers where others put a line. */
const FIRST_HEADER = /^\s*[>*]*\s*(?:From|发件人|發件人|寄件者|寄件人)\*?\s?[:\uFF1A]\s?\S/
const FURTHER_HEADERS =
  /^\s*[>*]*\s*(?:Sent|Date|To|Cc|Subject|发送时间|日期|收件人|抄送|主题|傳送時間|寄件日期|收件者|副本|主旨|主題)\*?\s?[:\uFF1A]/
const HEADER_LINES = 6
const QUOTED = /^\s*>/
/** `-- ` is the one mark of a signature there is; the others are what telephones add. */
const SIGNATURE = /^--\s?$/
const SENT_FROM =
  /^\s*(?:Sent from (?:my )?\S.{0,40}|Get Outlook for \S.{0,20}|发自我的\S{0,20}.{0,20}|從我的 ?\S.{0,20}(?:傳送|寄出)|發自我的\S{0,20}.{0,20}|来自我的\S.{0,20})\s*$/i
/** An introduction is folded when it is long. */
const FOLDED_LINES = 3

/**
 * What somebody has written themselves, without what their program put below: what was said before, and a signature. What is
 * written between quoted lines stays. Where nothing would be left, everything is.
 */
export function newestPart(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n')
  const own = withoutSignature(withoutQuotes(lines))
  const newest = own
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return newest || text.trim()
}

function withoutQuotes(lines: readonly string[]): string[] {
  const own: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (isSeparator(line) || isHeaders(lines, at)) break
    const folded = introductionAt(lines, at)
    if (folded === 0) {
      if (!QUOTED.test(line)) own.push(line)
      continue
    }
    const next = lines.slice(at + folded).find((each) => each.trim() !== '')
    // A quote that is not marked has no end.
    if (next === undefined || !QUOTED.test(next)) break
    at += folded - 1
  }
  return own
}

const isSeparator = (line: string): boolean => line.length <= LINE_CHARS && SEPARATORS.some((each) => each.test(line))

/** How many lines it takes; 0: it is none. */
function introductionAt(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.length > LINE_CHARS || !BEGINS.test(first)) return 0
  const block = lines.slice(at, at + FOLDED_LINES)
  const last = block.findIndex((line) => line.trim() === '' || line.length > LINE_CHARS || ENDS.test(line))
  return ENDS.test(block[last] ?? '') ? last + 1 : 0
}

function isHeaders(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? ''
  if (first.length > LINE_CHARS || !FIRST_HEADER.test(first)) return false
  const others = lines.slice(at + 1, at + HEADER_LINES)
  return others.filter((each) => each.length <= LINE_CHARS && FURTHER_HEADERS.test(each)).length >= 2
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const mark = lines.findLastIndex((line) => SIGNATURE.test(line))
  const above = mark > 0 ? lines.slice(0, mark) : [...lines]
  const last = above.findLastIndex((line) => line.trim() !== '')
  const ending = above[last] ?? ''
  return last > 0 && ending.length <= LINE_CHARS && SENT_FROM.test(ending) ? above.slice(0, last) : above
}
