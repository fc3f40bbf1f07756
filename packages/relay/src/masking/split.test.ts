import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cover, DETECTORS, findSplit, type Redacted, redact, type Said, slide } from './index.ts'

/** Plays messages of one sender through the door and the window; gives what is stored at the end. */
function told(messages: readonly (string | { text: string; at: number })[], exempt: readonly RegExp[] = []): string[] {
  const stored: Redacted[] = []
  let window: readonly Said[] = []
  messages.forEach((message, seq) => {
    const { text: raw, at } = typeof message === 'string' ? { text: message, at: seq * 1_000 } : message
    const { text, marks } = redact(raw, DETECTORS, exempt)
    const { next, earlier } = findSplit(window, { text, at }, exempt)
    for (const part of earlier) stored[part.seq] = cover(stored[part.seq] ?? text, [], part.findings).text
    stored[seq] = cover(text, marks, next).text
    window = slide(
      window.map((said) => ({ ...said, text: stored[said.seq] ?? said.text })),
      { seq, text: stored[seq], at },
    )
  })
  return stored
}

describe('a number spread over messages', () => {
  test('is masked in each of them', () => {
    expect(told(['my card is 4111 1111', 'wait', '1111 1111 thanks'])).toEqual([
      'my card is [card ••••]',
      'wait',
      '[card •••• 1111] thanks',
    ])
    expect(told(['身份证 110105', '19491231', '002X'])).toEqual(['身份证 [ID ••••]', '[ID ••••]', '[ID 1••••X]'])
    expect(told(['四一一一 一一一一', '一一一一', 'one one double one']).join()).not.toMatch(/[四一]|one/)
  })

  test('is looked for in five messages and two minutes', () => {
    expect(told(['411', '1 11', '11 1', '111', '1111 is it'])).toEqual([
      '[card ••••]',
      '[card ••••]',
      '[card ••••]',
      '[card ••••]',
      '[card •••• 1111] is it',
    ])
    const late = [
      { text: '4111 1111', at: 0 },
      { text: '1111 1111', at: 120_001 },
    ]
    expect(told(late)).toEqual(['4111 1111', '1111 1111'])
  })

  test('is not made of numbers that have nothing to do with each other', () => {
    const apart = ['order 20261126001', '399.00', 'yes, 2', 'on 2026-11-26 at 12:30']
    expect(told(apart)).toEqual(apart)
    const own = ['order 41111111', '11111111']
    expect(told(own)).not.toEqual(own)
    expect(told(['SO41111111', '11111111'], [/so\d{8}\s?\d{8}/gi])).not.toEqual(['SO41111111', '11111111'])
  })

  test('is not made of numbers in sentences, unless it is sent in two halves', () => {
    const sentence = (number: string) => `The parcel left the warehouse this morning as number ${number}`
    const talk = ['4111', '1111', '1111', '1111'].map(sentence)
    expect(told(talk)).toEqual(talk)
    expect(told(['4111', '1111', '1111', '1111'].map((piece) => `and then ${piece}`)).join()).not.toContain(
      'and then 1',
    )
    const halves = ['4111 1111', '1111 1111'].map(sentence)
    expect(told(halves)[1]).toContain('[card •••• 1111]')
  })

  test('is masked when it was announced in the message before, or named after', () => {
    expect(told(['my cvv is', '123'])).toEqual(['my cvv is', '[CVV]'])
    expect(told(['病历号', '20231234'])).toEqual(['病历号', '[record ••••]'])
    expect(told(['482913', '是验证码'])).toEqual(['[code ••••]', '是验证码'])
    expect(told(['DE89 3704 0044', '0532 0130 00'])).toEqual(['[IBAN ••••]', '[IBAN DE••••]'])
  })

  test('T-33 a verification value sent after a card is kept nowhere', () => {
    expect(told(['4111 1111 1111 1111', '12/28', '123'])).toEqual(['[card •••• 1111]', '12/28', '[CVV]'])
    expect(told(['4111 1111 1111 1111', '12/28 123'])).toEqual(['[card •••• 1111]', '12/28 [CVV]'])
  })

  test('is masked in its beginning, announced and too short by itself, once the rest comes', () => {
    expect(told(['卡号 41111', '卡号 1111 1111 111'])).toEqual(['卡号 [account ••••]', '卡号 [account ••••]'])
    expect(told(['my card number is 41111.', 'ok', 'card number 1111 1111 111'])).toEqual([
      'my card number is [account ••••].',
      'ok',
      'card number [account ••••]',
    ])
    expect(told(['帳號 123', '帳號 456', '帳號 7890123'])).toEqual([
      '帳號 [account ••••]',
      '帳號 [account ••••]',
      '帳號 [account ••••]',
    ])
  })

  test('is no beginning: the last four of a card, an order, what has words behind it, what nothing follows', () => {
    const last = ['my bank card 1234', 'account number 12345678']
    expect(told(last)[0]).toBe(last[0])
    const order = ['订单 41111', '卡号 1111 1111 111']
    expect(told(order)[0]).toBe(order[0])
    const words = ['bank card 20261 times already', 'card number 1111 1111 111']
    expect(told(words)[0]).toBe(words[0])
    const alone = ['卡号 41111', '谢谢', '订单 20261126002']
    expect(told(alone)).toEqual(alone)
  })

  test('leaves no more than four digits of its beginning, whatever the number and wherever it is cut', () => {
    const label = fc.constantFrom('卡号', '卡號是', 'card number', 'my bank account: ', '账号', '帳戶')
    const number = fc.stringMatching(/^[1-9]\d{12,18}$/)
    fc.assert(
      fc.property(
        label,
        label,
        number,
        fc.integer({ min: 5, max: 6 }),
        fc.boolean(),
        (one, other, digits, cut, waits) => {
          const messages = [
            `${one} ${digits.slice(0, cut)}`,
            ...(waits ? ['wait'] : []),
            `${other} ${digits.slice(cut)}`,
          ]
          expect(told(messages).join('\n')).not.toMatch(/\d{5}/)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('leaves what was masked before as it is', () => {
    // A second card's last four are no verification value of the first.
    const another = redact('4000 0000 0006 1111', DETECTORS)
    const card = { seq: 1, text: redact('4111 1111 1111 1111', DETECTORS).text, at: 0 }
    expect(findSplit([card], { text: another.text, at: 1_000 })).toEqual({ next: [], earlier: [] })
    expect(told(['4111 1111 1111 1111', '11112'])).toEqual(['[card •••• 1111]', '11112'])
  })
})
