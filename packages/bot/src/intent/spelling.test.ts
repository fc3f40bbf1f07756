import { expect, test } from 'vitest'
import { Spelling } from './spelling.ts'

const spelling = new Spelling(['cancel my order', 'cancel it', 'refund my order', "it's delivered", '退货 refund'])

test.each([
  ['cancle my order', 'cancel my order'],
  ['refnd', 'refund'],
  ['refuund please', 'refund please'],
  ['rofund', 'refund'],
  ['退货 refudn', '退货 refund'],
])('%s is %s', (written, meant) => {
  expect(spelling.mend(written)).toBe(meant)
})

test.each(['refund', 'order', 'odor', 'rfnd', 'flight', 'deliverable', "it's", 'can', '', 'x'.repeat(5_000)])(
  '%s stays',
  (written) => {
    expect(spelling.mend(written)).toBe(written)
  },
)
