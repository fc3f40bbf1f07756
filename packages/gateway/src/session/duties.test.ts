import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { pause } from '../testing/business.ts'
import { Room } from '../testing/wire.ts'

const SETTINGS = { offerMs: 20_000, graceMs: 0, caseIdleMs: 60_000, reopenMs: 0, turnMs: 15_000 }

test('a case that is silent with a person is looked at now and then, not at once again', async () => {
  const room = await Room.open({ settings: { ...SETTINGS, caseIdleMs: 1_000 } })
  const wire = await room.customer()
  wire.send({ kind: 'handoff.request' })
  await wire.event('baton.passed')
  await pause(1_300)
  await runInDurableObject(room.stub, (session) => {
    const run = session.core.duties.alarm.bind(session.core.duties)
    Object.assign(session, { rings: 0 })
    session.core.duties.alarm = (now) => {
      Object.assign(session, { rings: Number(Reflect.get(session, 'rings')) + 1 })
      run(now)
    }
  })
  await pause(1_500)
  const rings = await runInDurableObject(room.stub, (session) => Number(Reflect.get(session, 'rings')))
  expect(rings).toBeLessThan(5)
})

test('what the floor must be told is watched by a timer from the moment it is stored', async () => {
  const room = await Room.open()
  const wire = await room.customer()
  await runInDurableObject(room.stub, (session) => {
    const silent = {
      getByName: () => ({ enqueue: () => new Promise(() => {}), release: () => new Promise(() => {}) }),
    }
    Object.defineProperty(session.core, 'env', { value: { ...session.core.env, FLOOR: silent } })
  })
  wire.send({ kind: 'handoff.request' })
  await wire.event('baton.passed')
  const due = await runInDurableObject(
    room.stub,
    (_, { storage }) => storage.sql.exec<{ due: number }>('SELECT MIN(due) AS due FROM timers').one().due,
  )
  expect(due - Date.now()).toBeLessThan(60_000 / 2)
})
