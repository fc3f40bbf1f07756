import { expect, test } from 'vitest'
import { isWordless } from './wordless.ts'

const with1 = { locale: 'en', earlier: [], flow: null, clarified: false, files: 1 } as never

test.each(['', 'look', 'see this photo please', '看看这个', '你看', '這個', '如图'])(
  '%j says nothing but that there is a file',
  (text) => {
    expect(isWordless({ text }, with1)).toBe(true)
  },
)

test.each(['it arrived broken', '杯子碎了', '这个怎么退', 'is this one in stock'])(
  '%j is a question of its own',
  (text) => {
    expect(isWordless({ text }, with1)).toBe(false)
  },
)

test('pointing without a file points at nothing', () => {
  expect(isWordless({ text: 'look' }, { ...(with1 as object), files: 0 } as never)).toBe(false)
})
