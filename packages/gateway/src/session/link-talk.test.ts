import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { ChannelKind, SessionEvent } from '@baton/protocol'
import type { Said } from '@baton/testing/vendors'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import { LINK_WORDS } from '../channels/link-words.ts'
import type { Arrived, ChannelDirectory } from '../channels/rooms.ts'
import { lookAgain } from '../channels/whereabouts.ts'
import { LINK_CODE_MS } from '../directory/link-code.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { aCallback, type Callback, hookOf, knock } from '../testing/hooks.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { sentBy } from '../testing/vendors.ts'
import { hostJwt, join } from '../testing/visitor.ts'

const LINK_URL = 'https://shop.example/chat'
const WORDS = LINK_WORDS.en
const ASKED = WORDS.askNobody(WORDS.channels.widget)

let shop: Awaited<ReturnType<typeof provisioned>>
let workspace: string
let telegram: Callback
beforeAll(async () => {
  shop = await provisioned({ pack: relayPack, settings: { linkUrl: LINK_URL } as never })
  workspace = shop.workspace.workspace
  telegram = await aCallback(workspace, 'telegram')
})

// What a stub's types make of a union is none any more.
const directory = () => directoryOf(env, workspace) as unknown as ChannelDirectory
const mint = async (session: string) => (await directory().mintLinkCode({ session, on: 'widget' })).code
const stub = (session: string) => sessionOf(env, workspace, session)
const roomState = (session: string) => runInDurableObject(stub(session), ({ core }) => core.ledger.state)

let people = 0
/** Somebody who writes by a channel, as its vendor brings it. */
async function somebody(callback: Callback = telegram, kind: ChannelKind = 'telegram', prefix = '') {
  const from = `${prefix}${String(Date.now()).slice(-8)}${++people}`
  const account = callback.path.split('/').at(-1) ?? ''
  const route = await routeIdOf(env, workspace, { account, address: from })
  const address = directoryAddress({ channel: kind, account, route })
  const key = callback.form.secrets.botToken ?? callback.form.settings.appId ?? ''
  const session = async () => {
    lookAgain(workspace, address)
    const arrived: Arrived = await directory().arrive({ address, name: null, locale: null })
    if ('refused' in arrived) throw new Error('refused')
    return arrived.session
  }
  /** Resolves with the vendor's request, which it may bring again. */
  const say = async (said: string | Partial<Said>) => {
    const request = await hookOf(callback, { from, ...(typeof said === 'string' ? { text: said } : said) } as Said)
    expect((await knock(callback.path, request)).status).toBe(200)
    return () => knock(callback.path, request)
  }
  /** What the vendor was given for them, in order. */
  const told = async (): Promise<string[]> =>
    (await sentBy(key))
      .filter(({ to, status, path }) => to === from && status === 200 && !/chat_?action|typing/i.test(path))
      .map(({ body }) => {
        const { text, msgmenu } = body as { text?: string | { content: string }; msgmenu?: { head_content: string } }
        return msgmenu?.head_content ?? (typeof text === 'object' ? text.content : (text ?? ''))
      })
  const isTold = (...texts: string[]) =>
    vi.waitFor(async () => expect(await told()).toEqual(texts), { timeout: 15_000 })
  return { from, route, address, session, say, told, isTold, by: { address } }
}

async function eventsIn(session: string): Promise<SessionEvent[]> {
  const page = await stub(session).disclose({ after: 0, limit: 1_000, internal: true })
  return (page?.events ?? []).map((json): SessionEvent => JSON.parse(json))
}

/** What customers said in these sessions. */
async function saidIn(...sessions: string[]): Promise<string[]> {
  const events = (await Promise.all(sessions.map(eventsIn))).flat()
  return events.flatMap((event) => (event.kind === 'message' && event.by.role === 'customer' ? [event.body.text] : []))
}

/** An agent parts them again. */
async function unlinked(newer: string, older: string): Promise<void> {
  const [link] = await directoryOf(env, workspace).links({ session: newer })
  const by = { role: 'senior', id: 'lin' } as const
  const undone = { link: link?.id ?? '', by, as: 'undone', reason: 'another person' } as const
  expect(await directoryOf(env, workspace).decideLink(undone)).toBe(true)
  await until(async () => ((await roomState(older)).routes ?? []).length === 1)
}

