import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dtmfTone } from '@baton/sound/tone'
import { readWav, writeWav } from '@baton/sound/wav'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { signedByJambonz } from './carrier/jambonz.ts'
import { signedByTwilio } from './carrier/twilio.ts'
import {
  type CallAnswer,
  type CallReport,
  type CarrierAccount,
  type SentAnswer,
  startVendors,
  type Vendors,
} from './index.ts'

let vendors: Vendors
let business: Business

/** What a gateway would be: it answers webhooks, and has the other end of the stream. */
class Business {
  readonly asked: { path: string; headers: IncomingMessage['headers']; body: string }[] = []
  answer = ''
  type = 'text/xml'
  readonly heard: (string | Buffer)[] = []
  upgraded: IncomingMessage | undefined
  stream: WebSocket | undefined
  readonly #server: Server

  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks = await request.toArray()
      this.asked.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.setHeader('content-type', this.type)
      response.end(this.answer)
    })
    new WebSocketServer({ server: this.#server }).on('connection', (socket, request) => {
      this.stream = socket
      this.upgraded = request
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        // What is still under way on a stream of before is nobody's.
        if (this.stream === socket) this.heard.push(isBinary ? data : data.toString())
      })
    })
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  first() {
    const [first] = this.asked
    if (!first) throw new Error('nobody asked')
    return first
  }

  messages = () =>
    this.heard.flatMap((each) => (typeof each === 'string' ? [JSON.parse(each) as Record<string, unknown>] : []))

  forget(): void {
    this.stream?.close()
    this.stream = undefined
    this.asked.length = 0
    this.heard.length = 0
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

beforeAll(async () => {
  vendors = await startVendors()
  business = new Business()
  await business.start()
})
afterEach(() => business.forget())
afterAll(async () => {
  business.stop()
  await vendors.stop()
})

const TWILIO: CarrierAccount = { vendor: 'twilio', accountSid: 'AC1', secret: '12345' }
const JAMBONZ: CarrierAccount = { vendor: 'jambonz', accountSid: 'a-1', secret: 'whsec' }
const callback = () => `http://${business.host}/voice`

const twiml = (url = `ws://${business.host}/stream`) =>
  `<?xml version="1.0"?><Response><Connect><Stream url="${url}"><Parameter name="ticket" value="a&amp;b"/></Stream></Connect></Response>`

const listen = () =>
  JSON.stringify([
    { verb: 'answer' },
    {
      verb: 'listen',
      url: `ws://${business.host}/stream`,
      actionHook: `http://${business.host}/over`,
      sampleRate: 16_000,
      mixType: 'mono',
      bidirectionalAudio: { enabled: true, streaming: true, sampleRate: 16_000 },
      metadata: { ticket: 'a&b' },
    },
  ])

const post = (path: string, body: unknown) =>
  fetch(`${vendors.origin}/carrier${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function calls(account: CarrierAccount, say?: Int16Array): Promise<string> {
  const said = say && { say: Buffer.from(writeWav({ rate: 8000, samples: say })).toString('base64') }
  const call = { account, callback: callback(), from: '+14155551212', to: '+15005550006', ...said }
  const { sid } = (await (await post('/phone/calls', call)).json()) as CallAnswer
  return sid
}

const report = async (sid: string) =>
  (await (await fetch(`${vendors.origin}/carrier/phone/calls/${sid}`)).json()) as CallReport

const until = async (is: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 400 && !(await is()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await is()).toBe(true)
}

const LOUD = dtmfTone('5', 8000, 400)

test('Twilio’s signature is that of its documentation', () => {
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  }
  expect(signedByTwilio('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', fields)).toBe(
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  )
})

describe('somebody calls by Twilio', () => {
  test('the webhook is asked, signed, and the stream is opened as it says', async () => {
    business.answer = twiml()
    const sid = await calls(TWILIO)
    const { headers, body } = business.first()
    const fields = Object.fromEntries(new URLSearchParams(body))
    expect(fields).toMatchObject({ CallSid: sid, Direction: 'inbound', From: '+14155551212', CallStatus: 'ringing' })
    expect(headers['x-twilio-signature']).toBe(signedByTwilio('12345', callback(), fields))
    expect([business.upgraded?.url, business.upgraded?.headers['x-twilio-signature']]).toEqual([
      '/stream',
      signedByTwilio('12345', `ws://${business.host}/stream`),
    ])
    await until(() => business.messages().length > 5)
    const [connected, start, media] = business.messages()
    expect(connected).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' })
    expect(start).toMatchObject({ event: 'start', start: { callSid: sid, customParameters: { ticket: 'a&b' } } })
    expect(media).toMatchObject({ event: 'media', media: { track: 'inbound', chunk: '1', timestamp: '20' } })
  })

  test('what is sent is played in its own time, a mark comes back after it, and a clear throws away the rest', async () => {
    business.answer = twiml()
    const sid = await calls(TWILIO)
    await until(() => business.messages().length > 1)
    const streamSid = business.messages()[1]?.streamSid
    const send = (message: object) => business.stream?.send(JSON.stringify({ streamSid, ...message }))
    const media = (seconds: number) => ({
      event: 'media',
      media: { payload: Buffer.alloc(8000 * seconds, 0x20).toString('base64') },
    })
    send(media(0.2))
    send({ event: 'mark', mark: { name: 'first' } })
    send(media(30))
    send({ event: 'mark', mark: { name: 'second' } })
    await until(() => business.messages().some(({ event }) => event === 'mark'))
    send({ event: 'clear' })
    await until(async () => (await report(sid)).marks.length === 2)
    const { marks, clears, problems, ms, waitingMs } = await report(sid)
    expect(marks.map(({ name, isPlayed }) => [name, isPlayed])).toEqual([
      ['first', true],
      ['second', false],
    ])
    // From when the sound had come, which is not known to the millisecond.
    expect(marks[0]?.atMs).toBeGreaterThanOrEqual(200)
    expect(clears[0]?.wastedMs).toBeGreaterThan(10_000)
    expect([problems, waitingMs]).toEqual([[], 0])
    const heard = readWav(
      new Uint8Array(await (await fetch(`${vendors.origin}/carrier/phone/calls/${sid}/heard`)).arrayBuffer()),
    )
    expect(heard.rate).toBe(8000)
    expect(heard.samples.length / 8).toBeGreaterThanOrEqual(ms)
    expect(heard.samples.filter((sample) => sample !== 0).length).toBeGreaterThanOrEqual(1600)
  })

  test('they speak, press keys and hang up', async () => {
    business.answer = twiml()
    const sid = await calls(TWILIO, LOUD)
    await post(`/phone/calls/${sid}/keys`, { keys: '0#' })
    await until(() => business.messages().filter(({ event }) => event === 'dtmf').length === 2)
    await until(async () => (await report(sid)).sayingMs === 0)
    await post(`/phone/calls/${sid}/hang-up`, {})
    await until(() => business.messages().some(({ event }) => event === 'stop'))
    const said = business.messages()
    expect(said.filter(({ event }) => event === 'dtmf').map(({ dtmf }) => (dtmf as { digit: string }).digit)).toEqual([
      '0',
      '#',
    ])
    const payloads = said.flatMap(({ media }) =>
      media ? [Buffer.from((media as { payload: string }).payload, 'base64')] : [],
    )
    expect(payloads.every(({ length }) => length === 160)).toBe(true)
    expect(payloads.filter((bytes) => bytes.some((code) => code !== 0xff)).length).toBeGreaterThanOrEqual(20)
    expect(said.map(({ sequenceNumber }) => sequenceNumber).slice(1)).toEqual(
      said.slice(1).map((_, at) => String(at + 1)),
    )
    expect((await report(sid)).status).toBe('ended')
  })

  test('what is not documented is a problem', async () => {
    business.answer = twiml()
    const sid = await calls(TWILIO)
    await until(() => business.stream !== undefined)
    business.stream?.send('{"event":"media","media":{"payload":""}}')
    business.stream?.send(Buffer.alloc(160))
    await until(async () => (await report(sid)).problems.length === 2)
  })

  test('a stream with a query, a rejection, and an answer that is none', async () => {
    business.answer = twiml(`ws://${business.host}/stream?ticket=1`)
    expect(await report(await calls(TWILIO))).toMatchObject({
      status: 'failed',
      problems: [expect.stringContaining('query')],
    })
    business.answer = '<Response><Reject reason="busy"/></Response>'
    expect(await report(await calls(TWILIO))).toMatchObject({ status: 'busy', problems: [] })
    business.answer = '<Response/>'
    expect((await report(await calls(TWILIO))).status).toBe('ended')
  })
})

