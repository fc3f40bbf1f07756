import { env } from 'cloudflare:workers'
import { CHANNEL_KINDS } from '@baton/protocol'
import { expect, inject, test, vi } from 'vitest'
import { adapterOf } from '../channels/adapters.ts'
import type { Tools, VendorHost } from '../channels/channel.ts'
import { speakerOf } from '../channels/speaker.ts'
import { toolsFor } from '../channels/tools.ts'
import { connectorService } from '../connectors/connector-service.ts'
import type { OpenConnector } from '../connectors/rooms.ts'
import { tryConnector } from '../connectors/try-connector.ts'
import { anAccount } from '../testing/an-account.ts'
import { connectOutside, fetchOutside, mailAddress, OutsideError, outsideAddress, readAtMost } from './outside.ts'

const PORT = inject('listenerPort')
const LISTENER = `http://127.0.0.1:${PORT}`
const nothingTrusted = { TRUSTED_ORIGINS: null }

const connections = async (): Promise<number> => Number(await (await fetch(inject('listenerControl'))).text())

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run()
    return 'none'
  } catch (error) {
    return error instanceof OutsideError ? error.code : `another error: ${error}`
  }
}

/** A URL that leads inside, or reads as if it did not. Where a port is of use, it is the one that is listened on. */
const REFUSED = [
  // Not https.
  LISTENER,
  `http://localhost:${PORT}/`,
  'http://shop.example/',
  'ftp://shop.example/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'javascript:1',
  'gopher://shop.example/',
  'ws://shop.example/',
  // Addresses, however they are spelled.
  'https://127.0.0.1/',
  `https://127.0.0.1:${PORT}/`,
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://0251.0376.0251.0376/',
  'https://100.64.0.1/',
  'https://8.8.8.8/',
  'https://127.0.0.1./',
  'https://[::1]/',
  `https://[::1]:${PORT}/`,
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[0:0:0:0:0:ffff:a9fe:a9fe]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[2001:db8::1]/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://１２７.0.0.1/',
  // Names that lead inside.
  'https://localhost/',
  `https://localhost:${PORT}/`,
  'https://LOCALHOST/',
  'https://localhost./',
  'https://app.localhost/',
  'https://ⓛocalhost/',
  'https://metadata.google.internal/',
  'https://metadata。google。internal/',
  'https://printer.local/',
  'https://router.home.arpa/',
  'https://db.corp/',
  'https://intranet/',
  'https://vm/',
  'https://abcdefghijklmnop.onion/',
  // Public names that are whatever address they spell.
  'https://127.0.0.1.nip.io/',
  'https://169-254-169-254.sslip.io/',
  'https://7f000001.a9fea9fe.rbndr.us/',
  'https://localtest.me/',
  // Somebody's name, another port, and what two parsers read as two addresses.
  'https://user@shop.example/',
  'https://user:word@shop.example/',
  'https://@shop.example/',
  'https://shop.example@127.0.0.1/',
  'https://127.0.0.1#@shop.example/',
  'https://shop.example:8443/',
  'https://shop.example:22/',
  'https:\\\\shop.example\\',
  'https:shop.example',
  'https:/shop.example/',
  'https:///shop.example/',
  'https://shop.example\t.localhost/',
  'https://shop.example\n/',
  ' https://shop.example/',
  'https://shop\u200b.example/',
  'https://shop.example%00.localhost/',
  'https://shop..example/',
  'https://shop.example../',
  'https://-shop.example/',
  'https://%6c%6f%63%61%6c%68%6f%73%74/',
  'shop.example',
  '//shop.example/',
  '',
  'https://',
]

test('T-22 addresses that lead inside are refused in every spelling, before anything is connected to', async () => {
  expect(REFUSED.length).toBeGreaterThanOrEqual(60)
  expect(new Set(REFUSED).size).toBe(REFUSED.length)
  const before = await connections()
  for (const url of REFUSED) {
    expect([url, await codeOf(() => fetchOutside(nothingTrusted, url))]).toEqual([url, 'address_refused'])
    expect([url, outsideAddress(nothingTrusted, url)]).toEqual([url, null])
  }
  expect(await connections()).toBe(before)
  // Whoever counts can count.
  await fetch(LISTENER)
  // The listener hears of it a moment later.
  await vi.waitFor(async () => expect(await connections()).toBeGreaterThan(before))
})

