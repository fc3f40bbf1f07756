import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskCommand, rendered, valuesIn } from './index.ts'

test('a template reads with its values in it, and its values are read from how it reads', () => {
  const template = 'Dear {{1}}, order {{2}} is on its way.'
  const text = rendered(template, ['Li Lei', 'SO1'])
  expect(text).toBe('Dear Li Lei, order SO1 is on its way.')
  expect(valuesIn(template, text)).toEqual(['Li Lei', 'SO1'])
  expect(valuesIn('No values.', 'No values.')).toEqual([])
  expect(valuesIn('{{2}} 和 {{1}}', '乙 和 甲')).toEqual(['甲', '乙'])
})

test('one that was taken out, or is another now, reads like none', () => {
  expect(valuesIn('Dear {{1}}.', '[removed]')).toBeNull()
  expect(valuesIn('Dear {{1}}.', 'Dear Li')).toBeNull()
  expect(valuesIn('{{1}} and {{1}}', 'a and b')).toBeNull()
  expect(valuesIn('a', 'a ')).toBeNull()
})

test('whatever the values: what is read back reads the same', () => {
  const words = fc.stringMatching(/^[a-z ,.]{0,6}$/)
  const value = fc.stringMatching(/^[a-z ,.]{1,6}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(words, value), { maxLength: 4 }), words, (pieces, end) => {
      const template = `${pieces.map(([text], index) => `${text}{{${index + 1}}}`).join('')}${end}`
      const text = rendered(
        template,
        pieces.map(([, each]) => each),
      )
      const values = valuesIn(template, text)
      expect(values).not.toBeNull()
      expect(rendered(template, values ?? [])).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})

test('each value passes the masking door; what was approved stays', () => {
  const to = {
    route: 'r'.repeat(22),
    template: { name: 'card', language: 'en', values: ['4111 1111 1111 1111'] },
  }
  const approved = 'Call 4000 123 4567 about {{1}}'
  const { command } = maskCommand({ kind: 'message', text: '', locale: undefined, to, approved }, [])
  expect(command).toMatchObject({
    text: 'Call 4000 123 4567 about [card •••• 1111]',
    to: { template: { name: 'card', language: 'en' } },
  })
  expect(JSON.stringify(command)).not.toContain('values')
})
