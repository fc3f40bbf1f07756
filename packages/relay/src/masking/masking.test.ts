import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DETECTORS, redact } from './index.ts'

const mask = (text: string, exempt: RegExp[] = []) => redact(text, DETECTORS, exempt)

describe('the masking door', () => {
  test('a card number keeps its last four digits only', () => {
    const { text, marks } = mask('my card is 4111 1111 1111 1111, please')
    expect(text).toBe('my card is [card •••• 1111], please')
    expect(marks).toEqual([{ kind: 'card', start: 11, end: 27 }])
  })

  test('an identity number is told from a card', () => {
    expect(mask('身份证11010519491231002X。').text).toBe('身份证[ID 1••••X]。')
  })

  test('digits that fail their checksum stay', () => {
    expect(mask('4111 1111 1111 1112').text).toBe('4111 1111 1111 1112')
    expect(mask('110105194912310021').text).toBe('110105194912310021')
  })

  test("the workspace's own numbers are exempt", () => {
    expect(mask('SO4111111111111111', [/so\d+/gi]).text).toBe('SO4111111111111111')
  })

  test('a handle opens to the original and serialises to the placeholder', () => {
    const { handles } = mask('4111111111111111')
    expect(handles.map((handle) => handle.open())).toEqual(['4111111111111111'])
    expect(JSON.stringify(handles)).toBe('["[card •••• 1111]"]')
    expect(JSON.stringify({ ...handles[0] })).not.toContain('4111111111111111')
  })

  test('no valid card survives, in any grouping, with any words around it', () => {
    const rest = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 })
    const digits = fc
      .tuple(fc.constantFrom(4, 51, 2221, 62), rest)
      .map(([issuer, body]) => [...String(issuer)].map(Number).concat(body).slice(0, 15))
    const words = fc.constantFrom('', 'card ', '卡号', ' - ', '. ')
    fc.assert(
      fc.property(digits, fc.constantFrom('', ' ', '-'), words, words, (body, separator, before, after) => {
        const number = withLuhn(body)
        const { text } = mask(before + [...number].join(separator) + after)
        expect(text.replaceAll(/\D/g, '')).not.toContain(number)
      }),
      { numRuns: 500 },
    )
  })
})

function withLuhn(body: number[]): string {
  const sum = body.toReversed().reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit * 2 : digit
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return [...body, (10 - (sum % 10)) % 10].join('')
}
