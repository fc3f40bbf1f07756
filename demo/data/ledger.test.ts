import { describe, expect, it } from 'vitest'
import { NOON } from '../testing.ts'
import { customers } from './customers.ts'
import { openLedger } from './ledger.ts'

const all = (now: number) => customers.flatMap(({ id }) => openLedger(now).ofCustomer(id))

describe('the ledger', () => {
  it('holds orders in every state', () => {
    const entries = all(NOON)
    expect(entries.length).toBeGreaterThanOrEqual(24)
    expect(new Set(entries.map(({ order }) => order.status))).toEqual(
      new Set(['pending', 'packed', 'shipped', 'delivered', 'cancelled', 'delayed']),
    )
    expect(new Set(entries.map(({ refund }) => refund.status))).toEqual(
      new Set(['none', 'requested', 'inspecting', 'approved', 'paid']),
    )
    expect(new Set(entries.map(({ parcel }) => parcel?.state ?? 'none'))).toEqual(
      new Set(['none', 'in_transit', 'out_for_delivery', 'delivered', 'stalled']),
    )
  })

  it('numbers every order once, in the order they were placed', () => {
    const entries = all(NOON).sort((a, b) => a.order.number.localeCompare(b.order.number))
    const numbers = entries.map(({ order }) => order.number)
    const placed = entries.map(({ order }) => order.placedAt)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(placed).toEqual([...placed].sort())
    for (const number of numbers) expect(number).toMatch(/^SO1\d{4}$/)
  })

  it('tells no story that contradicts itself', () => {
    for (const { order, parcel, refund } of all(NOON)) {
      const { number, status, placedAt, expectedAt } = order
      expect(parcel !== null, number).toBe(status === 'shipped' || status === 'delivered')
      expect(parcel?.state === 'delivered', number).toBe(status === 'delivered')
      expect(expectedAt === null, number).toBe(status === 'cancelled')
      if (expectedAt) expect(expectedAt > placedAt, number).toBe(true)
      if (status === 'delivered') expect((expectedAt ?? '') <= '2026-03-10', number).toBe(true)
      if (parcel) expect(parcel.lastScan.at > placedAt && parcel.lastScan.at <= '2026-03-10 12:00', number).toBe(true)
      if (refund.status !== 'none') {
        expect(['delivered', 'cancelled'], number).toContain(status)
        expect(refund.updatedAt >= placedAt, number).toBe(true)
        expect(refund.amount.amount, number).toBeGreaterThan(0)
        expect(refund.amount.amount, number).toBeLessThanOrEqual(order.total.amount)
      }
    }
  })

  it('counts days in China, wherever the machine stands', () => {
    const placed = (now: string) => openLedger(Date.parse(now)).find('SO10048')?.order.placedAt
    expect(placed('2026-03-10T15:59:00Z')).toBe('2026-03-10')
    expect(placed('2026-03-10T16:01:00Z')).toBe('2026-03-11')
  })
})
