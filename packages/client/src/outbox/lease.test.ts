import { afterEach, expect, it, vi } from 'vitest'
import { settle } from '../testing/world.ts'
import { webLock } from './lease.ts'

afterEach(() => vi.unstubAllGlobals())

/** Asks as one tab does and writes down what it is told. */
function ask(name: string, steal = false) {
  const told: string[] = []
  const giveBack = webLock(
    name,
    steal,
    () => told.push('granted'),
    () => told.push('lost'),
  )
  return { told, giveBack }
}

const pause = async () => {
  for (let turn = 0; turn < 5; turn++) await settle()
}

it('is held by one tab, and goes to the next when given back', async () => {
  const [first, second, third] = [ask('a'), ask('a'), ask('a')]
  await pause()
  expect([first.told, second.told]).toEqual([['granted'], []])
  second.giveBack()
  first.giveBack()
  await pause()
  expect([first.told, second.told, third.told]).toEqual([['granted'], [], ['granted']])
  third.giveBack()
})

it('tells a tab that it was taken away', async () => {
  const first = ask('b')
  await pause()
  const second = ask('b', true)
  await pause()
  expect([first.told, second.told]).toEqual([['granted', 'lost'], ['granted']])
  second.giveBack()
})

it('grants at once where there are no locks, and where they are denied', async () => {
  vi.stubGlobal('navigator', {})
  expect(ask('c').told).toEqual(['granted'])
  const request = async () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('navigator', { locks: { request } })
  const denied = ask('c')
  await pause()
  expect(denied.told).toEqual(['granted'])
})
