import type { Locale } from '@baton/client'
import { brief, item, NOW, offer, profile, view } from './cast.ts'
import { BOT, CUSTOMER, LIN, LogWriter, SYSTEM } from './log.ts'
import type { Stage } from './stage.ts'

const EN = {
  customer: 'Mei Chen',
  first: 'Hi, my order SO10042 should have come on Monday. Where is it?',
  bot: 'SO10042 left our warehouse on 16 November and is delayed at the sorting centre in Suzhou. The carrier now expects it on 23 November.',
  source: 'How long shipping takes',
  again: 'This is the third time it is late. Ridiculous. Let me talk to a person. My card is [card]',
  note: 'Carrier says it was mis-sorted; it leaves Suzhou tonight.',
  hello: 'Hello Mei, this is Lin. I have read what you wrote to the bot, so you need not repeat anything.',
  answer:
    'Your kettle was mis-sorted in Suzhou. It leaves tonight and should reach you on Sunday. Track it here: https://track.example/SF1337',
  reply: 'Thank you. Can I get the shipping fee back?',
  others: [
    ['Daniel Okafor', 'The kettle arrived with a dent in the lid'],
    ['Sofia Marin', 'I was charged twice'],
    ['Yuki Tan', 'Please change the address of my order'],
  ],
  want: 'I want my money back, the lamp flickers',
}

const ZH: typeof EN = {
  customer: '陈美',
  first: '你好，我的订单 SO10042 本来周一就该到了，现在在哪？',
  bot: '订单 SO10042 已于 11 月 16 日发出，目前在苏州分拨中心延误。承运商预计 11 月 23 日送达。',
  source: '多久能收到货',
  again: '这已经是第三次晚到了，太离谱了，我要找人工。我的卡号是 [card]',
  note: '快递回复：分拣出错，今晚从苏州发出。',
  hello: '陈女士您好，我是林悦。您和机器人的对话我都看过了，不用再说一遍。',
  answer: '您的水壶在苏州分拣时走错了线路，今晚发出，周日可以送到。物流在这里看：https://track.example/SF1337',
  reply: '谢谢。运费可以退给我吗？',
  others: [
    ['周子航', '水壶盖子上有一处凹痕'],
    ['王思琪', '同一笔订单扣了两次款'],
    ['何雨桐', '请帮我改一下收货地址'],
  ],
  want: '台灯一直闪，我要退款',
}

