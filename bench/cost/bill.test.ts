import { expect, test } from 'vitest'
import { alwaysAwake, billOf, storageOf } from './bill.ts'
import type { Conversation } from './counts.ts'

const nothing = { requests: 0, messages: 0, rowsRead: 0, rowsWritten: 0 }
const conversation: Conversation = {
  name: 'made up',
  counts: {
    workerRequests: 2,
    rooms: {
      Session: { requests: 3, messages: 40, rowsRead: 1_000, rowsWritten: 100 },
      Floor: { ...nothing, rowsWritten: 20 },
      Directory: nothing,
      Knowledge: nothing,
    },
  },
  session: { activeSeconds: 1, awakeSeconds: 100, storedBytes: 50_000 },
  steps: [],
}

test('bills a thousand conversations by the price list', () => {
  const bill = billOf(conversation, 5)
  expect(bill.workerRequests).toBeCloseTo(0.0006)
  expect(bill.workerCpu).toBeCloseTo(0.0002)
  expect(bill.objectRequests).toBeCloseTo((5 * 0.15) / 1_000) // three, and forty messages at twenty to one
  expect(bill.rowsWritten).toBeCloseTo(0.12)
  expect(bill.duration).toBeCloseTo(0.16)
  expect(bill.durationAtWork).toBeCloseTo(0.0016)
  expect(bill.stored).toBeCloseTo(0.01)
  expect(bill.total).toBeCloseTo(0.0006 + 0.0002 + 0.00075 + 0.12 + 0.16 + 0.01 + 0.000001 * 1_000)
})

test('prices a million idle sessions by what they store, and an object that never sleeps by its memory', () => {
  expect(storageOf(1_000_000, 50_000)).toBeCloseTo(10)
  expect(alwaysAwake()).toBeCloseTo(4.1472)
})
