import { expect, test, vi } from 'vitest'
import { Arrivals } from './arrivals.ts'

const AT_ONCE = 32

/** A door at which everybody inside stays until told to go. */
function crowded() {
  const arrivals = new Arrivals()
  const inside: string[] = []
  const leave = new Map<string, () => void>()
  const come = (name: string, invited = false): Promise<unknown> =>
    arrivals.letIn({ invited }, () => {
      inside.push(name)
      return new Promise<void>((resolve) => leave.set(name, resolve))
    })
  const first = Array.from({ length: AT_ONCE }, (_, at) => come(`first-${at}`))
  return { come, inside, first, go: (name: string) => leave.get(name)?.() }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

test('as many as there is room for are in at once; the others follow in their order, who is invited before them', async () => {
  const { come, inside, go } = crowded()
  expect(inside).toHaveLength(AT_ONCE)
  const later = [come('second'), come('third'), come('invited', true)]
  await settled()
  expect(inside).toHaveLength(AT_ONCE)
  for (const name of ['first-0', 'first-1', 'first-2']) {
    go(name)
    await settled()
  }
  expect(inside.slice(AT_ONCE)).toEqual(['invited', 'second', 'third'])
  for (const name of ['second', 'third', 'invited']) go(name)
  await Promise.all(later)
})

test('a place is free again whatever came of who had it', async () => {
  const arrivals = new Arrivals()
  for (let n = 0; n < 3 * AT_ONCE; n++) {
    await expect(arrivals.letIn({ invited: false }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  }
  expect(await arrivals.letIn({ invited: false }, async () => 'in')).toBe('in')
})

test('who has hung up inside is not waited for', async () => {
  let now = 0
  const arrivals = new Arrivals(() => now)
  for (let n = 0; n < AT_ONCE; n++) void arrivals.letIn({ invited: false }, () => new Promise(() => {}))
  now = 3_001
  expect(await arrivals.letIn({ invited: false }, async () => 'in')).toBe('in')
})

test('T-40 who waits too long is told when to come back', async () => {
  let now = 0
  const arrivals = new Arrivals(() => now)
  const fill = (): void => {
    for (let n = 0; n < AT_ONCE; n++) void arrivals.letIn({ invited: true }, () => new Promise(() => {}))
  }
  fill()
  // Whenever a place is free, somebody else is there first.
  const wait = vi.spyOn(scheduler, 'wait').mockImplementation(async (ms) => {
    now += ms
    fill()
  })
  const refused = await arrivals.letIn({ invited: false }, async () => 'in').catch((error: unknown) => error)
  wait.mockRestore()
  expect(refused).toMatchObject({ code: 'unavailable' })
  expect((refused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(1_000)
})
