import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { describe, expect, test } from 'vitest'
import { twilioMedia } from './twilio-media.ts'

/** Messages as https://www.twilio.com/docs/voice/media-streams/websocket-messages has them. */
const CONNECTED = { event: 'connected', protocol: 'Call', version: '1.0.0' }
const START = {
  event: 'start',
  sequenceNumber: '1',
  start: {
    accountSid: 'AC00000000000000000000000000000000',
    streamSid: 'MZ00000000000000000000000000000000',
    callSid: 'CA00000000000000000000000000000000',
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { FirstName: 'Jane', LastName: 'Doe' },
  },
  streamSid: 'MZ00000000000000000000000000000000',
}
const media = (changes: object = {}) => ({
  event: 'media',
  sequenceNumber: '3',
  media: { track: 'inbound', chunk: '1', timestamp: '5', payload: 'f/7+//8AgA==', ...changes },
  streamSid: START.streamSid,
})

function line() {
  const dialect = twilioMedia()
  const read = (value: unknown) => dialect.read(JSON.stringify(value))
  return { dialect, read }
}

describe('what Twilio says', () => {
  test('a start tells the call and what our TwiML gave the stream to bring', () => {
    const { read } = line()
    expect(read(CONNECTED)).toBeNull()
    expect(read(START)).toEqual({
      type: 'start',
      start: { call: START.start.callSid, parameters: { FirstName: 'Jane', LastName: 'Doe' } },
    })
  })

  test('a start without parameters', () => {
    const { customParameters: _, ...start } = START.start
    expect(line().read({ ...START, start })).toMatchObject({ start: { parameters: {} } })
  })

  test('media is the caller’s µ-law', () => {
    const bytes = Uint8Array.of(0x7f, 0xfe, 0xfe, 0xff, 0xff, 0x00, 0x80)
    expect(line().read(media())).toEqual({ type: 'audio', samples: decodeMulaw(bytes) })
  })

  test('our own voice is not heard again', () => {
    expect(line().read(media({ track: 'outbound' }))).toBeNull()
  })

  test('a key, a mark, and the end', () => {
    const { read } = line()
    const { streamSid } = START
    expect(
      read({ event: 'dtmf', streamSid, sequenceNumber: '5', dtmf: { track: 'inbound_track', digit: '1' } }),
    ).toEqual({ type: 'key', key: '1' })
    expect(read({ event: 'mark', sequenceNumber: '4', streamSid, mark: { name: 'my label' } })).toEqual({
      type: 'mark',
      name: 'my label',
    })
    const stop = { accountSid: START.start.accountSid, callSid: START.start.callSid }
    expect(read({ event: 'stop', sequenceNumber: '5', streamSid, stop })).toEqual({ type: 'stop' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['JSON that is no message', '[]'],
    ['an event of later', '{"event":"more"}'],
    ['a sound that is no base64', JSON.stringify(media({ payload: '***' }))],
    ['a sound of minutes', JSON.stringify(media({ payload: 'AAAA'.repeat(10_000) }))],
    ['a key no telephone has', '{"event":"dtmf","dtmf":{"digit":"X"}}'],
    ['a stream in another format', JSON.stringify(START).replace('x-mulaw', 'x-raw')],
    ['bytes', new Uint8Array(20).buffer],
  ])('%s is passed over', (_, message) => {
    expect(twilioMedia().read(message)).toBeNull()
  })
})

describe('what is said to Twilio', () => {
  const { dialect, read } = line()
  read(START)
  const { streamSid } = START

  test('sound, a mark and a clear name the stream', () => {
    const samples = Int16Array.of(0, 1000, -1000, 32_767)
    const payload = Buffer.from(encodeMulaw(samples)).toString('base64')
    const said = [dialect.audio(samples), dialect.mark('my label'), dialect.clear()].map((each) =>
      JSON.parse(String(each)),
    )
    expect(said).toEqual([
      { event: 'media', streamSid, media: { payload } },
      { event: 'mark', streamSid, mark: { name: 'my label' } },
      { event: 'clear', streamSid },
    ])
  })

  test('the end is closing the socket', () => {
    expect(dialect.end()).toBeNull()
  })
})
