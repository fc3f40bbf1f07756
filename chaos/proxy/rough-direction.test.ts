import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '@baton/bench/random'
import { expect, test } from 'vitest'
import type { Roughness } from './fate.ts'
import { RoughDirection } from './rough-direction.ts'

const CALM: Roughness = { dropped: 0, doubled: 0, delayed: 0, overtaken: 0, truncated: 0, 'half-open': 0 }
const FRAMES = ['one', 'two', 'three', 'four']

async function through(roughness: Partial<Roughness>, seed = 1): Promise<string[]> {
  const arrived: string[] = []
  const line = new RoughDirection({
    random: new Random(seed),
    roughness: { ...CALM, ...roughness },
    deliver: (frame) => void arrived.push(frame),
    met: () => undefined,
  })
  for (const frame of FRAMES) line.take(frame)
  await sleep(600)
  return arrived
}

test('a calm line passes everything in order', async () => {
  expect(await through({})).toEqual(FRAMES)
})

test('each fault does what its name says', async () => {
  expect(await through({ dropped: 1_000 })).toEqual([])
  expect(await through({ doubled: 1_000 })).toEqual(FRAMES.flatMap((frame) => [frame, frame]))
  expect(await through({ delayed: 1_000 })).toEqual(FRAMES)
  expect((await through({ truncated: 1_000 })).every((part, at) => FRAMES[at]?.startsWith(part))).toBe(true)
  expect(await through({ 'half-open': 1_000 })).toEqual([])
})

test('who is overtaken arrives after the next, or alone when none follows', async () => {
  const arrived = await through({ overtaken: 500 }, 3)
  expect(arrived).not.toEqual(FRAMES)
  expect([...arrived].sort()).toEqual([...FRAMES].sort())
})

test('the same seed is the same line', async () => {
  const rough = { dropped: 200, doubled: 200, truncated: 200 }
  expect(await through(rough, 11)).toEqual(await through(rough, 11))
})
