import type { Locale, SessionSnapshot } from '@baton/client'
import { BOT, CUSTOMER, LogBuilder, MEI, SYSTEM, WECHAT } from './events.ts'
import { VIEW } from './fake-session.ts'

const lines = {
  en: {
    ask: 'Where is my order HP20418?',
    answer:
      'Order HP20418 left our warehouse yesterday and is with the carrier.\n\n- Status: **in transit**\n- Expected: Thursday, 26 November',
    more: 'You can follow it at https://track.example/HP20418.',
    title: 'Delivery times and tracking',
    person: 'It should have been here on Monday. I want a person.',
    hello: 'Hello, I am Mei. I have read everything above.',
    fix: 'The carrier lost a day. I upgraded you to express; it arrives tomorrow before noon.',
    thanks: 'Thank you, that helps.',
    want: 'Late order HP20418',
    outcome: 'Upgraded to express, arrives tomorrow before noon.',
    options: ['Yes, that helped', 'No, something else'],
  },
  'zh-CN': {
    ask: '我的订单 HP20418 到哪了？',
    answer: '订单 HP20418 昨天已从仓库发出，正在运输中。\n\n- 状态：**运输中**\n- 预计送达：11 月 26 日（周四）',
    more: '物流详情：https://track.example/HP20418，随时可以查看。',
    title: '配送时效与物流查询',
    person: '本来周一就该到了，转人工。',
    hello: '你好，我是小梅，上面的对话我都看过了。',
    fix: '承运商耽误了一天，我已经帮你升级为特快，明天中午前送到。',
    thanks: '好的，谢谢。',
    want: '订单 HP20418 延误',
    outcome: '已升级为特快，明天中午前送达。',
    options: ['解决了', '还有别的问题'],
  },
  'zh-TW': {
    ask: '我的訂單 HP20418 到哪裡了？',
    answer: '訂單 HP20418 昨天已經出貨，正在配送途中。\n\n- 狀態：**配送中**\n- 預計送達：11 月 26 日（週四）',
    more: '物流進度：https://track.example/HP20418，隨時都能查詢。',
    title: '到貨時間與物流查詢',
    person: '本來星期一就該到了，我要找專人。',
    hello: '您好，我是小梅，前面的對話我都讀過了。',
    fix: '物流延誤了一天，我已經幫您改成特快，明天中午前送到。',
    thanks: '好的，謝謝。',
    want: '訂單 HP20418 延誤',
    outcome: '已改為特快，明天中午前送達。',
    options: ['解決了', '還有其他問題'],
  },
} as const satisfies Record<Locale, unknown>

const CASE = { id: 'k_1', openedAt: 0, open: true, rated: false, summarised: false }
const FACE = { id: 'mei', name: 'Mei' }

const answered = (locale: Locale): LogBuilder => {
  const say = lines[locale]
  return new LogBuilder()
    .say(CUSTOMER, say.ask)
    .say(
      BOT,
      say.answer,
      { citations: [{ article: 'delivery', title: say.title, url: 'https://shop.example/help/delivery' }] },
      4_000,
    )
    .say(BOT, say.more, { options: say.options.map((label) => ({ label, text: label })) })
}

const handedOver = (locale: Locale): LogBuilder =>
  answered(locale)
    .say(CUSTOMER, lines[locale].person)
    .add(SYSTEM, 'handoff.requested', { handoffId: 'h_1', asked: true })

const helped = (locale: Locale): LogBuilder =>
  handedOver(locale)
    .add(SYSTEM, 'baton.passed', { from: 'queue', to: 'agent:mei', fence: 3, reason: 'accepted', agent: FACE })
    .say(MEI, lines[locale].hello, {}, 8_000)
    .say(MEI, lines[locale].fix)
    .say(CUSTOMER, lines[locale].thanks)

const closed = (locale: Locale): LogBuilder =>
  helped(locale)
    .add(SYSTEM, 'case.closed', { caseId: 'k_1', reason: 'resolved' })
    .add(SYSTEM, 'case.summarised', {
      caseId: 'k_1',
      want: lines[locale].want,
      outcome: lines[locale].outcome,
      agents: ['Mei'],
      messages: 7,
      openedAt: Date.now() - 600_000,
      closedAt: Date.now(),
    })

/** The screens a customer meets, as snapshots. */
export const SCENES = {
  empty: () => ({}),
  conversation: (locale) => ({
    events: answered(locale).events,
    view: { ...VIEW, case: CASE, reads: { customer: 99, staff: 0 } },
  }),
  queue: (locale) => ({
    events: handedOver(locale).events,
    view: { ...VIEW, holder: 'queue', case: CASE, queue: { position: 2, waitMs: { low: 100_000, high: 220_000 } } },
  }),
  agent: (locale) => ({
    events: helped(locale).events,
    typing: [MEI],
    view: { ...VIEW, holder: 'agent:mei', agent: FACE, case: CASE, reads: { customer: 99, staff: 99 } },
  }),
  rating: (locale) => ({
    events: closed(locale).events,
    view: { ...VIEW, case: { ...CASE, open: false, summarised: true } },
  }),
  /** A word of thanks has opened the case again, and the rating still stands where it ended. */
  reopened: (locale) => ({
    events: closed(locale)
      .add(SYSTEM, 'case.opened', { caseId: 'k_1', reopened: true })
      .say(CUSTOMER, lines[locale].thanks).events,
    view: { ...VIEW, case: { ...CASE, summarised: true } },
  }),
  offline: (locale) => ({
    connection: 'offline',
    events: answered(locale).events,
    view: { ...VIEW, case: CASE },
    pending: [
      { id: 'client-1', command: { kind: 'message', text: lines[locale].thanks }, at: Date.now(), problem: null },
      {
        id: 'client-2',
        command: { kind: 'message', text: lines[locale].person },
        at: Date.now(),
        problem: { code: 'rate_limited', message: '', retryable: true },
      },
    ],
  }),
  files: (locale) => ({
    events: new LogBuilder()
      .say(CUSTOMER, '', {
        files: [
          {
            id: 'f_picture',
            name: '破损.jpg',
            type: 'image/jpeg',
            bytes: 482_113,
            width: 640,
            height: 480,
            thumb: true,
          },
          { id: 'f_document', name: 'invoice.pdf', type: 'application/pdf', bytes: 90_211 },
        ],
      })
      .say(BOT, lines[locale].answer).events,
    pending: [
      {
        id: 'client-1',
        command: { kind: 'message', text: '', files: ['f_on_its_way'] },
        at: Date.now(),
        problem: null,
      },
    ],
  }),
  /** Begun on WeChat, answered there as well, and gone on with here. */
  elsewhere: (locale) => ({
    events: new LogBuilder()
      .say(CUSTOMER, lines[locale].ask, { via: WECHAT })
      .say(BOT, lines[locale].answer, {}, 4_000)
      .say(CUSTOMER, lines[locale].person, { via: WECHAT })
      .say(MEI, lines[locale].fix)
      .say(CUSTOMER, lines[locale].thanks).events,
    view: { ...VIEW, holder: 'agent:mei', agent: FACE, case: CASE, reads: { customer: 99, staff: 99 } },
  }),
  refused: () => ({
    connection: 'refused',
    view: null,
    problem: { code: 'origin_forbidden', message: '', retryable: false },
  }),
} as const satisfies Record<string, (locale: Locale) => Partial<SessionSnapshot>>

export type Scene = keyof typeof SCENES
