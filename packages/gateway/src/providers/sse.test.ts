import { expect, test } from 'vitest'
import { EventReader } from './sse.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const STREAM = ': hello\r\ndata: {"a":"退"}\r\n\r\nevent: x\ndata: one\ndata: two\n\ndata: three\r\rdata:[DONE]'
const EVENTS = ['{"a":"退"}', 'one\ntwo', 'three', '[DONE]']

test('events are the same wherever their bytes are cut', () => {
  const all = bytes(STREAM)
  for (const size of [1, 2, 3, 7, all.length]) {
    const reader = new EventReader()
    const events: string[] = []
    for (let at = 0; at < all.length; at += size) events.push(...reader.take(all.subarray(at, at + size)))
    expect([size, ...events, ...reader.end()]).toEqual([size, ...EVENTS])
  }
})

test('an event is told with the bytes that end it', () => {
  const reader = new EventReader()
  expect(reader.take(bytes('data: one\n'))).toEqual([])
  expect(reader.take(bytes('\n'))).toEqual(['one'])
})

test('a long line that comes byte by byte is read in time that grows with it alone, a longer one is no event', () => {
  const reader = new EventReader()
  const one = bytes('x')
  const started = performance.now()
  for (let n = 0; n < 64 * 1024; n += 1) reader.take(one)
  // Looked at whole with every byte, it took four seconds.
  expect(performance.now() - started).toBeLessThan(1_500)
  expect(() => reader.take(bytes('x'.repeat(256 * 1024)))).toThrow('too_long')
})