describe('a code in a chat', () => {
  test('typed: they are asked first, and their yes connects; neither is heard as something they said, nor when it comes again', async () => {
    const { session: web } = await join(shop)
    const chat = await somebody()
    const code = await mint(web)
    const typed = await chat.say(code)
    await chat.isTold(ASKED)
    const before = await chat.session()
    expect(await typed()).toMatchObject({ status: 200 })
    const yes = await chat.say(WORDS.yes.text)
    await chat.isTold(ASKED, WORDS.linked)
    expect(await chat.session()).toBe(web)
    // The vendor did not see our answers.
    expect((await yes()).status).toBe(200)
    expect((await typed()).status).toBe(200)
    lookAgain(workspace, chat.address)
    expect((await yes()).status).toBe(200)
    // Long after, Directory has forgotten that it asked.
    await runInDurableObject(directoryOf(env, workspace), (_, { storage }) => {
      storage.sql.exec('UPDATE link_offers SET until = until - ? WHERE bringer = ?', LINK_CODE_MS + 1, chat.address)
    })
    lookAgain(workspace, chat.address)
    expect((await yes()).status).toBe(200)
    expect(await saidIn(before, web)).toEqual([])
    await chat.say('how long does shipping take')
    await until(async () => (await chat.told()).length === 3)
    expect((await chat.told()).slice(0, 2)).toEqual([ASKED, WORDS.linked])
    expect(await saidIn(before, web)).toEqual(['how long does shipping take'])
  })

  test('an answer that was taken and could not be told of is told when the vendor brings it again', async () => {
    const { session: web } = await join(shop)
    const chat = await somebody()
    await chat.say(await mint(web))
    await chat.isTold(ASKED)
    await runInDurableObject(stub(web), ({ core }) => {
      const { meet } = core.routes
      vi.spyOn(core.routes, 'meet').mockImplementationOnce(() => Promise.reject(new Error('the disk is full')))
      expect(core.routes.meet).not.toBe(meet)
    })
    const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
    const request = await hookOf(telegram, { from: chat.from, text: WORDS.yes.text })
    expect((await knock(telegram.path, request)).status).toBe(503)
    log.mockRestore()
    expect((await knock(telegram.path, request)).status).toBe(200)
    await chat.isTold(ASKED, WORDS.linked)
    expect(await saidIn(web)).toEqual([])
    // Another yes is theirs to say.
    await chat.say('yes')
    expect(await saidIn(web)).toEqual(['yes'])
  })

  test('brought by a link, without a word: the same', async () => {
    const { session: web } = await join(shop)
    const chat = await somebody()
    await chat.say({ code: await mint(web) })
    await chat.isTold(ASKED)
    await chat.say('Yes!')
    await chat.isTold(ASKED, WORDS.linked)
    expect(await chat.session()).toBe(web)
  })

  test('T-25 somebody was sent another’s: they say that it is not them, nothing is connected, and the code is gone', async () => {
    const { session: attacker } = await join(shop)
    const chat = await somebody()
    const code = await mint(attacker)
    await chat.say({ code })
    await chat.isTold(ASKED)
    const own = await chat.session()
    const no = await chat.say(WORDS.no.text)
    await chat.isTold(ASKED, WORDS.declined)
    expect((await no()).status).toBe(200)
    lookAgain(workspace, chat.address)
    expect((await no()).status).toBe(200)
    expect(await chat.session()).toBe(own)
    expect(await saidIn(own, attacker)).toEqual([])
    await chat.say({ code })
    await chat.isTold(ASKED, WORDS.declined, WORDS.unknown)
  })

  test('wrong, too late or used, they are told so once they can have meant nothing else', async () => {
    const { session: web } = await join(shop)
    const [chat, other] = [await somebody(), await somebody()]
    const [late, used] = [await mint(web), await mint(web)]
    await runInDurableObject(directoryOf(env, workspace), (_, { storage }) => {
      const newest = 'SELECT hash FROM link_codes WHERE session = ? ORDER BY until LIMIT 1'
      storage.sql.exec(`UPDATE link_codes SET until = 1 WHERE hash = (${newest})`, web)
    })
    await chat.say(late)
    await chat.isTold(WORDS.unknown)
    await other.say(used)
    await other.isTold(ASKED)
    await chat.say(used)
    await chat.isTold(WORDS.unknown, WORDS.unknown)
    expect(await saidIn(await chat.session())).toEqual([])
  })

  test('T-26 two whom the host site knows stay two', async () => {
    const known = async () => join(shop, { token: await hostJwt(shop, { sub: crypto.randomUUID() }) })
    const [{ session: left }, { session: right }] = [await known(), await known()]
    const chat = await somebody()
    await chat.say(await mint(left))
    await chat.isTold(ASKED)
    await chat.say('yes')
    await chat.isTold(ASKED, WORDS.linked)
    await chat.say(await mint(right))
    await chat.isTold(ASKED, WORDS.linked, WORDS.verified)
    expect(await chat.session()).toBe(left)
  })

  test('who asks to be connected is shown the way, with a code that nobody’s server sees', async () => {
    const chat = await somebody()
    const asked = await chat.say('/link')
    await until(async () => (await chat.told()).length === 1)
    const [told = ''] = await chat.told()
    const code = /#baton-link=([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(told)?.[1] ?? ''
    expect(told).toBe(WORDS.goTo(`${LINK_URL}#baton-link=${code}`))
    expect((await asked()).status).toBe(200)
    const own = await chat.session()
    expect(await saidIn(own)).toEqual([])
    const { session: web } = await join(shop)
    const by = { session: web }
    expect(await directory().redeemLinkCode({ code, by })).toMatchObject({ as: 'consent' })
    expect(await directory().consentToLink({ by, consents: true })).toEqual({ as: 'linked', session: web })
    expect(await chat.session()).toBe(web)
    expect(await chat.told()).toHaveLength(1)
  })

  test('on WeChat the question goes out although nobody was heard there before', async () => {
    const wechat = await aCallback(workspace, 'wechat')
    const { session: web } = await join(shop)
    const words = LINK_WORDS['zh-CN']
    const chat = await somebody(wechat, 'wechat', 'o')
    const code = await mint(web)
    await chat.say(code)
    const question = words.askNobody(words.channels.widget)
    await chat.isTold(question)
    await chat.say(words.yes.text)
    await chat.isTold(question, words.linked)
    expect(await chat.session()).toBe(web)
  })

  test('T-35 a letter connects only whom the receiving server vouches for: anybody writes in another’s name', async () => {
    const receiver = 'mx.shop.example'
    const letters = await aCallback(workspace, 'email')
    const settings: Record<string, string> = { ...letters.form.settings, receiver }
    const vouching = await aCallback(workspace, 'email', { settings, secrets: letters.form.secrets })
    const chat = await somebody(vouching, 'email', 'kim@')
    const from = `${chat.from}.example`
    const account = vouching.path.split('/').at(-1) ?? ''
    const ref = `email:${account}:${await routeIdOf(env, workspace, { account, address: from })}`
    const write = async (text: string, results: string) => {
      const lines = [
        `Authentication-Results: ${receiver}; ${results}`,
        ...[`From: ${from}`, `To: ${settings.address}`, `Message-ID: <${crypto.randomUUID()}@customer.example>`],
        ...['In-Reply-To: <an-answer@shop.example>', 'Content-Type: text/plain', '', text],
      ]
      const request = await hookOf(vouching, { raw: lines.join('\r\n') })
      expect((await knock(vouching.path, request)).status).toBe(200)
      lookAgain(workspace, ref)
      return (await directoryOf(env, workspace).record({ ref }))?.sessions ?? []
    }
    const { session: attacker } = await join(shop)
    const code = await mint(attacker)
    // SPF and DKIM are of whoever sent it, and not of whom it says it is from.
    const [own = ''] = await write(code, 'spf=pass; dkim=pass')
    expect(await write('yes', 'spf=pass; dkim=pass')).toEqual([own])
    // The code is still good, and a yes is theirs who was asked.
    await write(code, 'dmarc=pass')
    expect(await write('yes', 'spf=pass')).toEqual([own])
    expect(await saidIn(own)).toEqual([code, 'yes', 'yes'])
    expect(await write('yes', 'dmarc=pass')).toEqual([attacker, own])
  })

  test('parted again by an agent, the next word is heard where it was before, and nothing twice', async () => {
    const { session: web } = await join(shop)
    const chat = await somebody()
    const first = await chat.say('how long does shipping take')
    await until(async () => (await chat.told()).length === 1)
    const own = await chat.session()
    await chat.say(await mint(web))
    await until(async () => (await chat.told()).length === 2)
    const yes = await chat.say('yes')
    await until(async () => (await chat.told()).length === 3)
    // Brought again, it is known where it was heard.
    lookAgain(workspace, chat.address)
    expect((await first()).status).toBe(200)
    const second = await chat.say('when will it arrive')
    expect(await saidIn(web)).toEqual(['when will it arrive'])
    await unlinked(web, own)
    expect(await chat.session()).toBe(own)
    for (const again of [first, second, yes]) {
      lookAgain(workspace, chat.address)
      expect((await again()).status).toBe(200)
    }
    await chat.say('are you still there')
    expect(await saidIn(own)).toEqual(['how long does shipping take', 'are you still there'])
    expect(await saidIn(web)).toEqual(['when will it arrive'])
  })
})

