import { describe, expect, test } from 'vitest'
import { isCurrent, joinTurn } from './index.ts'
import { customer, Rig, settings } from './testing/rig.ts'

describe('turns', () => {
  test('messages under one fence join a turn, a newer fence begins another', () => {
    const rig = new Rig()
    rig.say(customer, 'a')
    const first = joinTurn(null, 2, rig.state, settings, rig.now)
    const joined = joinTurn(first, 3, rig.state, settings, rig.now + 5)
    expect(joined).toEqual({ ...first, seqs: [2, 3] })
    rig.send(customer, { kind: 'handoff.request' })
    expect(isCurrent(joined, rig.state)).toBe(false)
    rig.send(customer, { kind: 'handoff.cancel' })
    expect(isCurrent(joined, rig.state)).toBe(false)
    expect(joinTurn(joined, 9, rig.state, settings, rig.now).seqs).toEqual([9])
  })
})
