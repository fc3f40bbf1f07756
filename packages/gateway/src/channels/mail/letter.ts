import { wellFormed } from '../reading.ts'

/** A mail of ours, whichever way it goes out. */
export interface Letter {
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  at: number
  /** Without angle brackets, like the others. */
  messageId: string
  /** What it answers, the oldest first. */
  references: readonly string[]
  /** A machine wrote it: RFC 3834 has a word for what answers, and one for what does not. */
  isAutomatic: boolean
  files: readonly LetterFile[]
}

export interface LetterFile {
  name: string
  type: string
  base64: string
}

/** One address and nothing else. A quoted name of a mailbox is refused: no provider of today gives any, and few parse them. */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/
const MESSAGE_ID = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@:[\]-]{1,250}$/
const TYPE = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80}$/
/** An encoded word has 75 characters (RFC 2047, section 2), twelve of which are not the text. */
const WORD_BYTES = 45
const BASE64_LINE = /.{1,76}/g
const CRLF = '\r\n'

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)
export const isMessageId = (text: string): boolean => MESSAGE_ID.test(text)

/** Headers besides those every mail has. Nothing in them is of a form that could begin another header. */
export function threadHeaders({ messageId, references, isAutomatic }: Letter): Record<string, string> {
  const answered = references.filter(isMessageId)
  const last = answered.at(-1)
  return {
    'Message-ID': `<${messageId}>`,
    ...(last && { 'In-Reply-To': `<${last}>`, References: answered.map((id) => `<${id}>`).join(' ') }),
    ...(isAutomatic && { 'Auto-Submitted': last ? 'auto-replied' : 'auto-generated' }),
  }
}

/** `"Name" <address>`, as a header has it. */
export const mailbox = ({ name, address }: Letter['from']): string =>
  plain(name)
    ? `${/^[\x20-\x7e]*$/.test(plain(name)) ? quoted(plain(name)) : words(plain(name))} <${address}>`
    : address

/** As one line of words: whatever ends a line, or is no sign, is a space. */
export const plain = (text: string): string =>
  wellFormed(text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '')}"`

/** The letter as RFC 5322 has it, in ASCII. */
export function mimeOf(letter: Letter): string {
  const boundary = `baton-${letter.messageId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 50)}`
  const headers = {
    From: mailbox(letter.from),
    To: letter.to,
    Subject: words(plain(letter.subject)),
    Date: new Date(letter.at).toUTCString().replace('GMT', '+0000'),
    ...threadHeaders(letter),
    'MIME-Version': '1.0',
  }
  const head = Object.entries(headers).map(([name, value]) => folded(`${name}: ${value}`))
  const text = part(
    'text/plain; charset=utf-8',
    base64(new TextEncoder().encode(letter.text.replaceAll(/\r?\n/g, CRLF))),
  )
  if (letter.files.length === 0) return [...head, text].join(CRLF)
  const parts = [text, ...letter.files.map(filePart)]
  return [
    ...head,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.map((each) => `--${boundary}${CRLF}${each}`),
    `--${boundary}--`,
    '',
  ].join(CRLF)
}

function filePart({ name, type, base64: content }: LetterFile): string {
  const known = TYPE.test(type) ? type : 'application/octet-stream'
  // RFC 2231; a program that knows only the other reads a name of letters and digits.
  const ascii = plain(name).replaceAll(/[^A-Za-z0-9._ -]/g, '_')
  const encoded = encodeURIComponent(plain(name)).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  const disposition = `Content-Disposition: attachment;${CRLF} filename="${ascii}";${CRLF} filename*=UTF-8''${encoded}`
  return part(`${known}`, content, disposition)
}

function part(type: string, content: string, disposition?: string): string {
  const head = [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...(disposition ? [disposition] : [])]
  return [...head, '', ...(content.match(BASE64_LINE) ?? []), ''].join(CRLF)
}

/** RFC 2047: as it is where that is safe, else as encoded words, none of which cuts a character in two. */
function words(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && text.length < 900) return text
  const encoder = new TextEncoder()
  const found: string[] = []
  let [word, bytes] = ['', 0]
  for (const sign of text) {
    const size = encoder.encode(sign).length
    if (bytes + size > WORD_BYTES) {
      found.push(word)
      word = ''
      bytes = 0
    }
    word += sign
    bytes += size
  }
  return [...found, word].map((each) => `=?UTF-8?B?${base64(encoder.encode(each))}?=`).join(' ')
}

/** A long header goes on in lines that begin with a space. */
function folded(line: string): string {
  const pieces = line.split(' ')
  const lines: string[] = []
  let current = ''
  for (const piece of pieces) {
    if (current !== '' && current.length + piece.length > 76 && current.trim() !== '' && !current.endsWith(':')) {
      lines.push(current)
      current = ` ${piece}`
    } else current = current === '' ? piece : `${current} ${piece}`
  }
  return [...lines, current].join(CRLF)
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
