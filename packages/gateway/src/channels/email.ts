import { CHANNELS, FILE_LIMITS, type Localized } from '@baton/protocol'
import { z } from 'zod'
import { base64Of, bytesOfBase64 } from '../http/base64.ts'
import { readAtMost } from '../net/outside.ts'
import { retryAfterOf } from '../net/retry-after.ts'
import { type SmtpAnswer, submitMail } from '../net/smtp.ts'
import { isWebhookSigned } from '../net/standard-webhooks.ts'
import type { Account, Channel, Genuine, Inbound, Outgoing, OutgoingFile, Sent, To, Tools } from './channel.ts'
import { isAddress, isMessageId, type Letter, mailbox, mimeOf, plain, threadHeaders } from './mail/letter.ts'
import { newestPart } from './mail/newest-part.ts'
import { type Envelope, type Mail, mail, readMail, readPlainMail } from './mail/read-mail.ts'
import { parsed, wellFormed } from './reading.ts'
import { saying, unreached } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { asWords, pieces, placeAsWords } from './words.ts'

/** A mail with what it brings, as base64, in JSON. */
const MAX_BYTES = 16 * 1024 * 1024
/** What mail servers take, before a third is added by writing it in letters. */
const MAX_FILE_BYTES = 17 * 1024 * 1024
const SUBJECT_CHARS = 200
const MAX_REFERENCES = 10
const ANSWER_BYTES = 16 * 1024
const NOTHING = new Uint8Array()

/** What is posted to us: a whole mail, or one that was taken apart. */
const posted = z.union([
  z.object({ raw: z.string(), envelope: z.object({ from: z.string(), to: z.string() }).optional() }),
  z.object({
    from: z.string().min(3).max(500),
    to: z.string().max(2_000),
    subject: z.string().max(1_000).optional(),
    text: z.string(),
    headers: z.record(z.string(), z.string().max(20_000)).optional(),
  }),
])

/** Names the letter to answer. */
const thread = z.object({ subject: z.string(), references: z.array(z.string()) })

interface Data {
  text: string
  /** Where nothing is answered. */
  subject: string
  by: Outgoing['by']
  files: readonly OutgoingFile[]
}

const SUBJECT: Localized = {
  en: 'Your conversation with {name}',
  'zh-CN': '您与{name}的对话',
  'zh-TW': '您與{name}的對話',
}

/** Letters, for cases that take days. An address proves nothing about who writes: nobody is verified here. */
export const email: Channel<'email'> = {
  kind: 'email',
  maxBytes: MAX_BYTES,

  async verify(knock, account) {
    if (knock.method !== 'POST') return { as: 'refused' }
    const secrets = account.secrets.inboundSecret.filter((each) => each !== undefined)
    if (!(await isWebhookSigned(knock, secrets))) return { as: 'refused' }
    const text = new TextDecoder().decode(knock.body)
    knock.body = NOTHING
    const read = posted.safeParse(parsed(text))
    if (!read.success) return { as: 'malformed', detail: 'neither { raw } nor { from, to, subject, text, headers }' }
    if (!('raw' in read.data)) return { as: 'payload', payload: JSON.stringify(readPlainMail(read.data, knock.now)) }
    // A mail that was posted without its envelope is believed to have had one.
    const envelope = read.data.envelope ?? { from: 'unknown', to: '' }
    const raw = bytesOfBase64(read.data.raw)
    const genuine = raw && (await fromEmail(raw, envelope, knock.now))
    return genuine ? { as: 'payload', ...genuine } : { as: 'malformed', detail: 'raw: no mail' }
  },

  normalise(payload, account, brought = []) {
    const read = mail.safeParse(parsed(payload))
    if (!read.success) return []
    const inbound = read.data.bounce ? bounced(read.data, account) : heard(read.data, account, brought)
    return inbound ? [inbound] : []
  },

  parts(outgoing, account) {
    const { options, place, locale, by } = outgoing
    const words = [outgoing.text, ...(place ? [placeAsWords(place)] : [])].filter((each) => each !== '').join('\n\n')
    const texts = pieces(asWords(words, options), CHANNELS.email.textChars)
    const subject = SUBJECT[locale].replace('{name}', () => nameOf(account))
    const groups = groupsOf(outgoing.files)
    return Array.from({ length: Math.max(texts.length, groups.length) }, (_, index): { data: Data } => ({
      data: { text: texts[index] ?? '', subject, by, files: groups[index] ?? [] },
    }))
  },

  async send(part, to, account, tools) {
    const data = part.data as Data
    // T-35: to whom it was heard from, and to one of them. What is no plain address could be two, or another header.
    if (!isAddress(to.address)) return { as: 'failed', reason: 'unknown_address' }
    if (data.files.some(({ bytes }) => bytes > MAX_FILE_BYTES)) return { as: 'failed', reason: 'unsupported' }
    const letter = await letterOf(data, to, account, tools)
    return /^smtps?:/.test(account.settings.provider)
      ? submit(letter, account, tools)
      : post(letter, to.key, account, tools)
  },
}

