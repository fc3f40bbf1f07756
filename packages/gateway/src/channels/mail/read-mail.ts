import PostalMime, { type Email } from 'postal-mime'
import { z } from 'zod'
import { wordsOfHtml } from './words-of-html.ts'

/** A mail as it matters to us: what `verify` hands on as a payload, since reading one takes a promise. */
export const mail = z.object({
  /** When it was handed to us. */
  at: z.number(),
  /** Absent: from nobody, or from several. */
  from: z.object({ address: z.string(), name: z.string() }).nullable(),
  subject: z.string(),
  text: z.string(),
  messageId: z.string().nullable(),
  /** What it answers, the oldest first. */
  references: z.array(z.string()),
  /** A machine wrote it, or a list sent it on. */
  isAutomatic: z.boolean(),
  /** `Authentication-Results`, the last server's first. */
  authentication: z.array(z.string()),
  /** It says that something did not arrive. */
  bounce: z.object({ of: z.array(z.string()), to: z.string(), status: z.string() }).nullable(),
  /** Their bytes stand beside it, in this order. */
  files: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type Mail = z.infer<typeof mail>

/** What the server that took a mail in was told before the mail itself. */
export interface Envelope {
  /** Empty: a bounce, which nobody may answer. */
  from: string
  to: string
}

/** A mail that is handed over taken apart. */
export interface PlainMail {
  from: string
  to: string
  subject?: string | undefined
  text: string
  headers?: Record<string, string> | undefined
}

const MAX_FILES = 10
/** What a letter is worth reading; a longer one is no message. */
const MAX_TEXT_CHARS = 200_000
const MAX_REFERENCES = 20
const MESSAGE_ID = /<([^<>\s]{1,250})>/g
const FAILED = /^action:\s*failed\s*$/im
const STATUS = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im
const RECIPIENT = /^(?:original|final)-recipient:\s*rfc822\s*;\s*<?([^\s<>]{3,254})>?\s*$/im
const ORIGINAL_ID = /^message-id:\s*<([^<>\s]{1,250})>/gim

/** @throws when it is no mail. */
export async function readMail(
  raw: Uint8Array,
  envelope: Envelope,
  at: number,
): Promise<{ mail: Mail; files: Uint8Array[] }> {
  const email = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 256 * 1024,
  })
  const headers = (name: string): string[] => email.headers.filter(({ key }) => key === name).map(({ value }) => value)
  const html = email.text?.trim() ? '' : (email.html ?? '')
  const text = html ? await wordsOfHtml(html.slice(0, MAX_TEXT_CHARS)) : (email.text ?? '')
  const bounce = bounceIn(email)
  const files = email.attachments
    .filter(({ mimeType, related }) => !mimeType.startsWith('message/') && !(related && html === ''))
    .slice(0, MAX_FILES)
  const mail: Mail = {
    at,
    from: headers('from').length === 1 && email.from?.address ? email.from : null,
    subject: email.subject ?? '',
    text: text.slice(0, MAX_TEXT_CHARS),
    messageId: idsIn(email.messageId).at(0) ?? null,
    references: idsIn(`${email.references ?? ''} ${email.inReplyTo ?? ''}`),
    isAutomatic: bounce !== null || isAutomatic(headers, envelope.from),
    authentication: headers('authentication-results'),
    bounce,
    files: files.map(({ filename, mimeType }) => ({ name: filename ?? '', type: mimeType })),
  }
  return { mail, files: files.map(({ content }) => bytesOf(content)) }
}

/** The same of a mail that was taken apart before. */
export function readPlainMail({ from, subject, text, headers: given = {} }: PlainMail, at: number): Mail {
  const known = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const)
  const headers = (name: string): string[] => known.filter(([key]) => key === name).map(([, value]) => value)
  const [, name, address] = /^\s*"?([^"<>]{0,200}?)"?\s*<([^<>]{1,254})>\s*$/.exec(from) ?? [null, '', from.trim()]
  return {
    at,
    from: { address: address ?? '', name: name ?? '' },
    subject: subject ?? '',
    text: text.slice(0, MAX_TEXT_CHARS),
    messageId: idsIn(headers('message-id').at(0)).at(0) ?? null,
    references: idsIn(`${headers('references').at(0) ?? ''} ${headers('in-reply-to').at(0) ?? ''}`),
    isAutomatic: isAutomatic(headers, from),
    authentication: headers('authentication-results'),
    bounce: null,
    files: [],
  }
}

const idsIn = (text = ''): string[] => {
  const ids = [...text.matchAll(MESSAGE_ID)].map(([, id]) => id ?? '')
  return [...new Set(ids)].slice(-MAX_REFERENCES)
}

/** RFC 3834, and what programs do besides. */
function isAutomatic(headers: (name: string) => string[], envelopeFrom: string): boolean {
  const says = (name: string, pattern: RegExp) => headers(name).some((value) => pattern.test(value))
  return (
    /^\s*(?:<>)?\s*$/.test(envelopeFrom) ||
    says('return-path', /^\s*<\s*>\s*$/) ||
    says('auto-submitted', /^(?!\s*no\b)/i) ||
    says('precedence', /bulk|list|junk|auto_reply/i) ||
    says('x-auto-response-suppress', /all|oof|autoreply/i) ||
    ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-loop'].some(
      (name) => headers(name).length > 0,
    ) ||
    says('from', /\bmailer-daemon@/i) ||
    says('content-type', /^\s*multipart\/report/i)
  )
}

/** RFC 3464: for whom, why, and the header of what was sent. */
function bounceIn({ attachments }: Email): Mail['bounce'] {
  const report = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  const original = attachments.find(({ mimeType }) => /^(?:message|text)\/rfc822/.test(mimeType))
  if (!report || !original) return null
  const [told, sent] = [textOf(report.content), textOf(original.content)]
  const to = RECIPIENT.exec(told)?.[1]
  if (!FAILED.test(told) || to === undefined) return null
  const of = [...(sent.split(/\r?\n\r?\n/, 1)[0] ?? '').matchAll(ORIGINAL_ID)].map(([, id]) => id ?? '')
  return { of, to, status: STATUS.exec(told)?.[1] ?? '' }
}

type Content = Email['attachments'][number]['content']

const textOf = (content: Content): string => (typeof content === 'string' ? content : new TextDecoder().decode(content))

const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
