import { expect, test } from 'vitest'
import { readBytes } from './raw-body.ts'

const BYTES = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251)

const bodyOf = (piece: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < BYTES.length; at += piece) controller.enqueue(BYTES.subarray(at, at + piece))
      controller.close()
    },
  })

test('whatever the sender says of the length, the bytes are those that came', async () => {
  for (const likely of [0, 1, 999, 1_000, 5_000])
    for (const piece of [1, 7, 1_000]) {
      const read = await readBytes({ body: bodyOf(piece) }, { maxBytes: 1_000, likely }, () => true)
      expect(read).toEqual(BYTES)
    }
})

test('what is more than may come is too large, and what there is no room for is cut off', async () => {
  const body = () => ({ body: bodyOf(100) })
  expect(await readBytes(body(), { maxBytes: 999, likely: 999 }, () => true)).toBe('too_large')
  expect(await readBytes(body(), { maxBytes: 999, likely: 0 }, () => true)).toBe('too_large')
  let held = 0
  const isRoom = (bytes: number): boolean => {
    held += bytes
    return held <= 500
  }
  expect(await readBytes(body(), { maxBytes: 1_000, likely: 0 }, isRoom)).toBe('cut_off')
  expect(await readBytes({ body: null }, { maxBytes: 1, likely: 1 }, () => true)).toEqual(new Uint8Array())
})
