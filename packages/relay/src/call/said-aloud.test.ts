import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SaidAloud } from './said-aloud.ts'

test('who is cut off in the second sentence has heard the first and a share of the second', () => {
  const said = new SaidAloud()
  said.begin({ of: 'm1', from: 0, to: 20 })
  said.add(1_000)
  said.begin({ of: 'm1', from: 20, to: 60 })
  said.add(1_500)
  said.add(500)
  said.begin({ of: 'm2', from: 0, to: 10 })
  said.add(400)
  expect(said.heardAfter(1_500)).toEqual([
    { of: 'm1', heard: 30, playedMs: 1_500, whole: false },
    { of: 'm2', heard: 0, playedMs: 0, whole: false },
  ])
  expect(said.heardAfter(said.ms).map(({ heard, whole }) => [heard, whole])).toEqual([
    [60, true],
    [10, true],
  ])
})

test('a sentence that is not there yet was not heard', () => {
  const said = new SaidAloud()
  said.begin({ of: 'm1', from: 0, to: 20 })
  expect(said.heardAfter(5_000)).toEqual([{ of: 'm1', heard: 0, playedMs: 0, whole: false }])
})

test('nobody hears less after more was played, nor more than was said', () => {
  const piece = fc.record({ of: fc.constantFrom('a', 'b', 'c'), length: fc.nat(80), ms: fc.nat(4_000) })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(20_000), fc.nat(20_000), (pieces, one, other) => {
      const said = new SaidAloud()
      const lengths = new Map<string, number>()
      for (const { of, length, ms } of pieces) {
        const from = lengths.get(of) ?? 0
        said.begin({ of, from, to: from + length })
        said.add(ms)
        lengths.set(of, from + length)
      }
      const [early, late] = [said.heardAfter(Math.min(one, other)), said.heardAfter(Math.max(one, other))]
      for (const [index, { of, heard, playedMs }] of early.entries()) {
        expect(heard).toBeLessThanOrEqual(late[index]?.heard ?? -1)
        expect(playedMs).toBeLessThanOrEqual(late[index]?.playedMs ?? -1)
        expect(late[index]?.heard).toBeLessThanOrEqual(lengths.get(of) ?? -1)
      }
    }),
  )
})