/**
 * What `normalise` reads of a mail that came by the runtime's own `email` handler. Null: it is no mail. The platform vouches
 * for it, so it is not signed.
 */
export async function fromEmail(raw: Uint8Array, envelope: Envelope, now: number): Promise<Genuine | null> {
  try {
    const { mail, files } = await readMail(raw, envelope, now)
    return { payload: JSON.stringify(mail), brought: files }
  } catch {
    return null
  }
}

function heard(letter: Mail, account: Account<'email'>, brought: readonly Uint8Array[]): Inbound | null {
  const address = letter.from?.address.toLowerCase() ?? ''
  if (letter.isAutomatic || !isAddress(address) || address === account.settings.address.toLowerCase()) return null
  const origin = originOf(letter, account.settings.receiver)
  if (origin === 'forged') return null
  const own = newestPart(letter.text)
  const subject = plain(letter.subject).slice(0, SUBJECT_CHARS)
  const isFirst = letter.references.length === 0
  const text = isFirst && subject ? `${subject}\n\n${own}`.trim() : own
  const media = letter.files.flatMap((file, index) => mediaOf(file, brought[index]))
  if (!text && media.length === 0) return null
  const name = plain(letter.from?.name ?? '').slice(0, 80)
  const id = letter.messageId ?? `${letter.at}:${address}:${text}`
  const references = [...letter.references, ...(letter.messageId ? [letter.messageId] : [])]
  return {
    kind: 'message',
    id: vendorId(id),
    from: { address, ...(name && { name: wellFormed(name) }) },
    text: wellFormed(text),
    media,
    ...(origin === 'possible' && { isDoubtful: true }),
    thread: JSON.stringify({ subject, references: references.slice(-MAX_REFERENCES) } satisfies z.infer<typeof thread>),
  }
}

/** A letter of ours did not arrive: only whoever knows its name can say so. */
function bounced({ bounce }: Mail, account: Account<'email'>): Inbound | null {
  const ids = bounce?.of.filter((id) => id.endsWith(`@${domainOf(account)}`)) ?? []
  const address = bounce?.to.toLowerCase() ?? ''
  if (!bounce || ids.length === 0 || !isAddress(address)) return null
  // RFC 3463: 5.1.x is about the address, 5.2.1 a mailbox that was closed.
  const isUnknown = /^5\.1\.|^5\.2\.1$/.test(bounce.status)
  return {
    kind: 'receipt',
    from: { address },
    of: { ids: ids.map(vendorId) },
    state: 'failed',
    reason: isUnknown ? 'unknown_address' : 'rejected',
  }
}

/**
 * What the server that took the mail in says of whom it is from: only DMARC shows that. What stands first was written by that
 * server; a mail brings along what it likes below. Without a receiver that is named, nobody's word is taken.
 */
function originOf({ authentication }: Mail, receiver: string): 'proven' | 'possible' | 'forged' {
  if (!receiver) return 'possible'
  const results = authentication.find(
    (each) => each.trim().toLowerCase().split(/[;\s]/, 1)[0] === receiver.toLowerCase(),
  )
  if (results === undefined) return 'forged'
  const says = (method: string): string =>
    new RegExp(`\\b${method}\\s*=\\s*([a-z]+)`, 'i').exec(results)?.[1]?.toLowerCase() ?? ''
  if (says('dmarc') === 'pass') return 'proven'
  if (says('dmarc') === 'fail') return 'forged'
  return says('dkim') === 'pass' || says('spf') === 'pass' ? 'possible' : 'forged'
}

function mediaOf(
  { name, type }: Mail['files'][number],
  bytes: Uint8Array | undefined,
): Extract<Inbound, { kind: 'message' }>['media'] {
  if (!bytes?.length) return []
  const kind = type.startsWith('image/')
    ? 'image'
    : type.startsWith('audio/')
      ? 'voice'
      : type.startsWith('video/')
        ? 'video'
        : 'file'
  const cut = wellFormed(plain(name).slice(0, FILE_LIMITS.fileNameChars))
  return [{ kind, ref: 'letter', bytes, ...(cut && { name: cut }) }]
}

const nameOf = ({ settings, name }: Account<'email'>): string => plain(settings.fromName || name)
const domainOf = ({ settings }: Account<'email'>): string => settings.address.split('@').at(-1)?.toLowerCase() ?? ''

