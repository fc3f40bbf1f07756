import { AUDIO_FLAGS, type AudioFrame } from '@baton/protocol/wire'
import { expect, test } from 'vitest'
import { Outgoing } from './outgoing.ts'

const captured = (speech = false) => ({ samples: new Int16Array(320).fill(100), level: -20, speech })

test('frames are counted, timed, and say what was heard', () => {
  const sent: AudioFrame[] = []
  const outgoing = new Outgoing('customer', (frame) => sent.push(frame))
  for (const speech of [false, true, true]) outgoing.push(captured(speech), false)
  expect(sent.map(({ seq, ts }) => [seq, ts])).toEqual([
    [0, 0],
    [1, 320],
    [2, 640],
  ])
  const { start, speech } = AUDIO_FLAGS
  expect(sent.map(({ flags }) => flags)).toEqual([start, speech, speech])
  expect(sent[0]).toMatchObject({ kind: 'audio', codec: 'pcm16', track: 'customer', gen: 0, level: 160 })
  expect(new Int16Array(sent[0]?.payload.buffer ?? new ArrayBuffer(0))).toEqual(captured().samples)
})

test('silent on purpose, it sends a sign of life every 200 ms at once, and its clock goes on', () => {
  const sent: AudioFrame[] = []
  const outgoing = new Outgoing('agent', (frame) => sent.push(frame))
  for (let i = 0; i < 50; i += 1) outgoing.push(captured(), i >= 10 && i < 40)
  const silent = sent.filter(({ kind }) => kind === 'comfort')
  expect(silent.map(({ ts }) => ts / 320)).toEqual([10, 20, 30])
  expect(silent.every(({ payload }) => payload.length === 0)).toBe(true)
  const after = sent.find(({ ts }) => ts === 40 * 320)
  expect(after).toMatchObject({ kind: 'audio', flags: AUDIO_FLAGS.start })
  expect(sent.map(({ seq }) => seq)).toEqual(sent.map((_, i) => i))
})
