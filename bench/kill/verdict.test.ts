import type { SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { judge, type Testimony } from './verdict.ts'

const event = (seq: number, id: string): SessionEvent => ({
  seq,
  id,
  at: 0,
  kind: 'message',
  by: { role: 'customer', id: 'kim' },
  audience: 'all',
  body: { text: id },
})
const log = [event(1, 'a'), event(2, 'b'), event(3, 'c')]
const honest: Testimony = {
  sent: ['a', 'b', 'c'],
  acked: new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]),
  heard: [
    { seq: 1, id: 'a' },
    { seq: 2, id: 'b' },
    { seq: 3, id: 'c' },
  ],
}

test('a log that is as its writers saw it is clean', () => {
  expect(judge(log, [honest])).toEqual({ acked: 3, lost: 0, doubled: 0, reordered: 0 })
})

test('an acknowledged message that is not in the log is lost', () => {
  expect(judge(log.slice(0, 2), [{ ...honest, heard: [] }])).toMatchObject({ lost: 1 })
})

test('an acknowledgement that named another place counts as lost', () => {
  expect(judge(log, [{ ...honest, acked: new Map([['a', 2]]) }])).toMatchObject({ lost: 1 })
})

test('an event a reader was never shown is lost', () => {
  const heard = [honest.heard[0], honest.heard[2]].flatMap((each) => each ?? [])
  expect(judge(log, [{ ...honest, heard }])).toMatchObject({ lost: 1 })
})

test('an id that is stored or shown twice is doubled', () => {
  expect(judge([...log, event(4, 'a')], [honest])).toMatchObject({ doubled: 1 })
  expect(judge(log, [{ ...honest, heard: [...honest.heard, { seq: 3, id: 'c' }] }])).toMatchObject({ doubled: 1 })
})

test('another order than the sender’s, or a hole, is reordered', () => {
  expect(judge(log, [{ ...honest, sent: ['b', 'a', 'c'] }])).toMatchObject({ reordered: 1 })
  expect(judge([event(1, 'a'), event(3, 'c')], [])).toMatchObject({ reordered: 1 })
})
