import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import type { ChannelDirectory, Redeemed } from '../channels/rooms.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { hostJwt, join } from '../testing/visitor.ts'
import { LINK_CODE_MS, newLinkCode, readLinkCode } from './link-code.ts'
import { LINK_TRIES } from './link-tries.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned()
})

// What a stub's types make of a union is none any more.
const directory = () => directoryOf(env, shop.workspace.workspace) as unknown as ChannelDirectory
const stub = () => directoryOf(env, shop.workspace.workspace)
const stateOf = (session: string) =>
  runInDurableObject(sessionOf(env, shop.workspace.workspace, session), ({ core }) => core.ledger.state)
const mark = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 22)
const anAddress = (channel = 'telegram'): string => `${channel}:ch_0123456789abcdef:${mark()}`

async function arrive(address: string) {
  const arrived = await directory().arrive({ address, name: 'Li Lei', locale: null })
  if ('refused' in arrived) throw new Error('refused')
  return arrived
}
const signedIn = async (sub = crypto.randomUUID()) => join(shop, { token: await hostJwt(shop, { sub }) })
const mint = async (session: string, on: 'widget' | 'telegram' = 'widget') =>
  (await directory().mintLinkCode({ session, on })).code

type By = { address: string } | { session: string }
/** Brings a code, and says yes to what is asked. */
async function bring(code: string, by: By): Promise<Redeemed | null> {
  expect(await directory().redeemLinkCode({ code, by })).toMatchObject({ as: 'consent' })
  return directory().consentToLink({ by, consents: true })
}

const links = (session: string) => stub().links({ session })

test('a code from the web, brought in a chat: the web goes on, and the chat leads there', async () => {
  const address = anAddress()
  const [{ session: web }, { session: chat }] = [await join(shop), await arrive(address)]
  expect(await bring(await mint(web), { address })).toEqual({ as: 'linked', session: web })
  expect((await arrive(address)).session).toBe(web)
  expect(await stateOf(chat)).toMatchObject({ linkedTo: web })
  expect(await links(web)).toMatchObject([{ older: chat, newer: web, state: 'linked', how: 'code' }])
})

test('a code from a chat, brought by whoever is signed in on the web: theirs goes on', async () => {
  const address = anAddress()
  const [{ session: web }, { session: chat }] = [await signedIn(), await arrive(address)]
  const code = await mint(chat, 'telegram')
  // As somebody types it.
  const typed = ` ${code.toLowerCase().replace('-', ' – ')} `
  const asked = await directory().redeemLinkCode({ code: typed, by: { session: web } })
  expect(asked).toEqual({ as: 'consent', with: { channel: 'telegram', name: null } })
  expect(await directory().consentToLink({ by: { session: web }, consents: true })).toEqual({
    as: 'linked',
    session: web,
  })
  expect((await arrive(address)).session).toBe(web)
})

test('T-25 somebody is sent another’s code: nothing is linked before they say so, and never when they say no', async () => {
  const attacker = anAddress()
  const [{ session: victim }, { session: chat }] = [await signedIn(), await arrive(attacker)]
  const by = { session: victim }
  const code = await mint(chat, 'telegram')
  expect(await directory().redeemLinkCode({ code, by })).toMatchObject({ as: 'consent' })
  expect((await arrive(attacker)).session).toBe(chat)
  expect(await links(victim)).toEqual([])
  expect(await directory().consentToLink({ by, consents: false })).toEqual({ as: 'declined' })
  // The code is gone, and nothing is left to agree to.
  expect(await directory().consentToLink({ by, consents: true })).toBeNull()
  expect(await directory().redeemLinkCode({ code, by })).toEqual({ as: 'unknown' })
  expect((await arrive(attacker)).session).toBe(chat)
})

test('a code is good once, and for whoever brought it first', async () => {
  const [mine, foreign] = [anAddress(), anAddress()]
  const { session } = await join(shop)
  await arrive(mine)
  await arrive(foreign)
  const code = await mint(session)
  expect(await directory().redeemLinkCode({ code, by: { address: mine } })).toMatchObject({ as: 'consent' })
  expect(await directory().redeemLinkCode({ code, by: { address: foreign } })).toEqual({ as: 'unknown' })
  expect(await directory().consentToLink({ by: { address: foreign }, consents: true })).toBeNull()
  // The vendor tells the same twice: it is the same question.
  expect(await directory().redeemLinkCode({ code, by: { address: mine } })).toMatchObject({ as: 'consent' })
  expect((await arrive(mine)).pending).toBe(true)
  expect(await directory().consentToLink({ by: { address: mine }, consents: true })).toMatchObject({ as: 'linked' })
  expect((await arrive(mine)).pending).toBe(false)
  expect(await directory().redeemLinkCode({ code, by: { address: mine } })).toEqual({ as: 'unknown' })
})

test('a code, and a question, end with their quarter of an hour', async () => {
  const address = anAddress()
  const { session } = await join(shop)
  await arrive(address)
  const [late, asked] = [await mint(session), await mint(session)]
  expect(await directory().redeemLinkCode({ code: asked, by: { address } })).toMatchObject({ as: 'consent' })
  await runInDurableObject(stub(), (_, { storage }) => {
    storage.sql.exec('UPDATE link_codes SET until = until - ?', LINK_CODE_MS + 1)
    storage.sql.exec('UPDATE link_offers SET until = until - ?', LINK_CODE_MS + 1)
  })
  expect(await directory().redeemLinkCode({ code: late, by: { address } })).toEqual({ as: 'unknown' })
  expect(await directory().consentToLink({ by: { address }, consents: true })).toBeNull()
})