/** A desk in the middle of a morning: one offer, three sessions, one of them open and told in full. */
export function busy(stage: Stage, locale: Locale = 'en'): void {
  const words = locale === 'en' ? EN : ZH
  const others = words.others.map(([customer = '', want = '']) => ({ customer, want }))
  const log = new LogWriter()
    .add('case.opened', NOW - 240_000, SYSTEM, { caseId: 'k_1', reopened: false })
    .says(NOW - 238_000, CUSTOMER, words.first)
    .add('action.started', NOW - 237_500, BOT, { turn: 't_1', action: 'order.get', key: 'k1', input: {} })
    .add('action.finished', NOW - 237_200, BOT, { turn: 't_1', action: 'order.get', key: 'k1', ok: true, code: 'ok' })
    .add('bot.decided', NOW - 237_100, BOT, {
      turn: 't_1',
      snapshot: '9f2c',
      outcome: 'answer',
      intent: { id: 'order_status', confidence: 0.93 },
      recognised: true,
      mood: { level: 'calm', words: [], negative: 0 },
      locale,
      entities: [],
      flow: null,
      why: [
        { step: 'intent', code: 'sure', detail: 'order_status 0.93' },
        { step: 'flow', code: 'ended', detail: 'order-status' },
      ],
    })
    .add('message', NOW - 237_000, BOT, {
      text: words.bot,
      turn: 't_1',
      citations: [{ article: 'shipping-time', title: words.source, url: 'https://shop.example/shipping' }],
    })
    .add('message', NOW - 45_000, CUSTOMER, {
      text: words.again,
      marks: [{ kind: 'card', start: words.again.indexOf('['), end: words.again.length }],
    })
    .add('rule.fired', NOW - 44_900, SYSTEM, {
      rule: 'asked-for-person',
      ...(brief.firing?.name && { name: brief.firing.name }),
      ruleVersion: '9f2c',
      evidence: [
        { fact: 'customer.wantsPerson', value: true, words: [locale === 'en' ? 'talk to a person' : '找人工'] },
      ],
      mode: 'handoff',
      reason: 'asked',
      priority: 0,
    })
    .add('baton.passed', NOW - 44_800, SYSTEM, { from: 'bot', to: 'queue', fence: 2, reason: 'requested' })
    .add('baton.passed', NOW - 40_000, LIN, {
      from: 'queue',
      to: 'agent:lin',
      fence: 3,
      reason: 'accepted',
      agent: { id: 'lin', name: 'Lin Yue' },
    })
    .add('note', NOW - 30_000, LIN, { text: words.note })
    .says(NOW - 28_000, LIN, words.hello)
    .says(NOW - 20_000, LIN, words.answer)
  const said = { ...brief, locale, orders: brief.orders }
  if (locale !== 'en') {
    Object.assign(said, { want: words.first, moodWords: ['离谱', '第三次'] })
    said.firing = {
      rule: 'asked-for-person',
      ruleVersion: '9f2c',
      evidence: [{ fact: 'customer.wantsPerson', value: true, words: ['找人工'] }],
    }
    said.facts = said.facts.map((fact) => (fact.label === 'name' ? { ...fact, value: words.customer } : fact))
  }
  const who = { ...profile, name: words.customer, locale }

  stage.take(
    'open',
    { item: item('open', { customer: words.customer, locale, tier: 'gold' }), acceptedAt: NOW - 40_000 },
    {
      events: log.events,
      view: view({ reads: { customer: 13, staff: 13 }, staff: { profile: who, brief: said } }),
      hasOlder: true,
    },
  )
  const row = (
    session: string,
    at: number,
    acceptedAt: number,
    index: number,
    answered: boolean,
    tier: string | null,
  ) => {
    const { customer, want } = others[index] ?? { customer: '', want: '' }
    const mine = new LogWriter().says(at - 60_000, CUSTOMER, want)
    if (answered) mine.says(at - 30_000, LIN, words.hello).says(at, CUSTOMER, want)
    stage.take(
      session,
      { item: item(session, { customer, want, locale, tier }), acceptedAt },
      {
        events: mine.events,
        view: view({ staff: { profile: { ...who, name: customer, tier }, brief: said } }),
        peerOnline: index === 0,
      },
    )
  }
  row('second', NOW - 90_000, NOW - 600_000, 0, true, null)
  row('third', NOW - 24_000, NOW - 24_000, 1, false, null)
  stage.floor.setBoard({
    offers: [
      offer('o1', {
        customer: locale === 'en' ? 'Amara Singh' : '李雷',
        want: words.want,
        reason: 'mood',
        priority: 3,
        tier: 'platinum',
        locale,
      }),
    ],
    queue: [
      item('q1', {
        customer: others[2]?.customer ?? '',
        want: others[2]?.want ?? '',
        locale,
        reason: 'not_understood',
        queuedAt: NOW - 130_000,
      }),
      item('q2', {
        customer: others[0]?.customer ?? '',
        want: others[0]?.want ?? '',
        locale,
        reason: 'repeated',
        queuedAt: NOW - 20_000,
      }),
    ],
    queueLength: 4,
  })
  void stage.store.request({ type: 'select', session: 'open' })
  const reply = new LogWriter(log.events.length + 1).says(NOW - 6_000, CUSTOMER, words.reply)
  for (const event of reply.events) stage.session('open').arrive(event)
}
