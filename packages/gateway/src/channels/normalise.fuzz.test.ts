import { type ChannelKind, DELIVERY_STATES, deliveryReason, locale, place } from '@baton/protocol'
import type { AccountOf, Said, WebhookRequest } from '@baton/testing/vendors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { accountOf, knockOf, toolsOf } from '../testing/adapters.ts'
import { mutated, numbersFrom, torn } from '../testing/mutations.ts'
import { signed } from '../testing/vendors.ts'
import { adapterOf } from './adapters.ts'
import type { Account, Channel, Knock, Tools } from './channel.ts'
import { fromEmail } from './email.ts'
import { vendorId } from './vendor-id.ts'

/** Of each channel. `BATON_FUZZ` looks further. */
const PAYLOADS = 50_000
const REQUESTS = 5_000
const MIMES = 2_000
/** Drawn from one seed: making a seed costs more than making a payload. */
const BATCH = 50

const STANDARD = { inboundSecret: `whsec_${btoa('i'.repeat(32))}`, outboundSecret: `whsec_${btoa('o'.repeat(32))}` }

/** A telephone writes nothing. */
type Written = Exclude<ChannelKind, 'phone'>

/** What somebody types into the desk, and whose header or query proves a request. */
const KINDS: Record<Written, { typed: AccountOf; proof: 'query' | string[]; from: string; isBodySigned?: false }> = {
  wechat: {
    typed: {
      appId: 'wxfedcba9876543210',
      token: 'TokenOfFuzz',
      aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      appSecret: 'fuzz-app-secret',
    },
    proof: 'query',
    from: 'oLiLei',
  },
  wecom: {
    typed: {
      corpId: 'wwfuzzcorp',
      openKfId: 'wkfuzzdesk',
      token: 'TokenOfFuzz2',
      aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      secret: 'fuzz-secret-of-wecom',
    },
    proof: 'query',
    from: 'wmHanMeimei',
  },
  whatsapp: {
    typed: {
      phoneNumberId: '106540352249999',
      number: '+15550789999',
      appSecret: 'fuzz-app-secret',
      verifyToken: 'fuzz-verify',
      accessToken: 'fuzz-access',
    },
    proof: ['x-hub-signature-256'],
    from: '16505551234',
  },
  telegram: {
    typed: {
      botName: 'fuzz_bot',
      botToken: '987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDfuz',
      secretToken: 'a-secret-token-of-fuzz',
    },
    proof: ['x-telegram-bot-api-secret-token'],
    from: '555000111',
    isBodySigned: false,
  },
  line: {
    typed: { basicId: '@fuzz', channelSecret: 'fuzz-channel-secret', accessToken: 'fuzz-line-access' },
    proof: ['x-line-signature'],
    from: 'U0123456789abcdef0123456789abcdef',
  },
  messenger: {
    typed: {
      pageId: '1234509876',
      pageName: 'fuzz',
      appSecret: 'fuzz-app-secret',
      verifyToken: 'fuzz-verify',
      accessToken: 'fuzz-access',
    },
    proof: ['x-hub-signature-256'],
    from: '24680246802468',
  },
  email: {
    typed: {
      address: 'fuzz@shop.example',
      provider: 'https://mail.example/send',
      password: 'fuzz-password',
      ...STANDARD,
    },
    proof: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    from: 'li.lei@mail.example',
  },
  api: {
    typed: { url: 'https://shop.example/baton', ...STANDARD },
    proof: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    from: 'user-7',
  },
}

const wellFormed = z.string().refine((text) => !/\p{Cs}/u.test(text), { message: 'half a letter' })
const from = z.strictObject({
  address: wellFormed.min(1),
  name: wellFormed.min(1).optional(),
  locale: locale.optional(),
})
const replyWith = z.strictObject({ token: z.string().min(1), until: z.number() })
const inbound = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    id: z
      .string()
      .min(1)
      .max(4_000)
      .refine((id) => /^[A-Za-z0-9_.=+/-]{1,120}$/.test(vendorId(id))),
    from,
    text: wellFormed,
    media: z.array(
      z.strictObject({
        kind: z.enum(['image', 'file', 'voice', 'video', 'sticker']),
        ref: z.string().min(1),
        name: wellFormed.optional(),
        bytes: z.instanceof(Uint8Array).optional(),
      }),
    ),
    place: place.strict().optional(),
    code: z.string().min(1).optional(),
    replyWith: replyWith.optional(),
    readWith: z.string().min(1).optional(),
    thread: z.string().optional(),
    isDoubtful: z.literal(true).optional(),
    at: z.number().positive().optional(),
  }),
  z.strictObject({
    kind: z.literal('receipt'),
    from,
    of: z.union([z.strictObject({ ids: z.array(z.string().min(1)).min(1) }), z.strictObject({ until: z.number() })]),
    state: z.enum(DELIVERY_STATES).exclude(['held']),
    reason: deliveryReason.optional(),
  }),
  z.strictObject({
    kind: z.literal('standing'),
    from,
    standing: z.enum(['open', 'blocked']),
    replyWith: replyWith.optional(),
    at: z.number().positive().optional(),
  }),
  z.strictObject({ kind: z.literal('typing'), from }),
])

