import type { SessionEvent } from '@baton/protocol'
import { fold, initialState, viewFor } from '@baton/relay/session'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { visibleTo } from './disk.ts'
import { CARD, createStage, lines, roleOf, type Stage } from './stage.ts'
import { SEATS, type Seat, step } from './step.ts'
import { createWitness } from './witness.ts'

/** `SEED=… RUNS=…` repeat a run, or make it longer. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.RUNS ?? 300)

it('keeps one log, one holder and every promise between the client and the session engine, through faults', {
  timeout: 120_000 + numRuns * 200,
}, async () => {
  console.info(`seed ${seed}`)
  const scenario = fc.asyncProperty(
    fc.integer(),
    fc.array(step, { minLength: 5, maxLength: 50, size: 'max' }),
    async (chaos, steps) => {
      const stage = createStage(chaos)
      const witness = createWitness(stage)
      for (const each of steps) {
        await stage.play(each)
        witness.look()
      }
      await stage.calm()
      witness.look()
      expectLog(stage)
      expectBaton(stage.gateway.disk.log)
      expectAnswers(stage)
      expectFloor(stage)
      expectCommands(stage)
      for (const at of SEATS) expectSeat(stage, at)
    },
  )
  await fc.assert(scenario, { seed, numRuns })
})

function expectLog({ gateway }: Stage) {
  const { log } = gateway.disk
  expect(
    log.map((event) => event.seq),
    'I3: numbered without a gap',
  ).toEqual(log.map((_, at) => at + 1))
  const rows = log.map((event) => `${event.by.role}:${event.by.id} ${event.id}`)
  expect(new Set(rows).size, 'I2: one row per writer and id').toBe(rows.length)
  for (const { by, id, seq } of gateway.acks) {
    expect(rows[seq - 1], 'I1, I2: acknowledged, so in the log, at the number every acknowledgement named').toBe(
      `${by.role}:${by.id} ${id}`,
    )
  }
  expect(log.reduce(fold, initialState), 'the state is the folded log').toEqual(gateway.state)
  const { publicHead } = gateway.state
  expect(publicHead, '`prev` of live events is right').toBe(visibleTo('customer', log).at(-1)?.seq ?? 0)
  expect(JSON.stringify(log), 'nothing is stored unmasked').not.toContain(CARD)
}

function expectBaton(log: readonly SessionEvent[]) {
  let { holder, fence } = initialState
  for (const event of log) {
    if (event.kind === 'baton.passed') {
      expect(event.body.from, 'one holder: the baton comes from who had it').toBe(holder)
      expect(event.body.fence, 'the fence only grows, by one').toBe(fence + 1)
      ;({ to: holder, fence } = event.body)
    }
    if (event.kind === 'message' && event.by.role === 'bot') {
      expect(event.body.fence ?? fence, 'no stale reply: written under the fence it was begun under').toBe(fence)
      expect(holder, 'the bot speaks only while it holds the baton').toBe('bot')
    }
    if (event.kind === 'message' && event.by.role === 'agent') {
      expect(holder, 'an agent speaks only while they hold the baton').toBe(`agent:${event.by.id}`)
    }
  }
}

function expectAnswers({ gateway }: Stage) {
  const { log, turn } = gateway.disk
  expect(turn, 'no turn is left unanswered').toBe(null)
  let waiting: number | null = null
  let { holder } = initialState
  for (const event of log) {
    if (event.kind === 'message' && event.by.role === 'customer' && holder === 'bot') waiting = event.seq
    if (event.kind === 'message' && event.by.role === 'bot' && event.body.turn) waiting = null
    if (event.kind === 'baton.passed') {
      holder = event.body.to
      waiting = null
    }
  }
  expect(waiting, 'the bot answers every message, or hands it over').toBe(null)
}

function expectFloor({ gateway }: Stage) {
  for (const { asked, at } of gateway.passes)
    expect(asked, 'a pass under another fence changes nothing').toMatchObject(at)
  // A restore is not told to Floor, which finds out when it next asks.
  if (gateway.disk.epochs.length > 1) return
  const { holder, fence, handoff } = gateway.state
  const place = { is: holder === 'queue' ? 'waiting' : 'held', handoffId: handoff?.id, fence }
  expect(gateway.floor.place, 'Floor knows who waits, and who is held').toEqual(holder === 'bot' ? null : place)
}

function expectCommands({ gateway, lives, lost, life }: Stage) {
  const stored = gateway.disk.log.map((event) => event.id)
  for (const { at, sent } of lives) {
    // What a restore took back may come again later, from a tab that had not heard that it was stored.
    const here = stored.filter((id) => sent.includes(id) && !lost.has(id))
    expect(here, 'commands of one page are stored in the order they were given').toEqual(
      sent.filter((id) => here.includes(id)),
    )
    const { pending } = life(at).tab.session.snapshot
    const refused = pending.filter((send) => send.problem).map((send) => send.id)
    const gone = sent.filter((id) => !stored.includes(id) && !refused.includes(id) && !lost.has(id))
    expect(gone, 'every command is in the log, or refused and still shown').toEqual([])
  }
}

function expectSeat({ gateway, lives, life }: Stage, at: Seat) {
  const { tab, stale } = life(at)
  expect(stale, `no part of a stale reply is shown at seat ${at}`).toEqual([])
  const { connection, events, view } = tab.session.snapshot
  const role = roleOf(at)
  expect(connection).toBe('online')
  expect(lines(events), `I10: seat ${at} shows exactly what it may see, in order`).toEqual(
    lines(visibleTo(role, gateway.disk.log)),
  )
  expect(view, `seat ${at} has folded the same state as the engine`).toEqual(viewFor(role, gateway.state, gateway.live))

  if (gateway.disk.epochs.length > 1) return
  const pages = at === 2 ? lives.filter((each) => each.at === 2).map((each) => each.tab) : [tab]
  const told = pages.flatMap((page) => page.told).map((event) => event.seq)
  expect(told, 'nothing is told twice or out of order').toEqual([...new Set(told)].sort((a, b) => a - b))
}
