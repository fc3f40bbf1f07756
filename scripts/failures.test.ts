import { expect, test } from 'vitest'
import { failuresOf } from './failures.ts'

const VITEST = `
 \u001b[32m✓\u001b[39m node one.test.ts (2 tests)
⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 \u001b[41m FAIL \u001b[49m  node  two.test.ts > adds
AssertionError: expected 3 to be 4
 ❯ two.test.ts:4:17

⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯

 Test Files  1 failed | 1 passed (2)
      Tests  1 failed | 3 passed (4)
`

test('a failure is said again with its name, its error and its place', () => {
  expect(failuresOf(VITEST)).toEqual([
    '  FAIL   node  two.test.ts > adds\nAssertionError: expected 3 to be 4\n ❯ two.test.ts:4:17',
  ])
})

test('a browser suite, too, and not without end', () => {
  expect(failuresOf(`\n 𐄂 opens\n${'   at line\n'.repeat(40)}`)[0]?.split('\n')).toHaveLength(12)
  expect(failuresOf(' ❌ opens\n  at line\nChromium: |█ | 1/2\n more')).toEqual([' ❌ opens\n  at line'])
  expect(failuresOf(' 𐄂 opens\n'.repeat(40))).toHaveLength(10)
  expect(failuresOf(' ✓ opens\n')).toEqual([])
})