/** As few letters as carry all of them. */
function groupsOf(files: readonly OutgoingFile[]): OutgoingFile[][] {
  const groups: OutgoingFile[][] = []
  let [group, bytes]: [OutgoingFile[], number] = [[], 0]
  for (const file of files) {
    if (group.length > 0 && bytes + file.bytes > MAX_FILE_BYTES) {
      groups.push(group)
      group = []
      bytes = 0
    }
    group.push(file)
    bytes += file.bytes
  }
  return group.length > 0 ? [...groups, group] : groups
}

async function letterOf(data: Data, to: To, account: Account<'email'>, tools: Tools): Promise<Letter> {
  const answered = thread.safeParse(parsed(to.thread ?? '')).data
  const subject = answered?.subject ? answered.subject.replace(/^(?:re|回复|回覆|答复)\s*[:\uFF1A]\s*/i, '') : null
  const own = nameOf(account)
  const files = []
  for (const file of data.files) {
    let base64 = ''
    for await (const piece of base64Of(await tools.file(file))) base64 += piece
    files.push({ name: file.name, type: file.type, base64 })
  }
  return {
    from: {
      name: data.by.role === 'agent' && data.by.name ? `${plain(data.by.name)} (${own})` : own,
      address: account.settings.address,
    },
    to: to.address,
    subject: subject ? `Re: ${subject}` : data.subject,
    text: data.text,
    at: tools.now,
    messageId: `${to.key}@${domainOf(account)}`,
    references: answered?.references.filter(isMessageId) ?? [],
    isAutomatic: data.by.role === 'bot',
    files,
  }
}

async function submit(letter: Letter, account: Account<'email'>, tools: Tools): Promise<Sent> {
  const { provider, user, address } = account.settings
  let outside: Awaited<ReturnType<Tools['connectOutside']>>
  try {
    outside = await tools.connectOutside(provider)
  } catch (error) {
    return unreached(error)
  }
  const answer = await submitMail(outside.socket, {
    isEncrypted: provider.startsWith('smtps:'),
    mayBePlain: outside.mayBePlain,
    user: user || address,
    password: account.secrets.password[0],
    name: domainOf(account),
    from: address,
    to: letter.to,
    mime: mimeOf(letter),
  })
  return answer.isTaken ? { as: 'sent', id: vendorId(letter.messageId) } : refusedBy(answer)
}

function refusedBy({ code, at, text }: SmtpAnswer): Sent {
  // 4xx is for later; no answer at all, too. 421: it has too much to do.
  if (code < 500 && at !== 'tls') return { as: 'later', isOverload: code === 421 || code === 0 }
  if (at === 'tls' || at === 'auth' || code === 530)
    return { as: 'failed', reason: 'credentials', ...saying(text || undefined) }
  const isUnknown = at === 'to' && (/\b5\.1\.\d/.test(text) || (code === 550 && !/\b5\.[2-7]\.\d/.test(text)))
  return { as: 'failed', reason: isUnknown ? 'unknown_address' : 'rejected', ...saying(text || undefined) }
}

/** The body most providers of mail take; Resend takes it as it is. */
async function post(letter: Letter, key: string, account: Account<'email'>, tools: Tools): Promise<Sent> {
  const body = {
    from: mailbox(letter.from),
    to: [letter.to],
    subject: plain(letter.subject),
    text: letter.text,
    headers: threadHeaders(letter),
    ...(letter.files.length > 0 && {
      attachments: letter.files.map(({ name, type, base64 }) => ({
        filename: plain(name),
        content: base64,
        content_type: type,
      })),
    }),
  }
  let answer: Response
  try {
    answer = await tools.fetchOutside(account.settings.provider, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${account.secrets.password[0]}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    })
  } catch (error) {
    return unreached(error)
  }
  const { ok, status } = answer
  if (ok) {
    await answer.body?.cancel()
    return { as: 'sent', id: vendorId(letter.messageId) }
  }
  const text = await saidIn(answer)
  if (status === 401 || status === 403) return { as: 'failed', reason: 'credentials', ...saying(text) }
  if (status < 500 && status !== 429 && status !== 408 && status !== 409) {
    return { as: 'failed', reason: 'rejected', ...saying(text) }
  }
  const retryAfterMs = retryAfterOf(answer, tools.now)
  const isOverload = status === 429 || status === 503
  return { as: 'later', ...(retryAfterMs !== null && { retryAfterMs }), isOverload }
}

async function saidIn(answer: Response): Promise<string | undefined> {
  try {
    const read = z
      .object({ message: z.string() })
      .safeParse(parsed(new TextDecoder().decode(await readAtMost(answer, ANSWER_BYTES))))
    return read.data?.message
  } catch {
    return undefined
  }
}
