import { expect, test } from 'vitest'
import type { Inbound } from './channel.ts'
import { linesOf, throughLines } from './lines.ts'

const said = (address: string, id: string): Inbound => ({
  kind: 'message',
  id,
  from: { address },
  text: '',
  media: [],
})

test('a batch is parted by customer, each in the order it came', () => {
  const batch = [said('a', '1'), said('b', '2'), said('a', '3'), said('constructor', '4')]
  expect(linesOf(batch).map((line) => line.map((each) => each.kind === 'message' && each.id))).toEqual([
    ['1', '3'],
    ['2'],
    ['4'],
  ])
})

/** Work that ends when it is told to. */
function heldWork() {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const work = (item: string) =>
    new Promise<void>((resolve, reject) => {
      begun.push(item)
      ends.set(item, (error) => (error ? reject(error) : resolve()))
    })
  const end = async (item: string, error?: Error) => {
    ends.get(item)?.(error)
    await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { begun, work, end }
}

test('customers are served side by side, no more of them than may be, and each in order', async () => {
  const { begun, work, end } = heldWork()
  const all = throughLines([['a1', 'a2'], ['b1'], ['c1']], 2, work)
  expect(begun).toEqual(['a1', 'b1'])
  await end('b1')
  expect(begun).toEqual(['a1', 'b1', 'c1'])
  await end('c1')
  await end('a1')
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2'])
  await end('a2')
  await all
})

test('what fails ends its own line only, and is told once all have ended', async () => {
  const { begun, work, end } = heldWork()
  let told: unknown = null
  const all = throughLines(
    [
      ['a1', 'a2'],
      ['b1', 'b2'],
    ],
    2,
    work,
  ).catch((error: unknown) => {
    told = error
  })
  const down = new Error('down')
  await end('a1', down)
  await end('b1')
  expect(begun).toEqual(['a1', 'b1', 'b2'])
  expect(told).toBeNull()
  await end('b2')
  await all
  expect(told).toBe(down)
})
