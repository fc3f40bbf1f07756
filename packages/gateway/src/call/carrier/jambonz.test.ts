import { bytesOf } from '@baton/sound/pcm'
import { describe, expect, test } from 'vitest'
import { jambonz } from './jambonz.ts'

/** The text frame that comes first: the attributes of a call, with what https://docs.jambonz.org/verbs/verbs/listen adds. */
const FIRST = {
  sampleRate: 16_000,
  mixType: 'mono',
  callSid: '3a3ba4a9-3d5c-4b5b-9c9a-7b4e2b1b6f0d',
  direction: 'inbound',
  from: '+15083084809',
  to: '+15083728299',
  callId: 'b2e7c0f3',
  sipStatus: 200,
  callStatus: 'in-progress',
  ticket: 'from the metadata of the verb',
}

function line(first: object = FIRST) {
  const dialect = jambonz()
  const start = dialect.read(JSON.stringify(first))
  return { dialect, start, read: (value: unknown) => dialect.read(JSON.stringify(value)) }
}

describe('what jambonz says', () => {
  test('the first frame is the start, and brings the metadata of the verb', () => {
    const { dialect, start } = line()
    expect(start).toMatchObject({ type: 'start', start: { call: FIRST.callSid, parameters: { ticket: FIRST.ticket } } })
    expect(dialect.rate).toBe(16_000)
  })

  test('a rate other than asked for is the one that is spoken', () => {
    expect(line({ ...FIRST, sampleRate: '8000' }).dialect.rate).toBe(8000)
  })

  test('bytes are samples, but not before the start', () => {
    const samples = Int16Array.of(1, -2, 300)
    const bytes = bytesOf(samples).buffer
    expect(line().dialect.read(bytes)).toEqual({ type: 'audio', samples })
    expect(jambonz().read(bytes)).toBeNull()
  })

  test('a key, and a mark that was played or cleared', () => {
    const { read } = line()
    expect(read({ event: 'dtmf', dtmf: '5', duration: '1600' })).toEqual({ type: 'key', key: '5' })
    for (const event of ['playout', 'cleared']) {
      expect(read({ type: 'mark', data: { name: 'my-mark-1', event } })).toEqual({ type: 'mark', name: 'my-mark-1' })
    }
  })

  test.each([
    ['no JSON', 'hello'],
    ['a message of later', '{"type":"playDone"}'],
    ['a key no telephone has', '{"event":"dtmf","dtmf":"X"}'],
  ])('%s is passed over', (_, message) => {
    expect(line().dialect.read(message)).toBeNull()
  })

  test('two voices in one stream are not understood', () => {
    expect(line({ ...FIRST, mixType: 'stereo' }).start).toBeNull()
  })
})

test('sound is sent as bytes, the rest as commands', () => {
  const { dialect } = line()
  const samples = Int16Array.of(1, -2)
  expect(dialect.audio(samples)).toEqual(bytesOf(samples))
  expect([dialect.mark('my-mark-1'), dialect.clear(), dialect.end()].map((each) => JSON.parse(String(each)))).toEqual([
    { type: 'mark', data: { name: 'my-mark-1' } },
    { type: 'killAudio' },
    { type: 'disconnect' },
  ])
})