describe('receipts of what was sent where a way led before', () => {
  test('are taken by the session that sent it: after a link, and after it is taken back', async () => {
    const callback = await aCallback(workspace, 'whatsapp')
    const key = callback.form.settings.phoneNumberId ?? ''
    const { session: web } = await join(shop)
    const chat = await somebody(callback, 'whatsapp', '49')
    /** How far what was sent last has come, in this session. */
    const statesIn = async (session: string) =>
      (await eventsIn(session)).flatMap((event) => (event.kind === 'message.delivery' ? [event.body.state] : []))
    const lastId = async () => (await sentBy(key)).findLast(({ to, id }) => to === chat.from && id !== null)?.id ?? ''
    const receive = async (id: string, receipt: 'delivered' | 'read') => {
      const request = await hookOf(callback, { from: chat.from, receipt, ids: [id] })
      expect((await knock(callback.path, request)).status).toBe(200)
    }
    await chat.say('how long does shipping take')
    await until(async () => (await statesIn(await chat.session())).includes('sent'))
    const own = await chat.session()
    const first = await lastId()
    await chat.say(await mint(web))
    await until(async () => (await statesIn(own)).length === 2)
    await chat.say('yes')
    await until(async () => (await statesIn(web)).length === 1)
    const second = await lastId()
    expect(second).not.toBe(first)
    await receive(first, 'delivered')
    expect(await statesIn(own)).toEqual(['sent', 'sent', 'delivered'])
    await unlinked(web, own)
    await receive(first, 'read')
    await receive(second, 'read')
    expect(await statesIn(own)).toEqual(['sent', 'sent', 'delivered', 'read'])
    expect(await statesIn(web)).toEqual(['sent', 'read'])
  })
})

