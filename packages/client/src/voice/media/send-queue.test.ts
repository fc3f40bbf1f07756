import type { AudioFrame } from '@baton/protocol/wire'
import { expect, test } from 'vitest'
import { SendQueue } from './send-queue.ts'

const frame = (seq: number): AudioFrame => ({
  kind: 'audio',
  codec: 'pcm16',
  track: 'customer',
  flags: 0,
  gen: 0,
  seq,
  level: 0,
  ts: seq * 320,
  payload: new Uint8Array(640),
})

/** A line that takes what it is given, and holds it until `drain`. */
function aLine() {
  const line = {
    sent: [] as number[],
    waitingMs: 0,
    sendAudio({ seq }: AudioFrame) {
      line.sent.push(seq)
      line.waitingMs += 20
    },
    drain(ms: number) {
      line.waitingMs = Math.max(0, line.waitingMs - ms)
    },
  }
  return line
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

test('what the line takes is sent at once', () => {
  const queue = new SendQueue()
  const line = aLine()
  for (const seq of numbers(0, 100)) {
    queue.push(frame(seq), line)
    line.drain(20)
  }
  expect(line.sent).toEqual(numbers(0, 100))
})

test('on a line that is too slow, no more than a quarter of a second waits, and the oldest makes way', () => {
  const queue = new SendQueue()
  const line = aLine()
  for (const seq of numbers(0, 200)) {
    queue.push(frame(seq), line)
    line.drain(10)
    const newest = line.sent.at(-1) ?? 0
    expect((seq - newest) * 20 + line.waitingMs).toBeLessThanOrEqual(260)
  }
  expect(queue.dropped).toBeGreaterThan(80)
  expect(line.sent).toEqual([...line.sent].sort((a, b) => a - b))
})

test('what was said while the line was down leaves afterwards: the last second of it, in order, each once', () => {
  const queue = new SendQueue()
  for (const seq of numbers(0, 100)) queue.push(frame(seq), null)
  const line = aLine()
  for (const seq of numbers(100, 200)) {
    queue.push(frame(seq), line)
    line.drain(60)
  }
  expect(line.sent).toEqual(numbers(50, 200))
})

test('what waits when somebody mutes themselves does not wait for the signs of life to carry it', () => {
  const queue = new SendQueue()
  for (const seq of numbers(0, 20)) queue.push(frame(seq), null)
  const line = aLine()
  queue.push({ ...frame(20), kind: 'comfort', payload: new Uint8Array(0) }, { ...line, waitingMs: 0 })
  expect(line.sent).toEqual(numbers(0, 21))
})
