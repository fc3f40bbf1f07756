import { describe, expect, test } from 'vitest'
import { chen, customer, lin, Rig, said } from './testing/rig.ts'

describe('the baton', () => {
  test('goes bot → queue → agent → bot, each pass raising the fence by one', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    expect(rig.state).toMatchObject({ holder: 'queue', fence: 2 })
    expect(rig.pass(lin)).toBe('pass')
    expect(rig.state).toMatchObject({ holder: 'agent:lin', fence: 3, agent: { id: 'lin', name: 'Lin' } })
    rig.send(lin, { kind: 'handback', note: said('waits for the parcel') })
    expect(rig.state).toMatchObject({ holder: 'bot', fence: 4, agent: null, handoff: null })
    expect(rig.kinds.slice(-3)).toEqual(['note', 'baton.passed', 'message'])
  })

  test('what the rules counted begins anew with a promotion', () => {
    const rig = new Rig()
    rig.say(customer, 'hello')
    expect(rig.state.case?.counts?.said).toBe(1)
    rig.send(customer, { kind: 'handoff.request' })
    rig.send(customer, { kind: 'handoff.cancel' })
    expect(rig.state.case).toMatchObject({ counts: { turns: [], total: 0, said: 0, offer: null }, clarified: false })
  })

  test('the same pass delivered twice is applied once', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    const { fence, handoff } = rig.state
    expect(rig.pass(lin, fence, handoff?.id)).toBe('pass')
    expect(rig.pass(lin, fence, handoff?.id)).toBe('done')
    expect(rig.state.fence).toBe(fence + 1)
  })

  test('a pass that expects an older fence, another handoff, or comes second is refused', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    const { fence, handoff } = rig.state
    rig.pass(lin)
    expect(rig.pass(chen, fence, handoff?.id)).toBe('moved')
    expect(rig.pass('queue', fence, handoff?.id)).toBe('moved')
    expect(rig.pass('queue', rig.state.fence, 'h_other')).toBe('moved')
    expect(rig.state.holder).toBe('agent:lin')
  })

  test('only the holder may answer, hand back or resolve; a customer may do none of it', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    expect(rig.say(chen, 'hi')).toBe('not_holder')
    expect(rig.send(chen, { kind: 'handback', note: said('') })).toBe('not_holder')
    expect(rig.send(customer, { kind: 'resolve', resolution: said('') })).toBe('forbidden')
    expect(rig.send(customer, { kind: 'note', text: said('x') })).toBe('forbidden')
    expect(rig.send(lin, { kind: 'rate', score: 1, tags: [], comment: said('') })).toBe('forbidden')
    expect(rig.say(lin, 'hi')).toBe('ok')
  })

  test('who stays on a call beside the agent speaks there, and writes nothing', () => {
    const rig = new Rig()
    rig.send(customer, { kind: 'handoff.request' })
    rig.pass(lin)
    rig.pass(chen, undefined, undefined, { reason: 'transferred' })
    const spoken = { call: 'a-call-of-this-test', turn: 'a1', startMs: 0, endMs: 900 }
    const text = said('Chen knows')
    const speaks = () => rig.send(lin, { kind: 'message', text, marks: [], locale: undefined, spoken })
    expect(rig.say(lin, 'still here')).toBe('not_holder')
    expect(speaks()).toBe('ok')
    expect(rig.log.at(-1)).toMatchObject({ kind: 'message', by: { id: 'lin' }, body: { text: 'Chen knows', spoken } })
    expect(rig.state).toMatchObject({ holder: 'agent:chen', agent: { id: 'chen' } })
    rig.pass('queue', undefined, undefined, { reason: 'transferred' })
    expect(speaks()).toBe('not_holder')
  })

  test('an agent passes it to a colleague or the queue, with a note for staff, as one who has it and nobody else', () => {
    const rig = new Rig()
    const transferred = { reason: 'transferred', note: said('wants her money back') } as const
    rig.send(customer, { kind: 'handoff.request' })
    expect(rig.pass(chen, undefined, undefined, transferred)).toBe('moved')
    rig.pass(lin)
    const { fence } = rig.state
    expect(rig.pass(chen, undefined, undefined, transferred)).toBe('pass')
    expect(rig.state).toMatchObject({ holder: 'agent:chen', fence: fence + 1, agent: { id: 'chen' } })
    expect(rig.log.slice(-2)).toMatchObject([
      { kind: 'note', by: { id: 'lin' }, audience: 'staff', body: { text: 'wants her money back' } },
      { kind: 'baton.passed', by: { id: 'lin' }, body: { from: 'agent:lin', to: 'agent:chen', reason: 'transferred' } },
    ])
    expect(rig.pass(chen, fence, undefined, transferred)).toBe('done')
    expect(rig.say(lin, 'one more thing')).toBe('not_holder')
    expect(rig.pass('queue', undefined, undefined, { reason: 'transferred' })).toBe('pass')
    expect(rig.state).toMatchObject({ holder: 'queue', agent: null })
    expect(rig.state.handoff).not.toBeNull()
  })

  test('asking twice for a person is answered, not queued twice; cancelling gives the bot the session', () => {
    const rig = new Rig()
    expect(rig.send(customer, { kind: 'handoff.request' })).toBe('ok')
    expect(rig.send(customer, { kind: 'handoff.request' })).toBe('already_waiting')
    expect(rig.send(customer, { kind: 'handoff.cancel' })).toBe('ok')
    expect(rig.send(customer, { kind: 'handoff.cancel' })).toBe('stale_fence')
    expect(rig.state).toMatchObject({ holder: 'bot', handoff: null })
  })
})
