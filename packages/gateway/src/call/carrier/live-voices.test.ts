import { expect, test } from 'vitest'
import { type LivePiece, liveVoices } from './live-voices.ts'

const piece = (value: number, level = 100): LivePiece => ({ samples: new Int16Array(4).fill(value), level })
const values = (pieces: LivePiece[]) => pieces.map(({ samples }) => samples[0])

test('one who speaks alone is not kept waiting', () => {
  const voices = liveVoices()
  expect(values(voices.push('agent', piece(1), 0))).toEqual([1])
  expect(values(voices.push('agent', piece(2), 20))).toEqual([2])
})

test('two who speak at once are heard at once, as loud as they are together and no louder than can be', () => {
  const voices = liveVoices()
  voices.push('agent', piece(1_000), 0)
  expect(values(voices.push('colleague', piece(20), 5))).toEqual([])
  expect(voices.push('agent', piece(2_000, 80), 20)).toEqual([piece(2_020, 80)])
  expect(voices.push('colleague', piece(30_000), 25)).toEqual([])
  expect(values(voices.push('agent', piece(30_000), 40))).toEqual([32_767])
})

test('who falls silent is not waited for: what was kept for their sake comes with the next piece', () => {
  const voices = liveVoices()
  voices.push('colleague', piece(7), 0)
  expect(values(voices.push('agent', piece(1), 10))).toEqual([])
  expect(values(voices.push('agent', piece(2), 30))).toEqual([])
  expect(values(voices.push('agent', piece(3), 70))).toEqual([1, 2, 3])
  expect(values(voices.push('agent', piece(4), 90))).toEqual([4])
})

test('a voice whose pieces do not come any more holds back no more than three of the other’s', () => {
  const voices = liveVoices()
  voices.push('colleague', piece(7), 0)
  const out = [0, 1, 2, 3].map((at) => values(voices.push('agent', piece(at), at)))
  expect(out).toEqual([[], [], [], [0]])
})
