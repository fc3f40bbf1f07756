import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'

test('keeps a short article whole, paragraphs apart', () => {
  expect(excerpt('One. Two.\n\nThree.', { brief: false }).join('')).toBe('One. Two.\n\nThree.')
})

test('gives only the first paragraph when asked to be brief', () => {
  expect(excerpt('One. Two.\n\nThree.', { brief: true }).join('')).toBe('One. Two.')
})

test('leaves out a paragraph that does not fit whole', () => {
  expect(excerpt('One. Two.\n\nThree. Four.', { brief: false }).join('')).toBe('One. Two.')
})

test('cuts a long first paragraph after a sentence, and always gives one', () => {
  expect(excerpt('一。二。三。四。', { brief: false }).join('')).toBe('一。二。三。')
  const long = `${'长'.repeat(300)}。`
  expect(excerpt(`${long}短。`, { brief: false })).toEqual([long])
})