describe('somebody calls by jambonz', () => {
  test('in 16 kHz both ways, as bytes, with the metadata first', async () => {
    business.answer = listen()
    const sid = await calls(JAMBONZ, LOUD)
    const { headers, body } = business.first()
    const signature = String(headers['jambonz-signature'])
    expect(signature).toBe(signedByJambonz('whsec', body, Number(/t=(\d+)/.exec(signature)?.[1])))
    expect(JSON.parse(body)).toMatchObject({ call_sid: sid, direction: 'inbound', from: '+14155551212' })
    await until(() => business.heard.length > 10)
    expect(business.upgraded?.headers['sec-websocket-protocol']).toBe('audio.jambonz.org')
    expect(business.messages()[0]).toMatchObject({ callSid: sid, sampleRate: 16_000, mixType: 'mono', ticket: 'a&b' })
    const sound = business.heard.filter((each) => typeof each !== 'string')
    expect(sound.every(({ length }) => length === 640)).toBe(true)
    business.stream?.send(Buffer.alloc(64_000, 0x10))
    business.stream?.send('{"type":"mark","data":{"name":"m"}}')
    await until(async () => (await report(sid)).waitingMs > 0)
    business.stream?.send('{"type":"killAudio"}')
    await until(() => business.messages().some(({ type }) => type === 'mark'))
    expect(business.messages().at(-1)).toEqual({ type: 'mark', data: { name: 'm', event: 'cleared' } })
    business.stream?.send('{"type":"disconnect"}')
    await until(async () => (await report(sid)).status === 'ended')
    expect((await report(sid)).problems).toEqual([])
  })

  test('a verb that streams nothing back is a problem', async () => {
    business.answer = listen().replace('"streaming":true', '"streaming":false')
    expect(await report(await calls(JAMBONZ))).toMatchObject({
      status: 'failed',
      problems: [expect.stringContaining('streams')],
    })
  })
})

