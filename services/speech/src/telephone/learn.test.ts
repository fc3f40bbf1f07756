import { expect, test } from 'vitest'
import { COEFFICIENTS } from '../sphinx/cepstra.ts'
import { distance } from '../testing/distance.ts'
import { learnt } from './learn.ts'
import { centred, restored, writeRestoration } from './restoration.ts'

/** Frames of 13 coefficients that no two have in common, without a generator that is seeded elsewhere. */
const frames = (count: number, salt: number): Float32Array[] =>
  Array.from({ length: count }, (_, frame) =>
    Float32Array.from({ length: COEFFICIENTS }, (_, at) => Math.sin(frame * (at + 1.3) * 0.7 + salt) * (9 - at / 2)),
  )
/** What a line might do: each frame is half the one before, and turned round where it is loud. */
const through = (said: readonly Float32Array[]): Float32Array[] =>
  said.map((frame, at) => frame.map((value, index) => value / 2 - (said[at - 1]?.[index] ?? 0) / 4))

test('what a line does to speech is learnt, and undone for speech that was not learnt from', () => {
  const recordings = Array.from({ length: 30 }, (_, salt) => frames(100, salt)).map((said) => ({
    said,
    came: through(said),
  }))
  const restoration = learnt(recordings)
  const said = frames(100, 41.5)
  const came = through(said)
  const before = distance(centred(came), centred(said))
  expect(distance(restored(came, restoration), centred(said))).toBeLessThan(before / 20)
})

test('what is learnt is written as 32-bit numbers, one after the other', () => {
  const { byteLength } = writeRestoration(learnt([{ said: frames(50, 1), came: frames(50, 2) }]))
  expect(byteLength).toBe(4 * (13 + 16 * 13 + 16 * 92 * 13))
})