test('T-22 a connector whose address leads inside is asked nothing, however it came to be stored', async () => {
  const before = await connections()
  for (const url of REFUSED) {
    const connector: OpenConnector = {
      id: 'crm',
      url,
      auth: { kind: 'bearer' },
      secret: 'a-secret',
      headers: {},
      timeoutMs: 1_000,
      retries: 0,
      breaker: { failures: 20, restMs: 1_000 },
      changedAt: 0,
    }
    const { ask } = connectorService(nothingTrusted, 'shop', connector)
    expect([url, await ask(url, {}, 1_000)]).toEqual([url, 'refused'])
    expect([url, (await tryConnector(nothingTrusted, connector, '/')).error]).toEqual([url, 'address_refused'])
  }
  expect(await connections()).toBe(before)
})

test.each([
  ['https://hooks.shop.example/baton?x=1#y', 'hooks.shop.example'],
  ['HTTPS://Shop.Example/', 'shop.example'],
  ['https://shop.example:443/', 'shop.example'],
  ['https://shop.example./', 'shop.example.'],
  ['https://xn--fiq228c.example/', 'xn--fiq228c.example'],
  ['https://商店.example/', 'xn--czrs0t.example'],
  ['https://127.0.0.1.shop.example/', '127.0.0.1.shop.example'],
  ['https://shop.xn--fiqs8s/', 'shop.xn--fiqs8s'],
  ['https://shop.example/a@b', 'shop.example'],
])('%s is a public address', (url, host) => {
  expect(outsideAddress(nothingTrusted, url)).toMatchObject({ isTrusted: false, url: { hostname: host } })
})

test('an origin that the operator trusts is asked as it is, and no other is because of it', async () => {
  const trusting = { TRUSTED_ORIGINS: ` ${LISTENER} , https://10.0.0.9` }
  expect(await (await fetchOutside(trusting, `${LISTENER}/hook`)).text()).toBe('inside')
  expect(outsideAddress(trusting, 'https://10.0.0.9/x')?.isTrusted).toBe(true)
  for (const url of [
    `http://localhost:${PORT}/`,
    `http://127.0.0.1:${PORT + 1}/`,
    `https://127.0.0.1:${PORT}/`,
    `http://me@127.0.0.1:${PORT}/`,
    'http://10.0.0.9/',
  ])
    expect([url, outsideAddress(trusting, url)]).toEqual([url, null])
  for (const none of [null, '', ',', ' , ']) {
    expect(outsideAddress({ TRUSTED_ORIGINS: none }, LISTENER)).toBeNull()
    // What the parser knows no origin of is none that anybody trusts.
    expect(outsideAddress({ TRUSTED_ORIGINS: 'null' }, 'file:///etc/passwd')).toBeNull()
  }
})

test('T-22 a redirect is refused, wherever it leads', async () => {
  const trusting = { TRUSTED_ORIGINS: LISTENER }
  for (const to of ['http://169.254.169.254/latest/', `${LISTENER}/elsewhere`, 'https://shop.example/']) {
    const before = await connections()
    expect(await codeOf(() => fetchOutside(trusting, `${LISTENER}/302/${to}`))).toBe('redirected')
    // The one that was asked, or none where a connection was still open.
    expect((await connections()) - before).toBeLessThanOrEqual(1)
  }
})

