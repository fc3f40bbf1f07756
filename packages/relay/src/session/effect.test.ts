import { describe, expect, test } from 'vitest'
import { effectsOf } from './index.ts'
import { customer, lin, Rig } from './testing/rig.ts'

describe('what follows', () => {
  const effects = (rig: Rig, from = 0) => rig.log.slice(from).flatMap((event) => effectsOf(event, rig.state))

  test('a message to the bot begins a turn; one to the queue or an agent does not', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    expect(effects(rig)).toEqual([{ do: 'watch_case' }, { do: 'turn', seq: 2 }])
    rig.send(customer, { kind: 'handoff.request' })
    const from = rig.log.length
    rig.say(customer, 'still there?')
    expect(effects(rig, from)).toEqual([])
  })

  test('Floor is told of the queue with what it may show, and of the release with the newer fence', () => {
    const rig = new Rig()
    rig.say(customer, '我的订单到哪了', 'zh-CN')
    rig.send(customer, { kind: 'handoff.request' })
    expect(effects(rig)).toContainEqual({
      do: 'enqueue',
      fence: 2,
      item: expect.objectContaining({ want: '我的订单到哪了', reason: 'asked', locale: 'zh-CN', queuedAt: rig.now }),
    })
    const from = rig.log.length
    const handoffId = rig.state.handoff?.id
    rig.send(customer, { kind: 'handoff.cancel' })
    expect(effects(rig, from)).toEqual([{ do: 'release', handoffId, fence: 3 }])
  })

  test('a session that an agent dropped is put back by Floor alone', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    const from = rig.log.length
    rig.pass('queue')
    expect(effects(rig, from)).toEqual([])
  })
})
