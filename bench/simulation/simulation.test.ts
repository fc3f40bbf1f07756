import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { Agenda } from './heap.ts'
import { Station } from './station.ts'

test('an agenda gives things in the order of their time, and of the same time as they were put', () => {
  const random = new Random(7)
  const agenda = new Agenda<number>()
  const times = Array.from({ length: 1_000 }, () => random.below(50))
  for (const [at, time] of times.entries()) agenda.put(time, at)
  const expected = times.map((time, at) => ({ time, item: at })).sort((a, b) => a.time - b.time || a.item - b.item)
  expect(Array.from({ length: 1_000 }, () => agenda.take())).toEqual(expected)
  expect(agenda.take()).toBeUndefined()
})

test('the same seed gives the same numbers, and they are spread evenly', () => {
  const numbers = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 10_000 }, () => random.next())
  }
  expect(numbers(1)).toEqual(numbers(1))
  expect(numbers(1)).not.toEqual(numbers(2))
  expect(numbers(3).reduce((sum, each) => sum + each, 0) / 10_000).toBeCloseTo(0.5, 1)
  const random = new Random(4)
  const mean = Array.from({ length: 20_000 }, () => random.exponential(10)).reduce((sum, each) => sum + each) / 20_000
  expect(mean).toBeGreaterThan(9.5)
  expect(mean).toBeLessThan(10.5)
})

test('a station does one thing at a time', () => {
  const station = new Station()
  expect(station.serve(0, 10)).toBe(10)
  expect(station.serve(2, 10)).toBe(20)
  expect(station.backlog(5)).toBe(15)
  expect(station.serve(50, 10)).toBe(60)
  expect(station.report(100)).toEqual({ perSecond: 30, utilisation: 0.3, waitP50Ms: 0, waitP99Ms: 8 })
})

test('a station under random load waits as long as theory says', () => {
  const random = new Random(5)
  const station = new Station()
  let now = 0
  let waited = 0
  const count = 200_000
  for (let at = 0; at < count; at += 1) {
    now += random.exponential(10)
    waited += station.backlog(now)
    station.serve(now, 7)
  }
  // Pollaczek–Khinchine for fixed service: ρ·s / 2(1−ρ).
  expect(waited / count).toBeGreaterThan(0.95 * ((0.7 * 7) / 0.6))
  expect(waited / count).toBeLessThan(1.05 * ((0.7 * 7) / 0.6))
})
