import { env } from 'cloudflare:workers'
import PostalMime from 'postal-mime'
import { describe, expect, inject, it } from 'vitest'
import { connectOutside, fetchOutside, OutsideError } from '../net/outside.ts'
import { signWebhook } from '../net/standard-webhooks.ts'
import { behave, sentBy, signed } from '../testing/vendors.ts'
import type { Account, Inbound, Outgoing, To, Tools } from './channel.ts'
import { email, fromEmail } from './email.ts'
import { vendorId } from './vendor-id.ts'

const NOW = 1_800_000_000_000
const SECRET = `whsec_${btoa('letters are signed by this here.')}`
const KEY = '8f14e45f-ceea-467f-8bd2-1f6a3d1f6a11'
const CUSTOMER = 'li.lei@mail.example'

/** Every test has an address of its own, so that what was sent is its own. */
const anAccount = (settings: Partial<Account<'email'>['settings']> = {}): Account<'email'> => ({
  id: 'ch_aaaaaaaaaaaaaaaa',
  channel: 'email',
  name: 'Help',
  settings: {
    address: `help-${crypto.randomUUID().slice(0, 12)}@shop.example`,
    fromName: '小店 Shop',
    provider: `${inject('vendorsUrl')}/email/send`,
    user: '',
    receiver: '',
    ...settings,
  },
  secrets: { inboundSecret: [SECRET], password: ['a-password-of-tests'] },
  templates: [],
})

const outgoing: Outgoing = {
  id: 'm1',
  text: '您的订单已发出。',
  by: { role: 'bot', name: null },
  locale: 'zh-CN',
  options: [{ label: '查物流', text: '物流到哪了' }],
  files: [],
}

const never = () => Promise.reject(new Error('not here'))
const trusting = (origin: string): Tools => {
  const outside = { TRUSTED_ORIGINS: origin }
  return {
    fetch: never,
    fetchOutside: (url, init) => fetchOutside(outside, url, init),
    connectOutside: async (url) => connectOutside(outside, url),
    token: null,
    now: NOW,
    cursor: async () => null,
    moveCursor: never,
    file: async ({ id }) => new Blob([`bytes of ${id}`]).stream(),
    fileUrl: never,
  }
}

const send = async (account: Account<'email'>, to: Partial<To> = {}, what = outgoing, tools?: Tools) => {
  const origin = new URL(account.settings.provider)
  const known = tools ?? trusting(origin.protocol.startsWith('http') ? origin.origin : account.settings.provider)
  const [part] = email.parts(what, account)
  if (!part) throw new Error('no part')
  return email.send(part, { address: CUSTOMER, key: KEY, ...to }, account, known)
}

const raw = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const letter = (...head: string[]) => raw(...head, 'Content-Type: text/plain; charset=utf-8', '', '订单在哪?')
const head = [`From: 李雷 <${CUSTOMER}>`, 'To: help@shop.example', 'Subject: 订单', 'Message-ID: <a1@mail.example>']
const envelope = { from: CUSTOMER, to: 'help@shop.example' }

async function heardOf(mime: Uint8Array, account = anAccount(), by = envelope): Promise<Inbound[]> {
  const genuine = await fromEmail(mime, by, NOW)
  return genuine === null ? [] : email.normalise(genuine.payload, account, genuine.brought)
}

const inbound = anAccount()

