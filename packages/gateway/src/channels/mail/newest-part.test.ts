import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestPart } from './newest-part.ts'

const lines = (...each: string[]) => each.join('\r\n')

/** Typed by an input method. */
const wide = (text: string) => text.replaceAll(':', '\uFF1A')

describe('what somebody has written themselves', () => {
  it.each([
    ['plain', lines('Where is my order?', '', 'Li Lei'), 'Where is my order?\n\nLi Lei'],
    [
      'Gmail',
      lines(
        'It is SO10042.',
        '',
        'On Fri, Nov 20, 2026 at 2:30 PM Shop <help@shop.example>',
        'wrote:',
        '',
        '> Which order?',
      ),
      'It is SO10042.',
    ],
    [
      'Apple Mail, unmarked',
      lines('Yes.', '', 'On 20 Nov 2026, at 14:30, Shop <help@shop.example> wrote:', 'Which?'),
      'Yes.',
    ],
    [
      'Gmail zh-CN',
      lines('是的', '', '客服 <help@shop.example> 于2026年11月20日周五 14:30写道:', '', '> 是哪一单?'),
      '是的',
    ],
    [
      'Apple zh-CN',
      lines('是的', '', '> 在 2026年11月20日,14:30,客服 <help@shop.example> 写道:', '> ', '> 是哪一单?'),
      '是的',
    ],
    ['163', lines('是的', '', '在 2026-11-20 14:30:00,"客服" <help@shop.example> 写道:', '是哪一单?'), '是的'],
    [
      'Gmail zh-TW',
      lines('是的', '', '客服 <help@shop.example> 於 2026年11月20日 週五 下午2:30寫道:', '> 是哪一筆?'),
      '是的',
    ],
    ['QQ', lines('是的', '', '------------------ 原始邮件 ------------------', '发件人: "客服"', '是哪一单?'), '是的'],
    ['Outlook', lines('Yes.', '', '-----Original Message-----', 'From: Shop', 'Which order?'), 'Yes.'],
    [
      'Outlook, headers only',
      lines('Yes.', '', 'From: Shop <help@shop.example>', 'Sent: Friday', 'To: Li Lei', 'Subject: Order', '', 'Which?'),
      'Yes.',
    ],
    [
      'Outlook zh-CN',
      lines('是的', '', '发件人: 客服', '发送时间: 2026年11月20日', '收件人: 李雷', '主题: 订单', '', '是哪一单?'),
      '是的',
    ],
    [
      'Outlook zh-TW',
      lines('是的', '寄件者: 客服', '寄件日期: 2026年11月20日', '收件者: 李雷', '主旨: 訂單', '是哪一筆?'),
      '是的',
    ],
    [
      'between quoted lines',
      lines('On Fri, Shop wrote today wrote:', '> Which order?', 'SO10042', '> And when?', 'Last week.'),
      'SO10042\nLast week.',
    ],
    ['a signature', lines('Hello', '-- ', 'Li Lei', 'Director'), 'Hello'],
    ['a telephone', lines('Hello', '', 'Sent from my iPhone'), 'Hello'],
    ['a telephone, zh', lines('你好', '', '发自我的 iPhone'), '你好'],
    [
      'a sender that is part of the words',
      lines('From: this address', 'I never got it.'),
      'From: this address\nI never got it.',
    ],
    ['nothing but a quote', lines('> Which order?'), '> Which order?'],
    [
      'a forwarded letter',
      lines('See below', '---------- Forwarded message ---------', 'Your parcel is late.'),
      'See below\n---------- Forwarded message ---------\nYour parcel is late.',
    ],
  ])('%s', (_, text, newest) => {
    expect(newestPart(text)).toBe(newest)
  })

  it('knows a colon as an input method types it', () => {
    for (const quote of [
      '客服 <help@shop.example> 于2026年11月20日写道:',
      wide('发件人: 客服\n日期: 周五\n主题: 订单'),
    ]) {
      expect(newestPart(`是的\n\n${wide(quote)}\n> 是哪一单`)).toBe('是的')
    }
  })

  it('takes little time, whatever it is given', () => {
    for (const piece of ['On ', '于<', '在年', '> ', 'From: a\n', '_', '-', ' ', 'Sent from ', '<a>写道']) {
      newestPart(piece.repeat(30_000))
      newestPart(`${piece.repeat(80)}\n`.repeat(300))
    }
    // A clock that stands still within a turn tells nothing here: the limit of the test does.
  }, 10_000)

  it('never makes nothing of something', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('> a', 'b', '', '-- ', 'On x y z, c wrote:', '-----Original Message-----')),
        (each) => {
          const text = each.join('\n')
          expect(newestPart(text) === '').toBe(text.trim() === '')
        },
      ),
    )
  })
})
