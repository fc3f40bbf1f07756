import type { SessionEvent } from '@baton/protocol'
import { expect, test } from 'vitest'
import { fold, initialState } from './index.ts'

test('however many numbers a customer pastes, the state of a session stays small enough for its row', () => {
  const by = { role: 'bot', id: 'bot' } as const
  const opened = { caseId: 'k_1', reopened: false }
  let state = fold(initialState, { seq: 1, id: 'c', at: 1, by, audience: 'all', kind: 'case.opened', body: opened })
  for (let seq = 2; seq < 1_002; seq++) {
    // As many as the bot takes out of one message.
    const entities = Array.from({ length: 16 }, (_, n) => ({
      type: 'order_number',
      value: `SO${seq}00${n}`,
      text: `SO${seq}00${n}`,
    }))
    const event: SessionEvent = {
      seq,
      id: `t_${seq}:decided`,
      at: seq,
      by,
      audience: 'staff',
      kind: 'bot.decided',
      body: {
        turn: `t_${seq}`,
        snapshot: 'v',
        outcome: 'answer',
        intent: null,
        recognised: true,
        mood: { level: 'calm', words: [], negative: 0 },
        locale: 'en',
        entities,
        flow: null,
        why: [],
      },
    }
    state = fold(state, event)
  }
  expect(JSON.stringify(state).length).toBeLessThan(128 * 1024)
})
