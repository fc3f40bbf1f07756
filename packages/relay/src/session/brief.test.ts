import { describe, expect, test } from 'vitest'
import { fromLog } from '../masking/index.ts'
import { customer, Rig } from './testing/rig.ts'

describe('the brief', () => {
  test('says what is wanted, what is known and how, what was tried and which rule fired', () => {
    const rig = new Rig()
    const bot = { role: 'bot', id: 'bot' } as const
    rig.say(customer, 'where is so10042')
    rig.append([
      {
        kind: 'action.started',
        id: 'k1',
        by: bot,
        audience: 'staff',
        body: { turn: 't', action: 'order.get', key: 'k1', input: fromLog({ orderNumber: 'SO10042' }) },
      },
      {
        kind: 'action.finished',
        id: 'k2',
        by: bot,
        audience: 'staff',
        body: { turn: 't', action: 'order.get', key: 'k1', ok: true, code: 'ok' },
      },
      {
        kind: 'bot.decided',
        id: 'd1',
        by: bot,
        audience: 'staff',
        body: {
          turn: 't',
          snapshot: 'v',
          outcome: 'answer',
          intent: { id: 'order_status', confidence: 0.9 },
          recognised: true,
          mood: fromLog({ level: 'negative', words: ['slow'], negative: 1 }),
          locale: 'en',
          entities: fromLog([
            { type: 'order_number', value: 'SO10042', text: 'so10042' },
            { type: 'phone', value: '13800000000', text: '13800000000' },
          ]),
          flow: null,
          why: fromLog([]),
        },
      },
    ])
    rig.say(customer, 'agent')
    rig.send(customer, { kind: 'handoff.request' })
    expect(rig.state.brief).toMatchObject({
      want: 'where is so10042',
      facts: [
        { label: 'order_number', value: 'SO10042', verified: 'business' },
        { label: 'phone', value: '13800000000', verified: 'said' },
      ],
      tried: [{ id: 'order_status' }],
      mood: 'negative',
      moodWords: ['slow'],
      firing: { rule: 'person-button' },
      ordersState: 'anonymous',
    })
  })
})
