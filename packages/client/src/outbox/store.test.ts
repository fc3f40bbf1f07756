import { IDBKeyRange, indexedDB } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStore, type StoredSend } from './store.ts'

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
const send = (id: string): StoredSend => ({
  id,
  owner: null,
  command: { kind: 'message', text: id },
  at: 1,
  problem: null,
})

beforeEach(() => {
  vi.stubGlobal('indexedDB', indexedDB)
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('keeps sends in the order of their ids, and a cursor, for the next page', async () => {
  const store = await openStore('baton:one', after)
  await store.put(send('b'))
  await store.put(send('a'))
  await store.put(send('c'))
  await store.remove('c')
  await store.mark({ owner: 's_1', epoch: 'e_1', seq: 4 })
  const next = await openStore('baton:one', after)
  expect(next.shared).toBe(true)
  expect(await next.sends()).toEqual([send('a'), send('b')])
  expect(await next.cursor()).toEqual({ owner: 's_1', epoch: 'e_1', seq: 4 })
  await next.clear()
  expect(await store.sends()).toEqual([])
  expect(await store.cursor()).toBe(null)
})

it('keeps sites apart', async () => {
  await (await openStore('baton:two', after)).put(send('a'))
  const other = await openStore('baton:three', after)
  expect(await other.sends()).toEqual([])
  await other.clear()
  expect(await (await openStore('baton:two', after)).sends()).toEqual([send('a')])
})

it('stays in memory where IndexedDB is forbidden', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  const store = await openStore('baton:four', after)
  expect(store.shared).toBe(false)
  await store.put(send('a'))
  expect(await store.sends()).toEqual([send('a')])
})

it('does not wait for an IndexedDB that never answers', async () => {
  vi.useFakeTimers()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest)
  const opening = openStore('baton:five', after)
  await vi.advanceTimersByTimeAsync(2_000)
  expect((await opening).shared).toBe(false)
})
