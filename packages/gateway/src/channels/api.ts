import {
  type ApiInbound,
  type ApiOutgoing,
  apiAnswer,
  apiInbound,
  CHANNELS,
  type DeliveryReason,
} from '@baton/protocol'
import { readAtMost } from '../net/outside.ts'
import { retryAfterOf } from '../net/retry-after.ts'
import { isWebhookSigned, signWebhook } from '../net/standard-webhooks.ts'
import type { Account, Channel, Inbound, OutgoingFile, Sent, To, Tools } from './channel.ts'
import { wellFormed } from './reading.ts'
import { saying, unreached } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { pieces } from './words.ts'

type Message = Extract<ApiOutgoing, { type: 'message' }>

/** A message as it goes out, but for what is only known when it does. */
interface Data extends Omit<Message, 'type' | 'id' | 'to' | 'files'> {
  files: readonly OutgoingFile[]
}

/** Documented: no more is posted to us. */
const MAX_BYTES = 256 * 1024
const ANSWER_BYTES = 16 * 1024

/** Any channel that has no file of its own: JSON both ways, signed by Standard Webhooks. */
export const api: Channel<'api'> = {
  kind: 'api',
  maxBytes: MAX_BYTES,

  async verify(knock, account) {
    if (knock.method !== 'POST') return { as: 'refused' }
    if (!(await isWebhookSigned(knock, known(account.secrets.inboundSecret)))) return { as: 'refused' }
    const read = readPayload(new TextDecoder().decode(knock.body))
    return 'detail' in read ? { as: 'malformed', detail: read.detail } : { as: 'payload', payload: read.payload }
  },

  normalise(payload) {
    const read = readPayload(payload)
    return 'event' in read ? [heard(read.event)] : []
  },

  parts(outgoing) {
    const { options, files, place, template, by, locale } = outgoing
    const texts = pieces(outgoing.text, CHANNELS.api.textChars)
    const last = Math.max(0, texts.length - 1)
    return Array.from({ length: last + 1 }, (_, index): { data: Data } => ({
      data: {
        text: texts[index] ?? '',
        by,
        locale,
        options: index === last ? [...options] : [],
        files: index === last ? files : [],
        ...(index === last && place && { location: place }),
        ...(index === last && template && { template }),
      },
    }))
  },

  async send(part, to, account, tools) {
    const { files, ...rest } = part.data as Data
    const links = files.map(async ({ name, type, bytes, ...file }) => ({
      name,
      type,
      bytes,
      url: await tools.fileUrl({ name, type, bytes, ...file }),
    }))
    const message: Message = { type: 'message', id: to.key, to: to.address, ...rest, files: await Promise.all(links) }
    try {
      return await readAnswer(await post(message, to.key, account, tools), to, tools.now)
    } catch (error) {
      return unreached(error)
    }
  },

  async media(ref, account, tools) {
    // What a payload names is fetched from where the account's owner receives messages, and from nowhere else.
    if (!isOfOrigin(ref, account.settings.url)) return new Response(null, { status: 403 })
    return tools.fetchOutside(ref)
  },

  async signal(what, to, account, tools) {
    const answer = await post({ type: what, to: to.address }, crypto.randomUUID(), account, tools)
    await answer.body?.cancel()
  },
}

const known = (secrets: readonly [string, string?]): string[] => secrets.filter((each) => each !== undefined)

function readPayload(payload: string): { payload: string; event: ApiInbound } | { detail: string } {
  try {
    const read = apiInbound.safeParse(JSON.parse(payload))
    if (read.success) return { payload, event: read.data }
    const [issue] = read.error.issues
    return { detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unlike what is documented'}` }
  } catch {
    return { detail: 'no JSON' }
  }
}

function heard(event: ApiInbound): Inbound {
  const from = {
    address: event.from.address,
    ...(event.from.name && { name: wellFormed(event.from.name) }),
    ...(event.from.locale && { locale: event.from.locale }),
  }
  switch (event.type) {
    case 'message':
      return {
        kind: 'message',
        id: vendorId(event.id),
        from,
        text: wellFormed(event.text ?? event.option ?? ''),
        media: (event.media ?? []).map(({ kind, url, name }) => ({
          kind,
          ref: url,
          ...(name && { name: wellFormed(name) }),
        })),
        ...(event.location && { place: event.location }),
        ...(event.code && { code: event.code }),
      }
    case 'receipt':
      return {
        kind: 'receipt',
        from,
        of: event.until === undefined ? { ids: (event.ids ?? []).map(vendorId) } : { until: Date.parse(event.until) },
        state: event.state,
        ...(event.reason && { reason: event.reason }),
      }
    case 'standing':
      return { kind: 'standing', from, standing: event.standing }
    case 'typing':
      return { kind: 'typing', from }
  }
}

function isOfOrigin(url: string, other: string): boolean {
  const [left, right] = [URL.parse(url), URL.parse(other)]
  return left !== null && right !== null && left.origin === right.origin && !left.username && !left.password
}

/** @throws OutsideError */
async function post(message: ApiOutgoing, key: string, account: Account<'api'>, tools: Tools): Promise<Response> {
  const body = JSON.stringify(message)
  // One who takes a new secret over signs with both, so that neither side has to be first.
  const secrets = known(account.secrets.outboundSecret)
  const signature = await signWebhook({ id: key, at: tools.now, body }, secrets)
  return tools.fetchOutside(account.settings.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signature },
    body,
  })
}

/** What a status means, where the answer itself does not say why. */
const REASONS: Readonly<Record<number, DeliveryReason>> = {
  401: 'credentials',
  403: 'credentials',
  404: 'unknown_address',
  410: 'blocked',
  415: 'unsupported',
}
const TOO_MUCH = new Set([429, 502, 503, 504])
const UNLUCKY = new Set([408, 409, 425])

async function readAnswer(answer: Response, { key }: To, now: number): Promise<Sent> {
  const { status } = answer
  const said = await saidIn(answer)
  if (answer.ok) return { as: 'sent', id: vendorId(said.id ?? key) }
  if (status >= 500 || TOO_MUCH.has(status) || UNLUCKY.has(status)) {
    const retryAfterMs = retryAfterOf(answer, now)
    return { as: 'later', ...(retryAfterMs !== null && { retryAfterMs }), isOverload: TOO_MUCH.has(status) }
  }
  return {
    as: 'failed',
    reason: said.reason ?? REASONS[status] ?? 'rejected',
    ...saying(said.detail),
  }
}

async function saidIn(answer: Response) {
  try {
    const text = new TextDecoder().decode(await readAtMost(answer, ANSWER_BYTES))
    const read = apiAnswer.safeParse(JSON.parse(text))
    return read.success ? read.data : {}
  } catch {
    return {}
  }
}
