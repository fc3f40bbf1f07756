import { describe, expect, test } from 'vitest'
import { declineVerbs, jambonzCall, jambonzCancel, jambonzDial, jambonzProgress, listenVerbs } from './jambonz-voice.ts'
import { rejectTwiml, streamTwiml, twilioCall, twilioDial, twilioHangUp, twilioProgress } from './twilio-voice.ts'

const DIAL = {
  from: '+15005550006',
  to: '+14155551212',
  voiceUrl: 'https://gateway.example/voice',
  statusUrl: 'https://gateway.example/status',
  ringSeconds: 45,
}

describe('Twilio', () => {
  const account = { accountSid: 'AC1', authToken: 'token' }
  const said = { CallSid: 'CA1', AccountSid: 'AC1', From: '+14155551212', To: '+15005550006', CallStatus: 'ringing' }

  test('a webhook tells the call', () => {
    const call = { call: 'CA1', from: '+14155551212', to: '+15005550006' }
    expect(twilioCall(new URLSearchParams({ ...said, Direction: 'inbound' }))).toEqual({ ...call, direction: 'in' })
    expect(twilioCall(new URLSearchParams({ ...said, Direction: 'outbound-api' }))).toEqual({
      ...call,
      direction: 'out',
    })
    expect(twilioCall(new URLSearchParams({ CallSid: 'CA1' }))).toBeNull()
  })

  test.each([
    ['anonymous', '+266696687'],
    ['restricted', '+7378742833'],
    ['unavailable', '+86282452253'],
    ['unknown', '+8656696'],
    ['blocked', '+2562533'],
    ['private', '+7748283'],
  ])('who is %s is nobody in particular, and not who has the number %s', (word, From) => {
    const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
    expect(`+${[...word].map((letter) => keys.findIndex((each) => each.includes(letter)) + 2).join('')}`).toBe(From)
    expect(twilioCall(new URLSearchParams({ ...said, From }))?.from).toBe('anonymous')
  })

  test('the answer gives the call to a stream, with nothing of ours read as XML', () => {
    expect(streamTwiml('wss://gateway.example/v1/carrier', { ticket: 'a"b<c>&d' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Connect><Stream url="wss://gateway.example/v1/carrier">' +
        '<Parameter name="ticket" value="a&quot;b&lt;c&gt;&amp;d"/></Stream></Connect></Response>',
    )
    expect(rejectTwiml('busy')).toContain('<Reject reason="busy"/>')
  })

  test('a call is made by a form, under the account’s own name', () => {
    const { path, init } = twilioDial(account, DIAL)
    expect(path).toBe('/2010-04-01/Accounts/AC1/Calls.json')
    expect(new Headers(init.headers).get('authorization')).toBe(`Basic ${btoa('AC1:token')}`)
    const fields = new URLSearchParams(String(init.body))
    expect(Object.fromEntries(fields)).toMatchObject({
      To: DIAL.to,
      From: DIAL.from,
      Url: DIAL.voiceUrl,
      Timeout: '45',
    })
    expect(fields.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed'])
  })

  test('a call is ended', () => {
    const { path, init } = twilioHangUp(account, 'CA1')
    expect([path, String(init.body)]).toEqual(['/2010-04-01/Accounts/AC1/Calls/CA1.json', 'Status=completed'])
  })

  test.each([
    ['ringing', 'ringing'],
    ['in-progress', 'answered'],
    ['no-answer', 'missed'],
    ['busy', 'busy'],
    ['canceled', 'ended'],
    ['failed', 'failed'],
  ])('a call that is %s is %s', (status, progress) => {
    expect(twilioProgress(new URLSearchParams({ CallSid: 'CA1', CallStatus: status }))).toEqual({
      call: 'CA1',
      progress,
    })
  })

  test('a status nobody knows says nothing', () => {
    expect(twilioProgress(new URLSearchParams({ CallSid: 'CA1', CallStatus: 'flying' }))).toBeNull()
    expect(twilioProgress(new URLSearchParams({ CallStatus: 'busy' }))).toBeNull()
  })
})

describe('jambonz', () => {
  const account = { accountSid: 'a-1', apiKey: 'key' }

  test('a webhook tells the call', () => {
    const said = {
      call_sid: 'c-1',
      from: '+14155551212',
      to: '+15005550006',
      direction: 'inbound',
      call_status: 'trying',
    }
    const call = { call: 'c-1', from: '+14155551212', to: '+15005550006' }
    expect(jambonzCall(said)).toEqual({ ...call, direction: 'in' })
    expect(jambonzCall({ ...said, direction: 'outbound' })).toEqual({ ...call, direction: 'out' })
    expect(jambonzCall(null)).toBeNull()
  })

  test('the answer asks for a stream in both directions, at one rate, with keys', () => {
    const verbs = listenVerbs('wss://gateway.example/v1/carrier', { ticket: 't' }, 'https://gateway.example/over')
    expect(verbs.map(({ verb }) => verb)).toEqual(['answer', 'listen', 'hangup'])
    expect(verbs[1]).toMatchObject({
      sampleRate: 16_000,
      mixType: 'mono',
      passDtmf: true,
      bidirectionalAudio: { enabled: true, streaming: true, sampleRate: 16_000 },
      metadata: { ticket: 't' },
    })
    expect(declineVerbs('busy')).toEqual([{ verb: 'sip:decline', status: 486 }])
  })

  test('a call is made, and given up while it rings, by JSON', () => {
    const { path, init } = jambonzDial(account, DIAL)
    expect(path).toBe('/v1/Accounts/a-1/Calls')
    expect(new Headers(init.headers).get('authorization')).toBe('Bearer key')
    expect(JSON.parse(String(init.body))).toMatchObject({
      from: DIAL.from,
      to: { type: 'phone', number: DIAL.to },
      call_hook: { url: DIAL.voiceUrl },
      timeout: 45,
    })
    const end = jambonzCancel(account, 'c-1')
    expect([end.path, end.init.method, end.init.body]).toEqual([
      '/v1/Accounts/a-1/Calls/c-1',
      'PUT',
      '{"call_status":"no-answer"}',
    ])
  })

  test('how it went on', () => {
    expect(jambonzProgress({ call_sid: 'c-1', call_status: 'no-answer' })).toEqual({ call: 'c-1', progress: 'missed' })
    expect(jambonzProgress({ call_sid: 'c-1', call_status: 'flying' })).toBeNull()
    expect(jambonzProgress('x')).toBeNull()
  })
})
