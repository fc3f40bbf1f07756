import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SentAnswer, startVendors, type Vendors } from '../vendors/index.ts'
import { type RunningPhone, startPhone } from './index.ts'
import { shownOf } from './shown.ts'

const KEY = '123456789:abcdefghijklmnopqrstuvwxyz'
let vendors: Vendors
let phone: RunningPhone

beforeAll(async () => {
  vendors = await startVendors()
  const line = { vendor: 'telegram', name: 'Harbour & Pine', key: KEY, account: { botToken: KEY } } as const
  // The business is a server that takes everything: what the account of the `receiver` is asked is written down there.
  const callback = `${vendors.origin}/receiver/any`
  phone = await startPhone({ vendors: vendors.origin, lines: [{ ...line, callback }] })
})
afterAll(async () => {
  await phone.close()
  await vendors.stop()
})

const post = (act: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${phone.url}/lines/telegram/${act}`, { method: 'POST', body: JSON.stringify(body), headers })

interface Look {
  mood: string
  rows: { by: string; texts: string[]; choices: string[] }[]
}

async function look(): Promise<Look> {
  const [line] = (await (await fetch(`${phone.url}/lines`)).json()) as Look[]
  if (!line) throw new Error('there is no app on the phone')
  return line
}

test('the page is there with what it needs, and no other page may write by it', async () => {
  for (const file of ['', 'phone.js', 'phone.css', 'texts.js', 'voice.js']) {
    expect((await fetch(`${phone.url}/${file}`)).status, file).toBe(200)
  }
  expect((await post('say', { text: 'hi' }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await post('say', { text: 'hi' }, { origin: 'null' })).status).toBe(403)
  expect((await look()).rows).toEqual([])
})

test('nor may a page tell the vendors what to send', async () => {
  const headers = { origin: phone.url }
  const answer = await fetch(`${vendors.origin}/_/behave`, {
    method: 'POST',
    headers,
    body: '{"for":"x","mode":"down"}',
  })
  expect(answer.status).toBe(403)
})

test('what is said is shown, and so is what the business sends, with what can be tapped', async () => {
  expect(await (await post('say', { text: 'Where is it?' })).json()).toEqual({ isAccepted: true })
  const heard = (await (await fetch(`${vendors.origin}/_/sent?for=any`)).json()) as SentAnswer
  const update = heard.sent.at(-1)?.body as { message: { chat: { id: number } } } | undefined
  const chat = update?.message.chat.id
  await fetch(`${vendors.origin}/telegram/bot${KEY}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chat,
      text: 'Which order?',
      reply_markup: { keyboard: [[{ text: 'SO10042' }], [{ text: 'SO10043' }]] },
    }),
  })
  expect((await look()).rows).toMatchObject([
    { by: 'me', texts: ['Where is it?'] },
    { by: 'them', texts: ['Which order?'], choices: ['SO10042', 'SO10043'] },
  ])
  await post('person', {})
  expect((await look()).rows).toEqual([])
})

test('a mood is the vendor’s until it is another', async () => {
  await post('mood', { mood: 'down' })
  expect((await look()).mood).toBe('down')
  const send = () => fetch(`${vendors.origin}/telegram/bot${KEY}/getMe`)
  expect((await send()).status).toBe(502)
  await post('mood', { mood: 'ok' })
  expect((await send()).status).toBe(200)
})

const record = (vendor: string, path: string, body: unknown) => ({
  ...{
    vendor,
    path,
    body,
    for: 'x',
    method: 'POST',
    host: 'line' as const,
    to: null,
    headers: {},
    status: 200,
    id: null,
  },
})

test('what each app shows of what was sent', () => {
  const list = [{ id: '1', content: 'SO10042' }]
  expect(
    shownOf(record('wechat', '/', { msgtype: 'msgmenu', msgmenu: { head_content: 'Which?', list, tail_content: '' } })),
  ).toMatchObject({ texts: ['Which?'], choices: ['SO10042'] })
  const buttons = [{ type: 'reply', reply: { id: '1', title: 'Yes' } }]
  const interactive = { type: 'button', body: { text: 'Well?' }, action: { buttons } }
  expect(shownOf(record('whatsapp', '/', { type: 'interactive', interactive }))).toMatchObject({
    texts: ['Well?'],
    choices: ['Yes'],
  })
  const quickReply = { items: [{ action: { label: 'No', text: 'No' } }] }
  expect(shownOf(record('line', '/', { messages: [{ type: 'text', text: 'Sure?', quickReply }] }))).toMatchObject({
    texts: ['Sure?'],
    choices: ['No'],
  })
  expect(shownOf(record('telegram', '/bot/sendChatAction', { action: 'typing' }))).toBeNull()
})