describe('a chain of sessions', () => {
  const linked = async (older: string, newer: string): Promise<string> => {
    const by = { role: 'senior', id: 'lin' } as const
    const made = await directory().linkByAgent({ older, newer, reason: 'the same person', by })
    if ('refused' in made) throw new Error(made.refused)
    return made.link
  }
  const leads = (chat: Awaited<ReturnType<typeof somebody>>, session: string) =>
    until(async () => (await waysOf(session)).includes(chat.route) && (await chat.session()) === session)
  const waysOf = async (session: string) => ((await roomState(session)).routes ?? []).map(({ id }) => id)

  test('parted at its first link: what any of them has heard is heard nowhere anew, and nothing goes out by it but from where it leads', async () => {
    const callback = await aCallback(workspace, 'whatsapp')
    const key = callback.form.settings.phoneNumberId ?? ''
    const chats = [await somebody(callback, 'whatsapp', '49'), await somebody(), await somebody()] as const
    const [chat] = chats
    const brought: (() => Promise<Response>)[] = []
    const say = async (text: string) => brought.push(await chat.say(text))
    for (const [index, each] of chats.entries()) if (index > 0) await each.say('hello')
    await say('first')
    const [a, b, c] = [await chat.session(), await chats[1].session(), await chats[2].session()]
    const { session: d } = await join(shop)
    const link = await linked(a, b)
    await leads(chat, b)
    await say('second')
    await linked(b, c)
    await leads(chat, c)
    await say('third')
    await linked(c, d)
    await leads(chat, d)
    await say('fourth')
    const said = ['first', 'second', 'third', 'fourth']
    expect((await saidIn(a, b, c, d)).filter((text) => said.includes(text))).toEqual(said)
    const statesIn = async (session: string) =>
      (await eventsIn(session)).flatMap((event) => (event.kind === 'message.delivery' ? [event.body.state] : []))
    await until(async () => (await statesIn(c)).includes('sent') && (await statesIn(d)).includes('sent'))
    const sent = (await sentBy(key)).flatMap(({ to, id }) => (to === chat.from && id !== null ? [id] : []))

    const by = { role: 'senior', id: 'lin' } as const
    const undone = { link, by, as: 'undone', reason: 'another person' } as const
    expect(await directoryOf(env, workspace).decideLink(undone)).toBe(true)
    await leads(chat, a)
    await until(async () => (await waysOf(d)).every((way) => way !== chat.route))
    for (const again of brought) {
      lookAgain(workspace, chat.address)
      expect((await again()).status).toBe(200)
    }
    expect(
      (await saidIn(a, b, c, d)).filter((text) => said.includes(text)),
      'nothing twice',
    ).toEqual(said)
    // Receipts of what any of them sent find the one that sent it.
    const request = await hookOf(callback, { from: chat.from, receipt: 'read', ids: sent })
    expect((await knock(callback.path, request)).status).toBe(200)
    for (const session of [a, b, c, d]) expect(await statesIn(session), session).toContain('read')
    // The others are somebody else's now: none of them knows where to write any more.
    for (const session of [b, c, d]) {
      const row = await runInDurableObject(stub(session), ({ core }) => core.routes.row(chat.route))
      expect([row?.given?.to, row?.address.sealed.length]).toEqual([null, 0])
    }
    await say('fifth')
    expect(await saidIn(a)).toEqual(['first', 'fifth'])
  })
})
