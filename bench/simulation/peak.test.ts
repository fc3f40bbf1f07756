import { expect, test } from 'vitest'
import { type Costs, costsOf } from './costs.ts'
import { readMeasured } from './measured.ts'
import { Peak } from './peak.ts'
import { storm } from './storm.ts'

const SIZE = { agents: 100, sessions: 10_000 }
const costs = (change: Partial<Costs> = {}): Costs => ({
  directoryRead: 1,
  directoryWrite: 2,
  standings: () => 1,
  knowledgeRead: 1,
  sessionOpen: 2,
  sessionBotMessage: 2,
  sessionAgentMessage: 2,
  floorCommit: 2,
  floorShow: 0,
  floorShowEveryMs: 100,
  ...change,
})

test('the same seed gives the same minute, another seed another', () => {
  const report = (seed: number) => new Peak(SIZE, costs(), 'paced', seed).run()
  expect(report(1)).toEqual(report(1))
  expect(report(1)).not.toEqual(report(2))
})

test('an accept takes three durable steps when nobody is in its way, and for ever when the floor cannot keep up', () => {
  const calm = new Peak(SIZE, costs(), 'paced', 1).run()
  // Directory's call, two changes of the floor and one of the session, each on disk before the next begins.
  expect(calm.acceptP50Ms).toBeCloseTo(1 + 2 + 10 + 2 + 10 + 2 + 10, 0)
  const drowned = new Peak(SIZE, costs({ floorCommit: 2_000 }), 'paced', 1).run()
  expect(drowned.floor.utilisation).toBeGreaterThan(1)
  expect(drowned.floor.waitP99Ms).toBeGreaterThan(10_000)
})

test('a larger floor never costs less, and boards at a pace never more than boards on each change', async () => {
  const [today, before] = await Promise.all([readMeasured('measured'), readMeasured('measured-whole-boards')])
  for (const agents of [1_000, 3_000, 10_000]) {
    const paced = costsOf(today, agents, 'paced').floorCommit
    expect(costsOf(before, agents, 'each change').floorCommit).toBeGreaterThan(paced)
    expect(costsOf(today, 2 * agents, 'paced').floorCommit).toBeGreaterThanOrEqual(paced)
  }
})

test('a storm is over when its bottleneck has seen everybody once', () => {
  const one = storm({ sockets: 20_000, directories: 1, joinMs: 1, room: 1_000, seed: 1 })
  expect(one.nearlyAllBackSeconds).toBeGreaterThan(19.7)
  expect(one.nearlyAllBackSeconds).toBeLessThan(30)
  const four = storm({ sockets: 20_000, directories: 4, joinMs: 1, room: 1_000, seed: 1 })
  expect(four.nearlyAllBackSeconds).toBeLessThan(one.nearlyAllBackSeconds / 2)
  expect(four.attemptsPerSocket).toBeLessThan(one.attemptsPerSocket)
})