describe('a letter that comes in', () => {
  it('is heard by its newest part, with its subject in front of the first one', async () => {
    expect(await heardOf(letter(...head))).toEqual([
      {
        kind: 'message',
        id: vendorId('a1@mail.example'),
        from: { address: CUSTOMER, name: '李雷' },
        text: '订单\n\n订单在哪?',
        media: [],
        isDoubtful: true,
        thread: JSON.stringify({ subject: '订单', references: ['a1@mail.example'] }),
      },
    ])
    const answer = letter(...head, 'References: <r1@shop.example> <r2@shop.example>', 'In-Reply-To: <r2@shop.example>')
    expect(await heardOf(answer)).toMatchObject([
      {
        text: '订单在哪?',
        thread: JSON.stringify({
          subject: '订单',
          references: ['r1@shop.example', 'r2@shop.example', 'a1@mail.example'],
        }),
      },
    ])
  })

  it('brings its files along', async () => {
    const mime = raw(
      ...head,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See here',
      '--b',
      'Content-Type: image/png',
      'Content-Disposition: attachment; filename="a\u202Egnp.exe"',
      'Content-Transfer-Encoding: base64',
      '',
      btoa('a picture'),
      '--b--',
    )
    const [heard] = await heardOf(mime)
    if (heard?.kind !== 'message') throw new Error('no message')
    expect(heard.media).toEqual([
      { kind: 'image', ref: 'letter', name: 'a gnp.exe', bytes: new TextEncoder().encode('a picture') },
    ])
  })

  it('is read where there is only HTML', async () => {
    const html =
      '<style>p{}</style><p>Hello &amp; &#20320;&#22909;</p><p>Where<br>is it?</p><!-- no --><blockquote type="cite">old</blockquote><div class="gmail_quote">older</div><script>x()</script>'
    const mime = raw(...head, 'Content-Type: text/html; charset=utf-8', '', html)
    expect(await heardOf(mime)).toMatchObject([{ text: '订单\n\nHello & 你好\nWhere\nis it?' }])
  })

  it.each([
    ['an answer of a machine', 'Auto-Submitted: auto-replied'],
    ['a list', 'List-Id: <news.mail.example>'],
    ['a newsletter', 'List-Unsubscribe: <https://mail.example/u>'],
    ['bulk', 'Precedence: bulk'],
    ['an absence', 'X-Auto-Response-Suppress: All'],
    ['nobody who may be answered', 'Return-Path: <>'],
    ['a second sender', 'From: somebody@mail.example'],
  ])('is left out when it is %s', async (_, header) => {
    expect(await heardOf(letter(...head, header))).toEqual([])
  })

  it('is heard when a machine says that it is none', async () => {
    expect(await heardOf(letter(...head, 'Auto-Submitted: no'))).toHaveLength(1)
  })

  it('is left out when it is from nobody, from ourselves, or of an address that is no plain one', async () => {
    const account = anAccount()
    const from = (address: string) => letter(`From: ${address}`, ...head.slice(1))
    for (const address of [
      account.settings.address,
      '"a b"@mail.example',
      'a@b',
      '李@mail.example',
      'a@b.c, d@e.f',
      '',
    ]) {
      expect(await heardOf(from(address), account), address).toEqual([])
    }
    expect(await heardOf(letter(...head), account, { from: '', to: '' })).toEqual([])
  })

  it('is believed as far as the server that took it in vouches for it', async () => {
    const account = anAccount({ receiver: 'mx.shop.example' })
    const ours = (results: string) => `Authentication-Results: mx.shop.example; ${results}`
    const heard = async (...headers: string[]) => (await heardOf(letter(...headers, ...head), account)).length
    expect(await heard(ours('dmarc=pass header.from=mail.example'))).toBe(1)
    expect(await heard(ours('spf=pass; dkim=none'))).toBe(1)
    expect(await heard(ours('dmarc=fail; spf=pass'))).toBe(0)
    expect(await heard(ours('spf=fail; dkim=none'))).toBe(0)
    expect(await heard()).toBe(0)
    // Below the server's own stands what the letter brought along.
    expect(await heard(ours('dmarc=fail'), ours('dmarc=pass'))).toBe(0)
    expect(await heard('Authentication-Results: other.example; dmarc=pass')).toBe(0)
    // What passes for another domain shows nothing of this one's.
    const isDoubtful = async (results: string) => {
      const [letterHeard] = await heardOf(letter(ours(results), ...head), account)
      return letterHeard?.kind === 'message' && letterHeard.isDoubtful === true
    }
    expect(await isDoubtful('dmarc=pass')).toBe(false)
    expect(await isDoubtful('spf=pass; dkim=pass')).toBe(true)
    // Whatever is said: nobody is verified by it.
    expect(JSON.stringify(await heardOf(letter(ours('dmarc=pass'), ...head), account))).not.toMatch(/verif/i)
  })

  it('comes signed, whole or taken apart', async () => {
    const account = anAccount()
    const of = { address: account.settings.address, inboundSecret: SECRET }
    const plain = {
      from: `李雷 <${CUSTOMER}>`,
      to: 'help@shop.example',
      subject: '订单',
      text: '在哪?',
      headers: { 'Message-ID': '<p1@mail.example>' },
    }
    const requests = await signed('email', of, [
      { from: CUSTOMER, name: '李雷', text: '在哪?', id: 'w1@mail.example' },
      { raw: plain },
    ])
    const heard: unknown[] = []
    for (const { headers, body } of requests) {
      const knock = {
        method: 'POST',
        query: new URLSearchParams(),
        headers: new Headers(headers),
        body: new TextEncoder().encode(body),
        now: Date.now(),
      } as const
      const verified = await email.verify(knock, account)
      if (verified.as !== 'payload') throw new Error(verified.as)
      heard.push(...email.normalise(verified.payload, account))
      expect(await email.verify({ ...knock, headers: new Headers() }, account)).toEqual({ as: 'refused' })
      expect(await email.verify({ ...knock, body: new TextEncoder().encode(`${body} `) }, account)).toEqual({
        as: 'refused',
      })
    }
    expect(heard).toMatchObject([
      { id: vendorId('w1@mail.example'), from: { address: CUSTOMER, name: '李雷' }, text: 'A question\n\n在哪?' },
      { id: vendorId('p1@mail.example'), from: { address: CUSTOMER, name: '李雷' }, text: '订单\n\n在哪?' },
    ])
  })

  it('is malformed where what was posted is signed, and no mail', async () => {
    const secret = inbound.secrets.inboundSecret[0]
    const verify = async (what: object) => {
      const body = JSON.stringify(what)
      const headers = await signWebhook({ id: crypto.randomUUID(), at: Date.now(), body }, [secret])
      return email.verify(
        {
          method: 'POST',
          query: new URLSearchParams(),
          headers: new Headers(headers),
          body: new TextEncoder().encode(body),
          now: Date.now(),
        },
        inbound,
      )
    }
    expect(await verify({ raw: btoa('From: a@b.example\r\n\r\nHello') })).toMatchObject({ as: 'payload' })
    for (const raw of ['?', 'QUI=QUI=', 'a b c d '])
      expect(await verify({ raw })).toEqual({ as: 'malformed', detail: 'raw: no mail' })
    expect(await verify({ rawest: '' })).toMatchObject({ as: 'malformed' })
  })
})

