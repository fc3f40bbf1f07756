import { expect, it } from 'vitest'
import { boardsOf, nextDue } from './index.ts'
import { floor, OFFER_MS, session } from './testing/hall.ts'

const settled = (effects: ReturnType<ReturnType<typeof floor>['do']>) =>
  effects.flatMap((effect) => (effect.type === 'settle' ? [effect.session] : []))

it('asks everyone it knew, also those that have just left, and keeps nobody', () => {
  const hall = floor('lin')
  hall.enqueue('held')
  hall.take('lin', 'held')
  hall.enqueue('offered')
  hall.enqueue('queued')
  hall.enqueue('gone')
  hall.do({ type: 'release', session: session('gone'), handoffId: 'h-gone', fence: 2 })
  const effects = hall.do({ type: 'forget' })
  expect(settled(effects).sort()).toEqual(['gone', 'held', 'offered', 'queued'].map(session))
  expect(boardsOf(hall.state)('lin')).toMatchObject({ mine: [], offers: [], queueLength: 0, agents: [{ load: 0 }] })
  expect(nextDue(hall.state, hall.now)).toBeNull()
})

it('takes whatever fence a session names afterwards, also one below what was known', () => {
  const hall = floor('lin')
  hall.enqueue('one', {}, 8)
  hall.take('lin', 'one', 9)
  hall.do({ type: 'forget' })
  hall.enqueue('one', {}, 2)
  expect(hall.offersTo('lin')).toEqual(['one'])
  hall.take('lin', 'one', 3)
  expect(boardsOf(hall.state)('lin').mine).toMatchObject([{ fence: 3 }])
})

it('does not take a departure of before for the newer one', () => {
  const hall = floor('lin')
  hall.enqueue('one', {}, 5)
  hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 6 })
  hall.do({ type: 'forget' })
  hall.enqueue('one', {}, 2)
  expect(hall.offersTo('lin')).toEqual(['one'])
})

it('hears no answer to a pass it asked for before', () => {
  const hall = floor('lin')
  hall.enqueue('one')
  hall.do({ type: 'accept', agentId: 'lin', offerId: hall.offerId('one') })
  hall.do({ type: 'forget' })
  expect(hall.answer('one', 'lin', 2)).toEqual([])
  expect(boardsOf(hall.state)('lin').mine).toEqual([])
})

it('leaves an agent who does not come back to the grace time, with nothing to give back', () => {
  const hall = floor('lin')
  hall.enqueue('one')
  hall.take('lin', 'one')
  hall.do({ type: 'forget' })
  hall.do({ type: 'leave', agentId: 'lin', revoked: false })
  hall.effects = []
  hall.wait(OFFER_MS * 3)
  expect(hall.state.agents.size).toBe(0)
  expect(hall.effects).toEqual([])
})

it('changes nothing when there is nothing to forget', () => {
  const hall = floor('lin')
  const before = hall.state
  expect(hall.do({ type: 'forget' })).toEqual([])
  expect(hall.state).toBe(before)
})
