import { describe, expect, test } from 'vitest'
import { becomeEarlier, effectsOf, takeCase } from './index.ts'
import { chen, customer, lin, Rig, said, settings } from './testing/rig.ts'

const NEWER = 'newer-session-000'
const OLDER = 'older-session-000'

/** The case of one session, after this, goes on in another. */
function moved(before: (older: Rig) => void): { newer: Rig; goesOn: unknown } {
  const [older, newer] = [new Rig(), new Rig()]
  older.say(customer, 'where is my parcel')
  older.send(customer, { kind: 'handoff.request' })
  before(older)
  const { drafts, moved: it } = becomeEarlier(older.state, OLDER, { link: 'l_1', session: NEWER })
  older.append(drafts)
  if (!it) throw new Error('nothing goes on')
  newer.append(takeCase(newer.state, 'l_1', it, settings, newer.now))
  const told = newer.log.flatMap((event) => effectsOf(event, newer.state)).find((effect) => effect.do === 'enqueue')
  return { newer, goesOn: told?.do === 'enqueue' ? told.goesOn : 'not told' }
}

describe('a case that goes on in another session', () => {
  test('names the agent who had it and the fence they gave it up under, so that Floor need not ask', () => {
    const { newer, goesOn } = moved((older) => older.pass(lin))
    expect(goesOn).toEqual({ agent: 'lin', from: OLDER, fence: 4 })
    expect(newer.state).toMatchObject({ holder: 'queue', case: { want: 'where is my parcel' } })
  })

  test('names nobody where nobody had it yet', () => {
    expect(moved(() => {}).goesOn).toBeUndefined()
  })

  test('names them no more once anybody has it', () => {
    const { newer } = moved((older) => older.pass(lin))
    newer.pass(chen)
    const from = newer.log.length
    newer.send(chen, { kind: 'handback', note: said('') })
    newer.send(customer, { kind: 'handoff.request' })
    const told = newer.log.slice(from).flatMap((event) => effectsOf(event, newer.state))
    expect(told.find((effect) => effect.do === 'enqueue')).not.toHaveProperty('goesOn')
  })
})