const PICTURE = { kind: 'image', type: 'image/png', name: '图.png', base64: btoa('a picture') } as const

/** Everything a person can do, as far as the vendor has it. */
const sayingsOf = (kind: ChannelKind, who: string): Said[] => [
  { from: who, name: '李雷', text: '在吗?SO10042' },
  { from: who, media: PICTURE, text: 'see' },
  { from: who, media: { ...PICTURE, kind: 'voice', type: 'audio/ogg', name: 'v.ogg' } },
  { from: who, place: { latitude: 31.2, longitude: 121.5, name: '人民广场' } },
  { from: who, code: 'K7Q2M9' },
  { from: who, tap: 'yes' },
  ...(kind === 'email'
    ? []
    : ([
        { from: who, standing: 'blocked' },
        { from: who, typing: true },
      ] satisfies Said[])),
  { from: who, receipt: 'failed', ids: ['8f14e45f-ceea-467f-8bd2-1f6a3d1f6a11@shop.example'] },
]

/** A vendor that has no word for something has no sample of it. */
async function samplesOf(kind: Written): Promise<WebhookRequest[]> {
  const { typed, from: who } = KINDS[kind]
  const found = sayingsOf(kind, who).map((said) => signed(kind, typed, [said]).catch(() => []))
  return (await Promise.all(found)).flat().filter(({ method }) => method === 'POST')
}

interface Played {
  channel: Channel<ChannelKind>
  account: Account<ChannelKind>
  requests: WebhookRequest[]
  /** What `normalise` is given for them. */
  payloads: string[]
}

async function play(kind: Written): Promise<Played> {
  const channel = adapterOf(kind) as Channel<ChannelKind> | null
  if (!channel) throw new Error(`nobody speaks ${kind}`)
  const account = accountOf(kind, KINDS[kind].typed) as Account<ChannelKind>
  const requests = await samplesOf(kind)
  const payloads: string[] = []
  for (const request of requests) {
    const verified = await channel.verify(knockOf(request), account)
    if (verified.as !== 'payload') throw new Error(`${kind} does not believe its vendor`)
    if (!channel.pull) payloads.push(verified.payload)
    else
      for await (const bit of channel.pull(verified.payload, account, await toolsFor(channel, account)))
        payloads.push(bit)
  }
  return { channel, account, requests, payloads }
}

async function toolsFor(channel: Channel<ChannelKind>, account: Account<ChannelKind>): Promise<Tools> {
  const fetched = await channel.fetchToken?.(account, toolsOf())
  // From the beginning, each time.
  return { ...toolsOf(fetched?.token ?? null), cursor: async () => 'at_0' }
}

/** More bytes than any payload names. */
const BROUGHT = Array.from({ length: 20 }, () => new Uint8Array(3))

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const runs = (of: number) => ({
  numRuns: Math.ceil((of * Number(process.env.BATON_FUZZ ?? 1)) / BATCH),
  endOnFailure: true,
})

describe.each(Object.keys(KINDS) as Written[])('%s', (kind) => {
  it('whatever a genuine payload says, it is understood or left out, and never thrown', async () => {
    const { channel, account, payloads } = await play(kind)
    expect(payloads.length).toBeGreaterThan(2)
    let heard = 0
    const check = (payload: string) => {
      try {
        for (const each of channel.normalise(payload, account, BROUGHT)) {
          inbound.parse(each)
          heard += 1
        }
      } catch (error) {
        // Escaped: half a letter would break the way to whoever reads this.
        throw new Error(`of ${JSON.stringify(payload.slice(0, 2_000))}: ${JSON.stringify(String(error))}`)
      }
    }
    for (const payload of payloads) check(payload)
    expect(heard).toBeGreaterThan(2)
    fc.assert(
      fc.property(seeds, (seed) => {
        const next = numbersFrom(seed)
        for (let at = 0; at < BATCH; at += 1) check(mutated(payloads[next(payloads.length)] ?? '', next))
      }),
      runs(PAYLOADS),
    )
    // Nothing would ever be wrong with what is always left out.
    expect(heard).toBeGreaterThan(PAYLOADS / 10)
  })

  it('T-23: no request is believed that is not exactly as the vendor proved it', async () => {
    const { channel, account, requests } = await play(kind)
    const { proof, isBodySigned = true } = KINDS[kind]
    const others = await signed(kind, { ...KINDS[kind].typed, ...OTHER_SECRETS }, [
      { from: KINDS[kind].from, text: '在吗' },
    ])
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const next = numbersFrom(seed)
        for (let at = 0; at < BATCH; at += 1) {
          const request = requests[next(requests.length)] as WebhookRequest
          const knock = knockOf(request)
          const isBodyChanged = isBodySigned && next(2) === 0
          const forged = isBodyChanged
            ? withOtherBody(knock, next)
            : withOtherProof(knock, request, others[0], proof, next)
          if (!forged) continue
          const verified = await channel.verify(forged, account)
          const believed = verified.as === 'payload' ? verified.payload : null
          if (believed === null) continue
          // A letter beside what is signed may be any other: what was sealed is as it was.
          const genuine = await channel.verify(knock, account)
          const isSame = isBodyChanged && genuine.as === 'payload' && genuine.payload === believed
          if (!isSame) throw new Error(`${kind} believed ${JSON.stringify([...forged.headers, ...forged.query])}`)
        }
      }),
      runs(REQUESTS),
    )
  })
})