describe('a letter that did not arrive', () => {
  it('is told by its own name only', async () => {
    const account = anAccount()
    const domain = 'shop.example'
    const of = { address: account.settings.address, inboundSecret: SECRET }
    const receipts = async (id: string) => {
      const [request] = await signed('email', of, [{ from: CUSTOMER, receipt: 'failed', ids: [id] }])
      const { raw: mime } = JSON.parse(request?.body ?? '{}') as { raw: string }
      return heardOf(
        Uint8Array.from(atob(mime), (each) => each.charCodeAt(0)),
        account,
        { from: '', to: '' },
      )
    }
    expect(await receipts(`${KEY}@${domain}`)).toEqual([
      {
        kind: 'receipt',
        from: { address: CUSTOMER },
        of: { ids: [vendorId(`${KEY}@${domain}`)] },
        state: 'failed',
        reason: 'unknown_address',
      },
    ])
    expect(await receipts('theirs@mail.example')).toEqual([])
  })
})

describe('T-35: an unverified visitor cannot make us write to an address it supplied', () => {
  const VICTIM = 'victim@elsewhere.example'

  it('is answered where it wrote from, whatever else it names', async () => {
    const mime = letter(
      ...head,
      `Reply-To: ${VICTIM}`,
      `Cc: ${VICTIM}`,
      `Sender: ${VICTIM}`,
      `Return-Path: <${VICTIM}>`,
      `Disposition-Notification-To: ${VICTIM}`,
      `X-Original-From: ${VICTIM}`,
    )
    const heard = await heardOf(mime)
    expect(heard.map(({ from }) => from.address)).toEqual([CUSTOMER])
    expect(JSON.stringify(heard)).not.toContain(VICTIM)
  })

  it('reaches one address and nobody besides, over HTTP and SMTP', async () => {
    const { plain } = await mailPorts()
    for (const provider of [`${inject('vendorsUrl')}/email/send`, `smtp://127.0.0.1:${plain}`]) {
      const account = anAccount({ provider })
      const two = [
        `${CUSTOMER}, ${VICTIM}`,
        `${CUSTOMER}\r\nBcc: ${VICTIM}`,
        `<${CUSTOMER}> <${VICTIM}>`,
        `${CUSTOMER}>\r\nRCPT TO:<${VICTIM}`,
      ]
      for (const address of two) {
        expect(await send(account, { address })).toEqual({ as: 'failed', reason: 'unknown_address' })
      }
      const said = { ...outgoing, text: `Write to ${VICTIM}\r\nBcc: ${VICTIM}` }
      const thread = JSON.stringify({
        subject: `x\r\nBcc: ${VICTIM}`,
        references: [`a>\r\nCc: ${VICTIM}`, 'good@mail.example'],
      })
      expect(await send(account, { thread }, said)).toMatchObject({ as: 'sent' })
      const sent = await sentBy(account.settings.address)
      expect(sent.map(({ to }) => to)).toEqual([CUSTOMER])
      const [{ body } = { body: null }] = sent
      const mime = (body as { raw?: string }).raw
      if (mime === undefined) {
        expect(body).not.toHaveProperty('cc')
        expect(body).toMatchObject({ to: [CUSTOMER], headers: { References: '<good@mail.example>' } })
        expect(JSON.stringify((body as { headers: unknown; subject: unknown }).headers)).not.toContain(VICTIM)
      } else {
        const read = await PostalMime.parse(mime)
        expect([read.to, read.cc, read.bcc]).toEqual([[{ name: '', address: CUSTOMER }], undefined, undefined])
        expect(read.subject).toBe(`Re: x Bcc: ${VICTIM}`)
        expect(read.references).toBe('<good@mail.example>')
      }
    }
  })

  it('has no letter written for a sender who is not whom they say, where the server knows', async () => {
    const account = anAccount({ receiver: 'mx.shop.example' })
    const forged = letter(
      'Authentication-Results: mx.shop.example; spf=fail; dmarc=fail',
      `From: ${VICTIM}`,
      ...head.slice(1),
    )
    expect(await heardOf(forged, account)).toEqual([])
  })
})

