import type { Locale } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forSpeech } from './for-speech.ts'

const said = (text: string, locale: Locale) => forSpeech(text, locale).join(' ')

describe('what is written in figures is said in words', () => {
  test.each<[Locale, string, string]>([
    ['en', 'It left on 2026-11-26.', 'It left on November twenty-sixth, twenty twenty-six.'],
    ['en', 'By 2026-11-26T14:05:00Z.', 'By November twenty-sixth, twenty twenty-six, two oh five PM.'],
    ['en', 'On 3 Dec 2026 or December 4.', 'On December third, twenty twenty-six or December fourth.'],
    ['en', 'Open 9:00-18:00, from 9 am.', 'Open nine AM to six PM, from nine AM.'],
    ['en', 'CNY 1,299.50', 'one thousand two hundred ninety-nine point five yuan.'],
    ['en', 'It is $12.50 or -$1.', 'It is twelve dollars and fifty cents or minus one dollar.'],
    ['en', '8–20% off, 3-5 days, 2 kg.', 'eight to twenty percent off, three to five days, two kilograms.'],
    ['en', 'Floors from the 3rd on.', 'Floors from the third on.'],
    ['en', 'Enamel kettle × 2', 'Enamel kettle, two of them.'],
    ['en', 'We are here 24/7.', 'We are here around the clock.'],
    ['en', 'I mean the iPhone15.', 'I mean the iPhone fifteen.'],
    ['zh-CN', '2026-11-26 14:05发出', '二零二六年十一月二十六日十四点零五分发出。'],
    ['zh-CN', '共¥1,299.50，省8.5%。', '共一千二百九十九点五元，省百分之八点五。'],
    ['zh-CN', '要2个工作日，3-5天，2kg，20000人。', '要两个工作日，三到五天，两公斤，两万人。'],
    ['zh-CN', '11月2日9:00-18:00。', '十一月二日九点到十八点。'],
    ['zh-CN', '2026年12月12日', '二零二六年十二月十二日。'],
    ['zh-TW', '共 NT$12,000 或 $200。', '共一萬兩千元或二百元。'],
    ['zh-TW', '25°C，2 km，-3。', '二十五度，兩公里，負三。'],
    ['zh-TW', '100000005 元', '一億零五元。'],
  ])('%s: %s', (locale, text, words) => {
    expect(said(text, locale)).toBe(words)
  })
})

describe('what names something is said one figure at a time', () => {
  test.each<[Locale, string, string]>([
    ['en', 'Order SO10042 is here.', 'Order S O, one zero, zero four two is here.'],
    ['en', 'Call +86 138 0013 8000.', 'Call eight six, one three eight, zero zero one three, eight zero zero zero.'],
    ['en', 'Call 400-123-4567.', 'Call four zero zero, one two three, four five six seven.'],
    ['en', 'It is number 1234.', 'It is number one two three four.'],
    ['en', 'A 1 0 0 1, is that right?', 'A, one zero zero one, is that right?'],
    ['zh-CN', '订单SO10042到了。', '订单S O，一零，零四二到了。'],
    ['zh-CN', '请打13800138000。', '请打一三八，零零一三，八零零零。'],
    ['zh-TW', '訂單 T-1234 到了。', '訂單T，一二三四到了。'],
    ['zh-TW', '是 A 1 0 0 1 嗎？', '是A，一零零一嗎？'],
  ])('%s: %s', (locale, text, words) => {
    expect(said(text, locale)).toBe(words)
  })
})

describe('what was masked is named', () => {
  test.each<[Locale, string, string]>([
    ['en', 'Paid with [card •••• 1111].', 'Paid with the card ending in one one one one.'],
    ['en', 'I sent it to [email a••••@shop.example].', 'I sent it to the email address.'],
    ['en', 'Never tell me [PIN] or [code].', 'Never tell me the PIN or the code.'],
    ['zh-CN', '用[card •••• 1111]付的，[ID 3••••X]没有记。', '用尾号一一一一的卡付的，身份证号没有记。'],
    ['zh-TW', '會打[phone 138••••78]。', '會打末碼七八的電話。'],
    ['zh-TW', '[badge ••••] 收到了。', '號碼收到了。'],
  ])('%s: %s', (locale, text, words) => {
    expect(said(text, locale)).toBe(words)
  })
})

