import fc from 'fast-check'
import { expect, it } from 'vitest'
import { visibleTo } from '../testing/gateway.ts'
import { createStage, lines, roleOf, SEATS, type Stage, showsRun, step } from '../testing/stage.ts'

/** `RUNS=…` makes it longer. */
const numRuns = Number(process.env.RUNS ?? 200)

it('shows every client exactly the log, in order, through loss, crashes, eviction and restores', {
  timeout: 120_000,
}, async () => {
  const scenario = fc.asyncProperty(
    fc.integer(),
    fc.array(step, { minLength: 5, maxLength: 40 }),
    async (chaos, steps) => {
      const stage = createStage(chaos)
      for (const each of steps) {
        await stage.play(each)
        for (const at of SEATS) expect(showsRun(stage, at), `I4: no hole at seat ${at}, at no time`).toBe(true)
      }
      await stage.calm()
      expectLog(stage)
      for (const at of SEATS) expectSeat(stage, at)
    },
  )
  await fc.assert(scenario, { numRuns })
})

function expectLog({ gateway, lives }: Stage) {
  const ids = gateway.log.map((event) => event.id)
  expect(new Set(ids).size, 'I2: one row an id').toBe(ids.length)
  for (const id of gateway.acked) expect(ids, 'I1: acknowledged, so in the log').toContain(id)
  for (const { said } of lives) {
    const stored = ids.filter((id) => said.includes(id))
    expect(stored, 'everything said is in the log, in the order it was said').toEqual(said)
  }
}

function expectSeat({ gateway, lives, life }: Stage, at: (typeof SEATS)[number]) {
  const { tab } = life(at)
  const { connection, events, view, pending } = tab.session.snapshot
  expect(connection).toBe('online')
  expect(lines(events), `I3, I10: seat ${at} shows the log`).toEqual(lines(visibleTo(roleOf(at), gateway.log)))
  expect(view, `seat ${at} knows who holds the baton`).toMatchObject(gateway.state)

  expect(pending.every((send) => send.problem)).toBe(true)
  const refused = pending.map((send) => send.id)
  const here = lives.filter((life) => roleOf(life.at) === roleOf(at))
  expect(refused, 'I11: what was refused stays visible').toEqual(here.flatMap(({ rated }) => rated).sort())

  // A restore makes everything new, and two tabs are told each for themselves.
  const told = (at === 2 && gateway.epochs.length === 1 ? here.map((life) => life.tab) : [tab]).flatMap(
    (each) => each.told,
  )
  const toldIds = told.map((event) => event.id)
  expect(new Set(toldIds).size, 'nothing is told twice').toBe(toldIds.length)
}
