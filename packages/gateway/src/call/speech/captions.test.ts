import { expect, test } from 'vitest'
import { finalCaption, partialCaption } from './captions.ts'

test.each([
  ['my card is 4111 1111', 'my card is …'],
  ['my card is four one one one double', 'my card is …'],
  ['it is four', 'it is …'],
  ['four one one one please', '… please'],
  ['我的卡号是六二二二零', '我的卡号是…'],
  ['order SO10042 please', 'order SO… please'],
  ['write to ann@example.com', 'write to [email a••••@example.com]'],
  ['one of my orders is late', 'one of my orders is late'],
  ['第一件事', '第一件事'],
])('of "%s" is shown while it is said: "%s"', (said, shown) => {
  expect(partialCaption(said, [])).toBe(shown)
})

test('what is final is shown as the log has it', () => {
  expect(finalCaption('my card is 4111 1111 1111 1111 and two of them', [])).not.toContain('4111')
  expect(finalCaption('two of them', [])).toBe('two of them')
  expect(finalCaption('order SO10042', [/SO\d{5}/giu])).toBe('order SO10042')
})
