import { type ResultMap, resultMap } from '@baton/protocol'
import { expect, test } from 'vitest'
import { mapped } from './mapping.ts'

const answer = {
  order: {
    status: 'shipped',
    total: { amount: 12_900 },
    at: '2026-11-18',
    scannedAt: '2026-11-18T09:00:00+08:00',
    isPaid: true,
    note: null,
    'a/b~c': 'odd name',
    lines: [{ title: 'Kettle', n: 1, cost: 4 }],
    tags: ['new', 7],
  },
  internal: 'margin 41 %',
}

test('a flow gets what is mapped and nothing else', () => {
  const map = resultMap.parse({
    status: { at: '/order/status', type: 'text' },
    amount: { at: '/order/total/amount', type: 'number' },
    day: { at: '/order/at', type: 'date' },
    scanned: { at: '/order/scannedAt', type: 'date' },
    paid: { at: '/order/isPaid', type: 'yes_no' },
    odd: { at: '/order/a~1b~0c', type: 'text' },
    note: { at: '/order/note', type: 'text', optional: true },
    gone: { at: '/order/nothing', type: 'number', optional: true },
    tags: { at: '/order/tags', type: 'list' },
    lines: { at: '/order/lines', type: 'list', of: { title: { at: '/title', type: 'text' } } },
    first: { at: '/order/lines/0/n', type: 'number' },
  })
  expect(mapped(map, answer)).toEqual({
    status: 'shipped',
    amount: 12_900,
    day: '2026-11-18',
    scanned: '2026-11-18T09:00:00+08:00',
    paid: true,
    odd: 'odd name',
    tags: ['new', 7],
    lines: [{ title: 'Kettle' }],
    first: 1,
  })
})

const REFUSED: [string, ResultMap[string]][] = [
  ['missing', { at: '/order/nothing', type: 'text' }],
  ['null that is needed', { at: '/order/note', type: 'text' }],
  ['another type', { at: '/order/total/amount', type: 'text' }],
  ['a number in a text', { at: '/order/status', type: 'number' }],
  ['no date', { at: '/order/status', type: 'date' }],
  ['an object', { at: '/order/total', type: 'text' }],
  ['optional, and another type', { at: '/order/status', type: 'yes_no', optional: true }],
  ['objects in a plain list', { at: '/order/lines', type: 'list' }],
  ['an entry that does not fit', { at: '/order/lines', type: 'list', of: { n: { at: '/n', type: 'text' } } }],
  ['what every object inherits', { at: '/constructor/name', type: 'text' }],
  ['a list by a name', { at: '/order/lines/length', type: 'number' }],
]

test.each(REFUSED)('what does not fit is no answer: %s', (_, field) => {
  expect(mapped({ it: field }, answer)).toBeNull()
})

test('an answer may be anything, and none of it throws', () => {
  for (const odd of [null, undefined, 7, 'text', [], {}, { it: { it: {} } }])
    expect(mapped({ it: { at: '/it', type: 'text' } }, odd)).toBeNull()
  expect(mapped({ it: { at: '', type: 'text' } }, 'all of it')).toEqual({ it: 'all of it' })
  expect(mapped({ it: { at: '/it', type: 'text' } }, { it: 'x'.repeat(2_001) })).toBeNull()
  expect(mapped({ it: { at: '', type: 'list' } }, new Array(51).fill(1))).toBeNull()
})