test('whoever guesses is not heard any more, with a good code neither; others are', async () => {
  const [guesser, other] = [anAddress(), anAddress()]
  const { session } = await join(shop)
  await arrive(guesser)
  await arrive(other)
  for (let n = 0; n < LINK_TRIES.count; n++) {
    const code = newLinkCode((bytes) => crypto.getRandomValues(bytes))
    expect(await directory().redeemLinkCode({ code, by: { address: guesser } })).toEqual({ as: 'unknown' })
  }
  const code = await mint(session)
  expect(await directory().redeemLinkCode({ code, by: { address: guesser } })).toEqual({ as: 'unknown' })
  expect(await directory().redeemLinkCode({ code, by: { address: other } })).toMatchObject({ as: 'consent' })
})

test('T-26 two whom the host site knows stay two: by a code, and by an agent', async () => {
  const [{ session: left }, { session: right }] = [await signedIn(), await signedIn()]
  expect(await directory().redeemLinkCode({ code: await mint(left), by: { session: right } })).toEqual({
    as: 'verified',
  })
  const by = { role: 'senior', id: 'lin' } as const
  const request = { older: left, newer: right, reason: 'same voice', by }
  expect(await directory().linkByAgent(request)).toEqual({ refused: 'verified' })
  expect(await links(left)).toEqual([])
})

test('an agent links with a reason; whom the host site knows goes on, whatever they called it; and it is taken back', async () => {
  const address = anAddress()
  const [{ session: known }, { session: chat }] = [await signedIn(), await arrive(address)]
  const by = { role: 'senior', id: 'lin' } as const
  const made = await directory().linkByAgent({ older: known, newer: chat, reason: 'gave the order number', by })
  if ('refused' in made) throw new Error(made.refused)
  expect((await arrive(address)).session).toBe(known)
  expect(await directory().linkByAgent({ older: chat, newer: known, reason: 'again', by })).toEqual({
    refused: 'linked',
  })
  expect(await stub().decideLink({ link: made.link, by, as: 'undone', reason: 'another person' })).toBe(true)
  expect((await arrive(address)).session).toBe(chat)
  expect(await stateOf(chat)).toMatchObject({ linkedTo: null })
  expect(await directory().linkByAgent({ older: 'x'.repeat(27), newer: chat, reason: 'nobody', by })).toEqual({
    refused: 'not_found',
  })
})

test('in a chain everything hangs on where they speak; parting one link leaves the other', async () => {
  const [telegram, line] = [anAddress(), anAddress('line')]
  const { session: first } = await arrive(telegram)
  const { session: web, device } = await join(shop)
  await arrive(line)
  await bring(await mint(web), { address: telegram })
  await bring(await mint(web), { address: line })
  const home = await signedIn('chain')
  const here = await join(shop, { token: await hostJwt(shop, { sub: 'chain' }), device })
  expect(here.session).toBe(home.session)
  for (const address of [telegram, line]) expect((await arrive(address)).session).toBe(home.session)
  const [link] = (await links(first)).filter(({ older }) => older === first)
  await stub().decideLink({ link: link?.id ?? '', by: { role: 'senior', id: 'lin' }, as: 'undone' })
  expect((await arrive(telegram)).session).toBe(first)
  expect((await arrive(line)).session).toBe(home.session)
  expect(await stateOf(first)).toMatchObject({ linkedTo: null })
})

test('a device nobody signed in to opens where its visitor speaks now; once somebody did, it opens nothing', async () => {
  const { session: web } = await join(shop)
  const visit = await join(shop)
  await bring(await mint(web), { session: visit.session })
  expect((await join(shop, { device: visit.device })).session).toBe(web)
  await stub().customer({
    address: 'user:came-later',
    device: web,
    ip: 'x',
    profile: { hostId: 'came-later', name: null, verified: true, tier: null, attributes: {}, locale: 'en' },
  })
  expect((await join(shop, { device: visit.device })).session).not.toBe(web)
})

test('who is erased frees their address, and no code of theirs is good', async () => {
  const address = anAddress()
  const { session: web } = await join(shop)
  await arrive(address)
  await bring(await mint(web), { address })
  const code = await mint(web)
  const by = { role: 'operator', id: '' } as const
  expect(await stub().erase({ ref: address, by, reason: 'asked' })).not.toBeNull()
  const anew = await arrive(address)
  expect(anew.session).not.toBe(web)
  expect(await directory().redeemLinkCode({ code, by: { address } })).toEqual({ as: 'unknown' })
})

test('a code is nothing that somebody writes by chance', () => {
  for (const text of ['hello world', 'thanks dave', '1234567890', 'SO10042', 'ABCDE-12345', '13800138000', '你好']) {
    expect([text, readLinkCode(text)]).toEqual([text, null])
  }
  for (let n = 0; n < 500; n++) {
    const code = newLinkCode((bytes) => crypto.getRandomValues(bytes))
    expect(readLinkCode(code)).toBe(code)
    expect(readLinkCode(code.replace('-', '').toLowerCase().split('').join(' '))).toBe(code)
  }
})

test('codes are kept as hashes', async () => {
  const { session } = await join(shop)
  const code = await mint(session)
  const rows = await runInDurableObject(stub(), (_, { storage }) =>
    storage.sql
      .exec('SELECT * FROM link_codes')
      .toArray()
      .map((row) => JSON.stringify(row)),
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.join()).not.toContain(code)
})