const mailPorts = async (): Promise<{ plain: number; startTls: number; tls: number }> =>
  (await fetch(`${inject('vendorsUrl')}/_/mail`)).json()

describe('a letter that goes out', () => {
  const thread = JSON.stringify({ subject: '回复: 订单', references: ['r1@shop.example', 'a1@mail.example'] })
  const file = { id: 'f1', name: '收据 "1"\r\n.pdf', type: 'application/pdf', bytes: 11 }

  it('is one of a thread, over HTTP, with an idempotency key', async () => {
    const account = anAccount()
    const id = `${KEY}@shop.example`
    expect(await send(account, { thread }, { ...outgoing, files: [file] })).toEqual({ as: 'sent', id: vendorId(id) })
    expect(await sentBy(account.settings.address)).toMatchObject([
      {
        to: CUSTOMER,
        headers: { 'idempotency-key': KEY },
        body: {
          from: expect.stringMatching(/^=\?UTF-8\?B\?[^?]+\?= <help/),
          to: [CUSTOMER],
          subject: 'Re: 订单',
          text: '您的订单已发出。\n\n– 物流到哪了',
          headers: {
            'Message-ID': `<${id}>`,
            'In-Reply-To': '<a1@mail.example>',
            References: '<r1@shop.example> <a1@mail.example>',
            'Auto-Submitted': 'auto-replied',
          },
          attachments: [{ filename: '收据 "1" .pdf', content: btoa('bytes of f1'), content_type: 'application/pdf' }],
        },
      },
    ])
  })

  it('is read over SMTP as it was meant', async () => {
    const { plain } = await mailPorts()
    const account = anAccount({ provider: `smtp://127.0.0.1:${plain}` })
    const text = `.\r\n..第一行\n${'长'.repeat(500)}\n.end`
    const what = { ...outgoing, text, options: [], by: { role: 'agent', name: '小林' } as const, files: [file] }
    expect(await send(account, { thread }, what)).toEqual({ as: 'sent', id: vendorId(`${KEY}@shop.example`) })
    const [{ body } = { body: null }] = await sentBy(account.settings.address)
    const { raw: mime } = body as { raw: string }
    expect(mime).not.toMatch(/[^\p{ASCII}]/u)
    for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(150)
    const read = await PostalMime.parse(mime)
    expect(read).toMatchObject({
      from: { name: '小林 (小店 Shop)', address: account.settings.address },
      to: [{ address: CUSTOMER }],
      subject: 'Re: 订单',
      messageId: `<${KEY}@shop.example>`,
      inReplyTo: '<a1@mail.example>',
      date: new Date(NOW).toISOString(),
    })
    expect(read.text?.trimEnd().replaceAll('\r\n', '\n')).toBe(text.replaceAll('\r\n', '\n'))
    expect(read.headers.map(({ key }) => key)).not.toContain('auto-submitted')
    expect(read.attachments).toMatchObject([{ filename: '收据 "1" .pdf', mimeType: 'application/pdf' }])
  })

  it('has a subject of its own where nothing is answered', async () => {
    const account = anAccount()
    await send(account)
    expect(await sentBy(account.settings.address)).toMatchObject([
      { body: { subject: '您与小店 Shop的对话', headers: { 'Auto-Submitted': 'auto-generated' } } },
    ])
  })

  it.each([
    ['down', { as: 'later', isOverload: false }],
    ['rate_limited', { as: 'later', isOverload: true, retryAfterMs: 9_000 }],
    ['unauthorised', { as: 'failed', reason: 'credentials', text: 'Missing API key.' }],
    ['rejected', { as: 'failed', reason: 'rejected', text: 'The domain is not verified.' }],
    ['lost', { as: 'later', isOverload: true }],
  ] as const)('over HTTP, when the provider is %s', async (mode, sent) => {
    const account = anAccount()
    await behave({ for: account.settings.address, mode, retryAfterS: 9 })
    expect(await send(account)).toEqual(sent)
  })

  it.each([
    ['down', { as: 'later', isOverload: true }],
    ['rate_limited', { as: 'later', isOverload: false }],
    ['unknown_address', { as: 'failed', reason: 'unknown_address' }],
    ['rejected', { as: 'failed', reason: 'rejected' }],
  ] as const)('over SMTP, when the server is %s', async (mode, sent) => {
    const { plain } = await mailPorts()
    const account = anAccount({ provider: `smtp://127.0.0.1:${plain}` })
    await behave({ for: account.settings.address, mode })
    expect(await send(account)).toMatchObject(sent)
  })

  it('is not sent with a password that is refused', async () => {
    const { plain } = await mailPorts()
    const account = anAccount({ provider: `smtp://127.0.0.1:${plain}` })
    await behave({ for: `auth:${account.settings.address}`, mode: 'unauthorised' })
    expect(await send(account)).toMatchObject({ as: 'failed', reason: 'credentials' })
  })

  it('tells no password to a server that is not encrypted, or not whom it says', async () => {
    const { plain, startTls, tls } = await mailPorts()
    const strict = (provider: string): Tools => ({
      ...trusting(provider),
      connectOutside: async (url) => ({ ...connectOutside({ TRUSTED_ORIGINS: provider }, url), mayBePlain: false }),
    })
    const servers = [`smtp://127.0.0.1:${plain}`, `smtp://127.0.0.1:${startTls}`, `smtps://127.0.0.1:${tls}`]
    for (const provider of servers) {
      const account = anAccount({ provider })
      expect(await send(account, {}, outgoing, strict(provider)), provider).not.toMatchObject({ as: 'sent' })
      expect(await sentBy(account.settings.address)).toEqual([])
    }
  })

  it('goes to no server that must not be asked', async () => {
    for (const provider of [
      'https://169.254.169.254/send',
      'smtp://127.0.0.1:25',
      'smtps://localhost:465',
      'http://mail.example/',
    ]) {
      const account = anAccount({ provider })
      const sent = await send(account, {}, outgoing, trusting(''))
      expect(sent, provider).toEqual({ as: 'failed', reason: 'rejected', text: 'address_refused' })
    }
    expect(new OutsideError('address_refused').message).not.toContain('169')
    expect(env).toBeDefined()
  })

  it('is several when what it brings is too much for one, and none when a file is', async () => {
    const account = anAccount()
    const big = (id: string) => ({ ...file, id, bytes: 10 * 1024 * 1024 })
    const parts = email.parts({ ...outgoing, files: [big('a'), big('b'), file] }, account)
    expect(parts.map(({ data }) => (data as { files: { id: string }[] }).files.map(({ id }) => id))).toEqual([
      ['a'],
      ['b', 'f1'],
    ])
    const huge = { ...outgoing, files: [{ ...file, bytes: 20 * 1024 * 1024 }] }
    expect(await send(account, {}, huge)).toEqual({ as: 'failed', reason: 'unsupported' })
  })
})
