import type { Mark } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closeSilent, fold, initialState } from './index.ts'
import { chen, customer, lin, Rig, said, settings } from './testing/rig.ts'

describe('under any sequence of commands', () => {
  const actors = fc.constantFrom(customer, lin, chen)
  const commands = fc.oneof(
    fc.record({
      kind: fc.constant('message' as const),
      text: fc.constantFrom(said('a'), said('b')),
      marks: fc.constant<Mark[]>([]),
      locale: fc.constant(undefined),
    }),
    fc.record({ kind: fc.constant('note' as const), text: fc.constant(said('n')) }),
    fc.record({ kind: fc.constant('handback' as const), note: fc.constant(said('')) }),
    fc.record({ kind: fc.constant('resolve' as const), resolution: fc.constant(said('done')) }),
    fc.record({
      kind: fc.constant('rate' as const),
      score: fc.constant(4),
      tags: fc.constant<string[]>([]),
      comment: fc.constant(said('')),
    }),
    fc.constant({ kind: 'handoff.request' as const }),
    fc.constant({ kind: 'handoff.cancel' as const }),
  )
  const steps = fc.oneof(
    fc.record({ do: fc.constant('send' as const), actor: actors, command: commands }),
    fc.record({
      do: fc.constant('pass' as const),
      to: fc.constantFrom(lin, chen, 'queue' as const),
      behind: fc.nat(2),
    }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, settings.caseIdleMs, settings.reopenMs) }),
  )

  test('seq is dense, the fence only grows by one, one holds the baton, and the log folds to the state', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (script) => {
        const rig = new Rig()
        for (const step of script) {
          if (step.do === 'send') rig.send(step.actor, step.command)
          else if (step.do === 'pass') rig.pass(step.to, rig.state.fence - step.behind)
          else {
            rig.now += step.ms
            const verdict = closeSilent(rig.state, settings, rig.now)
            if (verdict.ok) rig.append(verdict.drafts)
          }
        }
        expect(rig.log.map((event) => event.seq)).toEqual(rig.log.map((_, index) => index + 1))
        let fence = initialState.fence
        let holder: string = initialState.holder
        for (const event of rig.log) {
          if (event.kind === 'message' && event.by.role === 'agent') expect(holder).toBe(`agent:${event.by.id}`)
          if (event.kind !== 'baton.passed') continue
          expect(event.body).toMatchObject({ from: holder, fence: fence + 1 })
          fence = event.body.fence
          holder = event.body.to
        }
        expect(rig.state).toMatchObject({ fence, holder })
        expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
        const opened = rig.log.filter((event) => event.kind === 'case.opened').length
        const closed = rig.log.filter((event) => event.kind === 'case.closed').length
        expect(opened - closed).toBe(rig.state.case?.open ? 1 : 0)
      }),
      { numRuns: 400 },
    )
  })
})
