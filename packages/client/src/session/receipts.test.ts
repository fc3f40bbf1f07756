import type { ClientFrame } from '@baton/protocol/wire'
import { expect, it } from 'vitest'
import { createReceipts } from './receipts.ts'

function open() {
  const sent: ClientFrame[] = []
  const line = { isUp: true }
  const receipts = createReceipts((frame) => line.isUp && sent.push(frame) > 0)
  return { sent, line, receipts }
}

it('gives credit every 64 events, and at once when caught up', () => {
  const { sent, receipts } = open()
  receipts.arrived(200, 200, true)
  for (let seq = 201; seq <= 330; seq++) receipts.arrived(seq, 1, false)
  expect(sent).toEqual([200, 264, 328].map((seq) => ({ type: 'got', seq })))
})

it('says each read mark once, and never goes back', () => {
  const { sent, receipts } = open()
  expect([5, 5, 3, 8].map(receipts.read)).toEqual([true, false, false, true])
  expect(sent).toEqual([5, 8].map((seq) => ({ type: 'read', seq })))
})

it('says again what was read while the line was down', () => {
  const { sent, line, receipts } = open()
  line.isUp = false
  receipts.read(9)
  line.isUp = true
  receipts.restart(4)
  receipts.restart(9)
  expect(sent).toEqual([{ type: 'read', seq: 9 }])
})
