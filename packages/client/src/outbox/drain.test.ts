import { beforeEach, expect, it } from 'vitest'
import { createIds } from '../ids.ts'
import { type PlatformOptions, platformOf } from '../platform.ts'
import { networkProblem, refusal } from '../problem.ts'
import { createOrigin, type Origin } from '../testing/origin.ts'
import { createWorld, type World } from '../testing/world.ts'
import type { PendingSend } from '../types.ts'
import { ACK_MS, createDrain, STEAL_MS } from './drain.ts'
import { createOutbox } from './outbox.ts'

let world: World
let origin: Origin

beforeEach(() => {
  world = createWorld(1)
  origin = createOrigin()
})

function openTab() {
  const options: PlatformOptions = {
    platform: { now: world.now, after: world.after, random: world.random, ...origin },
  }
  const platform = platformOf(options)
  const sent: string[] = []
  const refused: PendingSend[] = []
  const tab = { pending: [] as readonly PendingSend[], sent, refused }
  const outbox = createOutbox({
    name: 'baton:site',
    platform,
    newId: createIds(platform),
    isDone: () => false,
    onChange(pending, news) {
      tab.pending = pending
      refused.push(...news)
      drain.poke()
    },
  })
  const drain = createDrain({ name: 'baton:site', platform, outbox, send: ({ id }) => sent.push(id) })
  const start = async () => {
    await outbox.ready
    outbox.open()
    outbox.own('s_1/customer:c_1')
    drain.start()
    await world.advance(0)
  }
  const say = (text: string) => outbox.add({ kind: 'message', text }, null)
  return Object.assign(tab, { outbox, drain, start, say })
}

it('has one command on its way, and sends the next when that is acknowledged', async () => {
  const tab = openTab()
  await tab.start()
  const [first, second] = [tab.say('one'), tab.say('two')]
  expect(tab.sent).toEqual([first])
  tab.drain.acked(first, 1)
  expect(tab.sent).toEqual([first, second])
})

it('shows an acknowledged command until the log has reached it, but does not keep it', async () => {
  const tab = openTab()
  await tab.start()
  const id = tab.say('one')
  tab.drain.acked(id, 4)
  await world.advance(0)
  expect(tab.pending.map((send) => send.id)).toEqual([id])
  expect(await (await origin.store('baton:site')).sends()).toEqual([])
  tab.outbox.reached(4)
  expect(tab.pending).toEqual([])
})

it('sends again with the same id when no answer comes', async () => {
  const tab = openTab()
  await tab.start()
  const id = tab.say('one')
  await world.advance(ACK_MS)
  expect(tab.sent).toEqual([id, id])
})

it('counts its own event as the answer', async () => {
  const tab = openTab()
  await tab.start()
  const [first, second] = [tab.say('one'), tab.say('two')]
  tab.drain.done(first)
  expect(tab.sent).toEqual([first, second])
  expect(tab.pending.map((send) => send.id)).toEqual([second])
})

it('waits as long as the gateway says, and keeps the order', async () => {
  const tab = openTab()
  await tab.start()
  const [first] = [tab.say('one'), tab.say('two')]
  tab.drain.refused(first, { ...networkProblem, code: 'rate_limited' }, 4_200)
  await world.advance(4_199)
  expect(tab.sent).toEqual([first])
  await world.advance(1)
  expect(tab.sent).toEqual([first, first])
})

it('keeps what was refused in sight, goes on with the next, and sends it again when asked to', async () => {
  const tab = openTab()
  await tab.start()
  const [first, second] = [tab.say('one'), tab.say('two')]
  tab.drain.refused(first, refusal('text_too_long', 'Too long.'))
  expect(tab.sent).toEqual([first, second])
  expect(tab.pending[0]).toMatchObject({ id: first, problem: { code: 'text_too_long' } })
  expect(tab.refused.map((send) => send.id)).toEqual([first])
  tab.outbox.retry(first)
  tab.drain.done(second)
  expect(tab.sent).toEqual([first, second, first])
  tab.outbox.discard(first)
  expect(tab.pending).toEqual([])
})

it('lets one tab send for all, and shows the same list in each', async () => {
  const [sender, other] = [openTab(), openTab()]
  await sender.start()
  await other.start()
  const id = other.say('from the other tab')
  await world.advance(0)
  expect(sender.sent).toEqual([id])
  expect(other.sent).toEqual([])
  expect(sender.pending).toEqual(other.pending)
  sender.drain.refused(id, refusal('case_open', 'Open.'))
  await world.advance(0)
  expect(other.refused.map((send) => send.id)).toEqual([id])
})

it('hands over when the sending tab goes, with what only the store knows', async () => {
  const [sender, other] = [openTab(), openTab()]
  await sender.start()
  await other.start()
  const id = sender.say('one')
  sender.drain.stop()
  await world.advance(0)
  expect(other.sent).toEqual([id])
})

it('takes the place of a tab that does not send', async () => {
  const [frozen, other] = [openTab(), openTab()]
  await frozen.start()
  frozen.outbox.close()
  await other.start()
  const id = other.say('one')
  await world.advance(STEAL_MS)
  expect(other.sent).toEqual([id])
})

it('keeps the commands of somebody else in the store, and out of sight', async () => {
  const theirs = openTab()
  await theirs.start()
  const id = theirs.say('mine')
  await world.advance(0)
  theirs.drain.stop()
  const tab = openTab()
  await tab.outbox.ready
  tab.outbox.own('s_2/customer:c_2')
  tab.drain.start()
  await world.advance(0)
  expect(tab.pending).toEqual([])
  expect(tab.sent).toEqual([])
  tab.outbox.own('s_1/customer:c_1')
  expect(tab.sent).toEqual([id])
})