describe('links and markup', () => {
  test.each<[Locale, string, string[]]>([
    ['en', 'Track it here: https://a.example/t?x=1 .', ['Track it here.', 'I have put the link in the chat.']],
    [
      'en',
      'See **[our page](https://a.example)**. Or www.b.example/x first.',
      ['See our page.', 'I have put the link in the chat.', 'Or the link first.'],
    ],
    ['zh-CN', '详情：https://a.example/x。', ['详情。', '链接我放在聊天里了。']],
    ['zh-TW', '請看shop.example/x，謝謝', ['請看連結，謝謝。', '連結我放在聊天裡了。']],
    ['en', '## Returns\n- **Pack** it 📦\n2. Send `it`', ['Returns.', 'Pack it.', 'Send it.']],
    ['zh-CN', '1、包好\n2、寄出（免费）', ['包好。', '寄出，免费。']],
    ['en', 'Write to a.b@shop.example.', ['Write to a dot b at shop dot example.']],
  ])('%s: %s', (locale, text, sentences) => {
    expect(forSpeech(text, locale)).toEqual(sentences)
  })

  const pieces = fc.oneof(
    fc.constantFrom(
      'https://shop.example/t/1?q=2#a',
      'http://例子.测试/路',
      'www.shop.example',
      '[our page](https://a.example/x_(y))',
      '<https://a.example>',
      '<b>bold</b>',
      '**bold**',
      '__it__',
      '`code`',
      '```',
      '# Title',
      '\n- item',
      '\n1. item',
      '| a | b |',
      '|---|---|',
      '📦',
      '👨‍👩‍👧',
      '🇨🇳',
      '1️⃣',
      '→',
      '~~gone~~',
      '> quote',
      'mail me: a.b@shop.example',
      '[card •••• 1111]',
      '订单',
      'order',
      '. ',
      '。',
      '\n',
      ' ',
    ),
    fc.string({ maxLength: 12 }),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString()),
  )

  test.each<Locale>(['en', 'zh-CN', 'zh-TW'])(
    '%s: whatever comes in, no link, figure or sign of markup is said',
    (locale) => {
      fc.assert(
        fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
          for (const text of [parts.join(''), parts.join(' ')])
            for (const sentence of forSpeech(text, locale))
              expect(sentence).not.toMatch(/:\/\/|www\.|[*_`~#|<>{}[\]()@\d\ue000•]|\p{Extended_Pictographic}/u)
        }),
        { numRuns: 500 },
      )
    },
  )
})

describe('length', () => {
  const four = 'One is here. Two is here. Three is here. Four is here.'
  const text = `${four} Five is here.`

  test('of a long answer the beginning is said, and that the rest is in the chat', () => {
    expect(forSpeech(text, 'en')).toEqual([
      'One is here.',
      'Two is here.',
      'Three is here.',
      'The rest is in the chat.',
    ])
    expect(forSpeech('一在。二在。三在。四在。五在。', 'zh-CN').at(-1)).toBe('其余的我写在聊天里了。')
  })

  test('what is hardly longer is said whole', () => {
    expect(forSpeech(four, 'en')).toHaveLength(4)
  })

  test('its question is asked all the same, also before a hint', () => {
    expect(forSpeech(`${text} Which one? It is on the box.`, 'en')).toEqual([
      'One is here.',
      'Two is here.',
      'The rest is in the chat.',
      'Which one?',
    ])
  })

  test('the question it ends with is asked all the same', () => {
    expect(forSpeech(`${text} Is that all?`, 'en')).toEqual([
      'One is here.',
      'Two is here.',
      'The rest is in the chat.',
      'Is that all?',
    ])
  })

  test('what is said while the text goes on is the beginning of what is said of the whole', () => {
    const sentence = fc.constantFrom(
      'One 1.',
      'Is it 2?',
      'See https://a.example/x.',
      '- item\n',
      '好。',
      'No. 5 is it.',
    )
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 7 }), fc.nat(60), (parts, at) => {
        const whole = parts.join(' ')
        const early = forSpeech(whole.slice(0, at), 'en', { goesOn: true })
        expect(forSpeech(whole, 'en').slice(0, early.length)).toEqual(early)
      }),
    )
  })
})

test('options are read as what one can say, three at most', () => {
  const options = ['Yes, please', 'No', 'A person', 'Something else'].map((label) => ({ label }))
  expect(forSpeech('Shall I?', 'en', { options })).toEqual(['Shall I?', 'You can say: Yes please, No, or A person.'])
  expect(forSpeech('要吗？', 'zh-CN', { options: [{ label: '确认' }, { label: '不是' }] })).toEqual([
    '要吗？',
    '你可以说：确认，或者不是。',
  ])
  expect(forSpeech('要嗎？', 'zh-TW', { options: [{ label: '確認' }] })).toEqual(['要嗎？', '您可以說：確認。'])
})
