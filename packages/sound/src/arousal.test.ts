import { expect, test } from 'vitest'
import { arousal, baselineOf } from './arousal.ts'
import { type Prosody, prosodyOf } from './prosody.ts'
import { type SpeechLike, speechLike } from './testing/speech-like.ts'

const rate = 16_000
const spoken = (options: Partial<SpeechLike> = {}) => prosodyOf(speechLike({ rate, seconds: 3, ...options }), rate)
const calm = [1, 2, 3].map((seed) => spoken({ seed }))

const against = (now: Prosody, turns: readonly Prosody[] = calm) => {
  const baseline = baselineOf(turns)
  if (!baseline) throw new Error('nothing was heard')
  return arousal(now, baseline)
}

test('who speaks on as they began is calm', () => {
  const said = against(spoken({ seed: 9 }))
  expect(said.arousal).toBeLessThan(0.15)
  expect(said.confidence).toBeGreaterThan(0.9)
  expect(said.rate).toBeCloseTo(1, 0)
  expect(said.loudness).toBeCloseTo(1, 0)
})

test('faster, higher, livelier and louder is agitation, and more of it is more', () => {
  const some = against(spoken({ syllablesPerSecond: 5, f0: 145, dBov: -16, seed: 9 }))
  const much = against(spoken({ syllablesPerSecond: 6, f0: 180, dBov: -10, melody: 7, seed: 9 }))
  expect(some.arousal).toBeGreaterThan(0.25)
  expect(much.arousal).toBeGreaterThan(some.arousal + 0.2)
  expect(much.rate ?? 0).toBeGreaterThan(1.3)
  expect(much.loudness ?? 0).toBeGreaterThan(1.8)
})

test('slower and softer than at first is no agitation', () => {
  expect(against(spoken({ syllablesPerSecond: 3, f0: 105, dBov: -28, seed: 9 })).arousal).toBe(0)
})

test('a voice is held against itself, not against others', () => {
  const lively = { syllablesPerSecond: 6, f0: 230, dBov: -12 }
  const turns = [1, 2, 3].map((seed) => spoken({ ...lively, seed }))
  expect(against(spoken({ ...lively, seed: 8 }), turns).arousal).toBeLessThan(0.2)
})

test('a short answer, or a short acquaintance, is no evidence', () => {
  const loud = { syllablesPerSecond: 6, f0: 180, dBov: -10 }
  expect(against(spoken({ ...loud, seconds: 0.5 })).confidence).toBeLessThan(0.5)
  expect(against(spoken(loud), calm.slice(0, 1)).confidence).toBeLessThan(0.5)
})

test('there is no baseline where nothing could be heard', () => {
  expect(baselineOf([])).toBeUndefined()
  expect(baselineOf([{ seconds: 0.2, dBov: -40 }])).toBeUndefined()
})
