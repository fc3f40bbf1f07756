import { describe, expect, test } from 'vitest'
import { boardsOf } from './index.ts'
import { floor, OFFER_MS, session } from './testing/hall.ts'

const CALL = { call: true }

describe('calls on the floor', () => {
  test('go before chats, and after what goes before everything', () => {
    const hall = floor()
    hall.enqueue('vip', { priority: 5 })
    hall.enqueue('caller', CALL)
    hall.enqueue('emergency', { priority: 9 })
    hall.arrive('lin', { capacity: 9 })
    expect(boardsOf(hall.state)('lin').offers.map(({ item }) => item.customer)).toEqual(['emergency', 'caller', 'vip'])
  })

  test('take three places: who speaks with one customer writes with one more at most', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 4 })
    hall.enqueue('caller', CALL)
    for (const name of ['one', 'two']) hall.enqueue(name)
    expect(hall.offersTo('lin')).toEqual(['caller', 'one'])
    expect(boardsOf(hall.state)('lin')).toMatchObject({ load: 4, capacity: 4 })
  })

  test('need one free place only, for no caller waits until somebody is idle', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.enqueue('caller', CALL)
    expect(hall.offersTo('lin')).toEqual(['caller', 'one'])
    expect(boardsOf(hall.state)('lin').agents[0]).toMatchObject({ load: 2, capacity: 2 })
  })

  test('come to an agent one at a time', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 9 })
    hall.enqueue('caller', CALL)
    hall.enqueue('another', CALL)
    expect(hall.offersTo('lin')).toEqual(['caller'])
    hall.arrive('mei', { capacity: 1 })
    expect(hall.offersTo('mei')).toEqual(['another'])
  })

  test('are offered for 15 seconds', () => {
    const hall = floor('lin', 'mei')
    hall.enqueue('caller', CALL)
    expect(hall.stage('caller')).toMatchObject({ at: 'offered', expiresAt: hall.now + 15_000 })
    hall.enqueue('one')
    expect(hall.stage('one')).toMatchObject({ expiresAt: hall.now + OFFER_MS })
  })

  test('go on to the next whom nobody answers or who is declined, at the front, until somebody takes them', () => {
    const hall = floor('lin', 'mei')
    hall.enqueue('caller', CALL)
    const [first = '', second = ''] = hall.offersTo('lin').length === 1 ? ['lin', 'mei'] : ['mei', 'lin']
    hall.do({ type: 'decline', agentId: first, offerId: hall.offerId('caller') })
    expect([hall.offersTo(first), hall.offersTo(second)]).toEqual([[], ['caller']])
    hall.wait(15_000)
    expect([hall.offersTo(first), hall.offersTo(second)], 'its time is over').toEqual([['caller'], []])
    hall.take(first, 'caller')
    expect(boardsOf(hall.state)(first).mine.map(({ item }) => item.customer)).toEqual(['caller'])
  })

  test('a customer who calls while they wait moves to the front, and back when they hang up', () => {
    const hall = floor()
    for (const name of ['one', 'two']) hall.enqueue(name)
    const turn = () => boardsOf(hall.state)('lin').queue.map(({ customer }) => customer)
    hall.do({ type: 'onCall', session: session('two'), handoffId: 'h-two', call: true })
    expect(turn()).toEqual(['two', 'one'])
    hall.do({ type: 'onCall', session: session('two'), handoffId: 'h-other', call: false })
    expect(turn()).toEqual(['two', 'one'])
    hall.do({ type: 'onCall', session: session('two'), handoffId: 'h-two', call: false })
    expect(turn()).toEqual(['one', 'two'])
  })
})

describe('the work after a call', () => {
  const afterCall = () => {
    const hall = floor('lin')
    hall.enqueue('caller', CALL)
    hall.take('lin', 'caller')
    hall.do({ type: 'onCall', session: session('caller'), handoffId: 'h-caller', call: false })
    return hall
  }

  test('keeps offers away until it is done', () => {
    const hall = afterCall()
    expect(boardsOf(hall.state)('lin').wrapUpUntil).toBe(hall.now + 120_000)
    hall.enqueue('one')
    expect(hall.offersTo('lin')).toEqual([])
    hall.do({ type: 'ready', agentId: 'lin' })
    expect(hall.offersTo('lin')).toEqual(['one'])
    expect(boardsOf(hall.state)('lin').wrapUpUntil).toBeUndefined()
  })

  test('ends by itself after two minutes, for who forgets it', () => {
    const hall = afterCall()
    hall.enqueue('one')
    hall.wait(119_000)
    expect(hall.offersTo('lin')).toEqual([])
    hall.wait(1_000)
    expect(hall.offersTo('lin')).toEqual(['one'])
  })

  test('comes after a session that was given away in the middle of its call, and after none that was a chat', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.take('lin', 'one')
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 3 })
    expect(boardsOf(hall.state)('lin').wrapUpUntil).toBeUndefined()
    hall.enqueue('caller', CALL)
    hall.take('lin', 'caller')
    hall.do({ type: 'release', session: session('caller'), handoffId: 'h-caller', fence: 3 })
    expect(boardsOf(hall.state)('lin').wrapUpUntil).toBe(hall.now + 120_000)
  })

  test('takes offers that stand back, without holding them against the agent', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 4 })
    hall.enqueue('caller', CALL)
    hall.take('lin', 'caller')
    hall.enqueue('one')
    expect(hall.offersTo('lin')).toEqual(['one'])
    hall.do({ type: 'onCall', session: session('caller'), handoffId: 'h-caller', call: false })
    expect(hall.stage('one')).toEqual({ at: 'queued' })
  })
})