test('nobody waits for ever, and no more is read than is wanted', async () => {
  const trusting = { TRUSTED_ORIGINS: LISTENER }
  expect(await codeOf(() => fetchOutside(trusting, `${LISTENER}/silent`, {}, 50))).toBe('timed_out')
  expect(await codeOf(async () => readAtMost(await fetchOutside(trusting, `${LISTENER}/long`), 100_000))).toBe(
    'too_large',
  )
  const answer = await fetchOutside(trusting, LISTENER)
  expect(new TextDecoder().decode(await readAtMost(answer, 6))).toBe('inside')
  expect(await codeOf(() => fetchOutside({ TRUSTED_ORIGINS: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9/'))).toBe(
    'unreachable',
  )
})

test('on one box everything but what is trusted goes by the way out that leads to public addresses', async () => {
  const asked: string[] = []
  const OUTSIDE = {
    fetch: async (url: string, init: RequestInit) => {
      asked.push(`${url} ${init.redirect}`)
      return new Response('outside')
    },
  } as unknown as Fetcher
  const box = { OUTSIDE, TRUSTED_ORIGINS: LISTENER }
  expect(await (await fetchOutside(box, 'https://shop.example/x')).text()).toBe('outside')
  expect(await (await fetchOutside(box, LISTENER)).text()).toBe('inside')
  expect(asked).toEqual(['https://shop.example/x manual'])
})

test('T-22 a mail server is public and at a port of mail, or trusted by its whole address', async () => {
  const { url } = mailAddress(nothingTrusted, 'smtps://mail.shop.example:465') ?? {}
  expect(url?.hostname).toBe('mail.shop.example')
  expect(mailAddress(nothingTrusted, 'smtp://mail.shop.example:587')).not.toBeNull()
  const refused = [
    `smtp://127.0.0.1:${PORT}`,
    'smtp://127.0.0.1:587',
    'smtp://2130706433:587',
    'smtp://0x7f000001:587',
    'smtp://[::1]:587',
    'smtps://localhost:465',
    'smtps://mail:465',
    'smtps://MAIL.internal:465',
    'smtps://mail.shop.example:25',
    'smtps://mail.shop.example:6379',
    'smtps://mail.shop.example',
    'smtp://u@mail.shop.example:587',
    'smtp://mail.shop.example:587/x',
    'smtp://127。0。0。1:587',
    'https://mail.shop.example:465',
  ]
  const before = await connections()
  for (const each of refused) {
    expect([each, await codeOf(() => connectOutside(nothingTrusted, each))]).toEqual([each, 'address_refused'])
  }
  expect(await connections()).toBe(before)
  const trusting = { TRUSTED_ORIGINS: `smtp://127.0.0.1:${PORT}` }
  const { socket, mayBePlain } = connectOutside(trusting, `smtp://127.0.0.1:${PORT}`)
  await socket.opened
  expect(mayBePlain).toBe(true)
  await socket.close()
  expect(await connections()).toBeGreaterThan(before)
})

const FOREIGN = [
  `${LISTENER}/media`,
  `//127.0.0.1:${PORT}/media`,
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/',
  'https://evil.example/media',
  'https://api.telegram.org.evil.example/x',
  'https://lookaside.fbsbx.com@evil.example/x',
  `https://lookaside.fbsbx.com:${PORT}/x`,
  'https://evilfbcdn.net/x',
  '/../../../x',
  '\\\\evil.example\\x',
]
const HOSTS: VendorHost[] = [
  'wechat',
  'wecom',
  'whatsapp',
  'whatsapp-media',
  'telegram',
  'line',
  'line-data',
  'messenger',
  'messenger-media',
]

const toolsHere = (): Tools =>
  toolsFor(env, { workspace: 'nobody', account: 'ch_nobody_has_this_one', token: 'a-token' })

test('T-22 media: what a vendor is said to have is fetched from the vendor or not at all', async () => {
  const before = await connections()
  for (const host of HOSTS) {
    for (const path of FOREIGN) {
      // A path that climbs stays at its vendor, as `hosts.test.ts` has it; what counts here is who was connected to.
      await toolsHere()
        .fetch(host, path)
        .catch(() => undefined)
    }
  }
  for (const kind of CHANNEL_KINDS) {
    const form = anAccount(kind)
    const secrets = Object.fromEntries(Object.entries(form.secrets).map(([name, secret]) => [name, [secret]]))
    const speaker = speakerOf({ id: 'ch_nobody_has_this_one', ...form, secrets: secrets as Record<string, [string]> })
    expect([kind, speaker === null]).toEqual([kind, adapterOf(kind) === null])
    for (const ref of FOREIGN) await speaker?.channel.media?.(ref, speaker.account, toolsHere()).catch(() => undefined)
  }
  expect(await connections()).toBe(before)
})