const OTHER_SECRETS = {
  token: 'AnotherToken',
  appSecret: 'another-app-secret',
  secretToken: 'another-secret-token',
  channelSecret: 'another-channel-secret',
  inboundSecret: `whsec_${btoa('x'.repeat(32))}`,
}

type Numbers = ReturnType<typeof numbersFrom>

function withOtherBody(knock: Knock, next: Numbers): Knock | null {
  const body = Uint8Array.from(knock.body)
  const at = next(body.length)
  if (next(4) === 0) return { ...knock, body: body.subarray(0, at) }
  body[at] = (body[at] ?? 0) ^ (1 + next(255))
  return { ...knock, body }
}

/** Null: what came of it would be as good. */
function withOtherProof(
  knock: Knock,
  request: WebhookRequest,
  other: WebhookRequest | undefined,
  proof: 'query' | string[],
  next: Numbers,
): Knock | null {
  const names = proof === 'query' ? ['msg_signature', 'timestamp', 'nonce'] : proof
  const name = names[next(names.length)] ?? ''
  const values = proof === 'query' ? request.query : request.headers
  const theirs = proof === 'query' ? other?.query : other?.headers
  const value = values[name] ?? ''
  const changed = [
    null,
    '',
    `${value}, ${value}`,
    value.slice(0, -4),
    flipped(value, next),
    flipped(value, next),
    value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase(),
    torn(value, next).replaceAll(/[^\x21-\x7e]/g, '~'),
    // Both are signed in the same second, perhaps.
    name.includes('signature') || names.length === 1 ? (theirs?.[name] ?? null) : null,
  ][next(9)]
  if (changed === value || changed === undefined) return null
  // The last letters of a signature in base64 hold bits that count for nothing.
  if (changed !== null && changed.length >= value.length - 2 && changed.slice(0, -3).startsWith(value.slice(0, -3)))
    return null
  if (changed?.split(' ').includes(value)) return null
  if (proof === 'query') {
    const query = new URLSearchParams(request.query)
    if (changed === null) query.delete(name)
    else query.set(name, changed)
    return { ...knock, query }
  }
  const headers = new Headers(request.headers)
  if (changed === null) headers.delete(name)
  else headers.set(name, changed)
  return { ...knock, headers }
}

/** Another letter somewhere in the first half. */
function flipped(text: string, next: Numbers): string {
  const at = next(Math.max(1, text.length >> 1))
  const letter = '0123456789abcdefXYZ'[next(19)] ?? 'a'
  return text.slice(0, at) + letter + text.slice(at + 1)
}

it('whatever a mail is, it is read or it is none', async () => {
  const found = await samplesOf('email')
  const mails = found.map(({ body }) => atob((JSON.parse(body) as { raw: string }).raw))
  const email = adapterOf('email')
  const account = accountOf('email', KINDS.email.typed)
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const next = numbersFrom(seed)
      for (let at = 0; at < BATCH; at += 1) {
        let mime = mails[next(mails.length)] ?? ''
        for (let times = 1 + next(3); times > 0; times -= 1) mime = torn(mime, next)
        const bytes = Uint8Array.from(mime, (sign) => sign.charCodeAt(0))
        const genuine = await fromEmail(bytes, { from: KINDS.email.from, to: 'fuzz@shop.example' }, 1_800_000_000_000)
        const { payload = '', brought } = genuine ?? {}
        for (const each of email?.normalise(payload, account, brought) ?? []) inbound.parse(each)
      }
    }),
    runs(MIMES),
  )
})
