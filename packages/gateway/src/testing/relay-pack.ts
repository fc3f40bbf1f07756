import { type Pack, pack } from '@baton/protocol'
import { tinyPack } from './a-workspace.ts'

const said = (en: string, zh = en) => ({ en, 'zh-CN': zh, 'zh-TW': zh })
const rule = (id: string, at: string, when: object, does: object) => ({ id, name: said(id), at, when, ...does })

/** A small shop: one article, one order flow, the first escalation rules. */
export const relayPack: Pack = pack.parse({
  ...tinyPack,
  id: 'relay',
  articles: [
    {
      id: 'shipping-time',
      locale: 'en',
      title: 'How long shipping takes',
      scene: 'pre-sale',
      questions: ['How long does shipping take?', 'When will it arrive?', 'delivery time'],
      body: 'Orders arrive in two to four days. Remote areas take a day longer.',
    },
    {
      id: 'shipping-time',
      locale: 'zh-CN',
      title: '多久能送到',
      scene: 'pre-sale',
      questions: ['多久能送到', '配送要几天', '什么时候到货'],
      body: '一般两到四天送达。偏远地区多一天。',
    },
  ],
  intents: [
    {
      id: 'order_status',
      name: said('Order status', '订单状态'),
      phrasings: {
        en: ['where is my order', 'order status', 'track my order', 'has my order shipped', 'check order'],
        'zh-CN': ['我的订单到哪了', '查订单', '订单状态', '订单发货了吗', '帮我看看订单'],
        'zh-TW': ['我的訂單到哪了', '查訂單'],
      },
      serve: { flow: 'order_status' },
    },
    {
      id: 'shipping_time',
      name: said('Shipping time', '配送时间'),
      phrasings: {
        en: ['how long does shipping take', 'delivery time', 'when will it arrive', 'how many days to ship'],
        'zh-CN': ['多久能送到', '配送要几天', '什么时候到货', '几天能到'],
        'zh-TW': ['多久會到'],
      },
      serve: { article: 'shipping-time' },
    },
  ],
  flows: [
    {
      id: 'order_status',
      name: said('Order status', '订单状态'),
      words: { status: { shipped: said('on its way', '已发货') } },
      steps: [
        {
          id: 'ask',
          do: 'ask',
          slot: 'order',
          entity: 'order_number',
          prompt: said('Which order number?', '请告诉我订单号'),
          reprompt: said('It looks like SO10042.', '订单号类似 SO10042'),
          otherwise: 'give_up',
        },
        {
          id: 'get',
          do: 'act',
          action: 'order.get',
          input: { orderNumber: '{order}' },
          into: 'order',
          errors: { not_found: 'unknown' },
          otherwise: 'down',
        },
        {
          id: 'tell',
          do: 'say',
          text: said('Order {order} is {order.status|status}.', '订单{order}{order.status|status}'),
        },
        { id: 'unknown', do: 'say', text: said('I do not find that order.', '没有找到这个订单') },
        {
          id: 'down',
          do: 'say',
          text: said('The order system does not answer.', '订单系统没有响应'),
          options: [{ label: said('A person', '转人工'), text: said('agent', '转人工') }],
        },
        { id: 'give_up', do: 'handoff', text: said('I ask a person.', '我请同事来看') },
      ],
    },
  ],
  rules: [
    rule(
      'C1',
      'reading',
      { fact: 'customer.wantsPerson', is: 'equal', value: true },
      { mode: 'immediate', reason: 'asked' },
    ),
    rule(
      'C2',
      'reading',
      { fact: 'mood.level', is: 'equal', value: 'angry' },
      { mode: 'immediate', reason: 'mood', priority: 5 },
    ),
    rule(
      'C4',
      'answer',
      { fact: 'case.misses', is: 'at_least', value: 3 },
      { mode: 'immediate', reason: 'not_understood' },
    ),
    rule('C6', 'answer', { fact: 'case.repeats', is: 'at_least', value: 2 }, { mode: 'offer', reason: 'repeated' }),
  ],
  actions: [
    { id: 'order.get', method: 'GET', path: '/api/orders/{orderNumber}', safe: true, timeoutMs: 10_000 },
    { id: 'customer.orders', method: 'GET', path: '/api/customers/{customerId}/orders', safe: true },
  ],
  entities: [{ type: 'order_number', pattern: '\\bso(?:hold)?\\d{3,8}', example: 'so10042' }],
})