describe('the business calls somebody', () => {
  const dial = (to: string, token = '12345') =>
    fetch(`${vendors.origin}/carrier/2010-04-01/Accounts/AC1/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`AC1:${token}`)}` },
      body: new URLSearchParams({
        To: to,
        From: '+15005550006',
        Url: callback(),
        StatusCallback: `http://${business.host}/status`,
      }),
    })
  const statuses = () =>
    business.asked
      .filter(({ path }) => path === '/status')
      .map(({ body }) => new URLSearchParams(body).get('CallStatus'))

  test('they answer, and the business is told how it went', async () => {
    business.answer = twiml()
    const answer = await dial('+14155550001')
    const { sid } = (await answer.json()) as CallAnswer
    expect(answer.status).toBe(201)
    await until(async () => (await report(sid)).status === 'answered')
    const end = `${vendors.origin}/carrier/2010-04-01/Accounts/AC1/Calls/${sid}.json`
    const headers = { authorization: `Basic ${btoa('AC1:12345')}` }
    expect(
      (await fetch(end, { method: 'POST', headers, body: new URLSearchParams({ Status: 'completed' }) })).status,
    ).toBe(200)
    await until(() => statuses().length === 3)
    expect(statuses()).toEqual(['ringing', 'in-progress', 'completed'])
    const asked = business.asked.find(({ path }) => path === '/voice')
    const fields = Object.fromEntries(new URLSearchParams(asked?.body))
    expect(fields).toMatchObject({ Direction: 'outbound-api', To: '+14155550001' })
    expect(asked?.headers['x-twilio-signature']).toBe(signedByTwilio('12345', callback(), fields))
    const { sent } = (await (await fetch(`${vendors.origin}/_/sent?for=AC1`)).json()) as SentAnswer
    expect(sent.find(({ id }) => id === sid)).toMatchObject({ vendor: 'carrier', to: '+14155550001', status: 201 })
    expect(JSON.stringify(sent)).not.toContain(btoa('AC1:12345'))
  })

  test.each([
    ['blocked', 'busy'],
    ['unknown_address', 'no-answer'],
  ])('who is %s is %s', async (mode, status) => {
    const to = `+1415555${mode.length}`
    await fetch(`${vendors.origin}/_/behave`, {
      method: 'POST',
      body: JSON.stringify({ for: 'AC1', mode, to, times: 1 }),
    })
    await dial(to)
    await until(() => statuses().length === 2)
    expect(statuses()).toEqual(['ringing', status])
  })

  test('jambonz is asked by JSON, and signs with the secret of its webhooks', async () => {
    business.answer = listen()
    await fetch(`${vendors.origin}/carrier/phone/accounts`, { method: 'PUT', body: JSON.stringify(JAMBONZ) })
    const answer = await fetch(`${vendors.origin}/carrier/v1/Accounts/a-1/Calls`, {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify({ from: '+1500', to: { type: 'phone', number: '+1415' }, call_hook: { url: callback() } }),
    })
    const { sid } = (await answer.json()) as CallAnswer
    await until(async () => (await report(sid)).status === 'answered')
    const { headers, body } = business.first()
    const signature = String(headers['jambonz-signature'])
    expect(signature).toBe(signedByJambonz('whsec', body, Number(/t=(\d+)/.exec(signature)?.[1])))
  })

  test('who has another’s account, or no number, is refused', async () => {
    expect((await dial('+1', '')).status).toBe(401)
    expect((await dial('')).status).toBe(400)
  })
})
