import { expect, it, vi } from 'vitest'
import { joinSite } from '../http/site.ts'
import { entries, event, view } from '../testing/event.ts'
import { createOrigin } from '../testing/origin.ts'
import { createScript } from '../testing/script.ts'
import { createWorld } from '../testing/world.ts'
import { createSession } from './session.ts'

const you = { role: 'customer', id: 'c_1', name: null }
const welcome = { type: 'welcome', v: 1, session: 's_2', now: 0, epoch: 'e_1', resumed: false, you }

/** Tabs of one browser, each with a line of its own. */
function browser() {
  const origin = createOrigin()
  return {
    origin,
    open(onRevoked?: () => void) {
      const world = createWorld(1)
      const script = createScript()
      const session = createSession({
        name: 'site',
        admit: async () => ({ url: 'wss://chat.example/v1/session', ticket: 'abc' }),
        socket: script.socket,
        platform: { now: world.now, after: world.after, random: world.random, ...origin },
        ...(onRevoked && { onRevoked }),
      })
      async function join(state: object = view, list = entries(0, 1, 2), session_ = 's_2') {
        session.connect()
        await script.open()
        script.say({ ...welcome, session: session_, req: 1, head: 2, state })
        script.say({ type: 'replay', req: 1, entries: list, more: false })
        await world.advance(0)
      }
      return { session, script, world, join, sent: (type: string) => script.sent.filter((it) => it.type === type) }
    },
  }
}

it('reads on into earlier segments once its own log is read, the nearest first', async () => {
  const { session, script, join, sent } = browser().open()
  await join({ ...view, earlier: ['s_0', 's_1'] })
  expect(session.snapshot.hasOlder).toBe(true)
  const answer = async (segment: string, list: ReturnType<typeof entries>) => {
    const before = sent('history').length
    const done = session.loadOlder()
    await vi.waitFor(() => expect(sent('history')).toHaveLength(before + 1))
    const asked = sent('history').at(-1)
    script.say({ type: 'page', req: asked?.req, entries: list, more: false, segment })
    await done
    return asked
  }
  expect(await answer('s_1', entries(4, 5, 6))).toMatchObject({ segment: 's_1', before: Number.MAX_SAFE_INTEGER })
  expect(await answer('s_1', entries(0, 3, 4))).toMatchObject({ segment: 's_1', before: 5 })
  expect(session.snapshot.earlier?.map(({ session: of, events }) => [of, events.map(({ seq }) => seq)])).toEqual([
    ['s_1', [3, 4, 5, 6]],
  ])
  expect(await answer('s_0', [])).toMatchObject({ segment: 's_0' })
  expect(session.snapshot.hasOlder).toBe(false)
  // Its own log is as it was.
  expect(session.snapshot.events.map(({ seq }) => seq)).toEqual([1, 2])
})

it('learns of a link while it is there, and drops what was parted again', async () => {
  const { session, script, join, sent } = browser().open()
  await join()
  expect(session.snapshot.hasOlder).toBe(false)
  const linked = event(3, 'session.linked', { link: 'l', as: 'newer', session: 's_1' })
  script.say({ type: 'event', prev: 2, event: linked })
  expect(session.snapshot.hasOlder).toBe(true)
  const done = session.loadOlder()
  await vi.waitFor(() => expect(sent('history')).toHaveLength(1))
  script.say({ type: 'page', req: sent('history').at(-1)?.req, entries: entries(0, 1), more: false, segment: 's_1' })
  await done
  expect(session.snapshot.earlier).toHaveLength(1)
  script.say({ type: 'event', prev: 3, event: event(4, 'session.unlinked', { link: 'l', session: 's_1' }) })
  expect(session.snapshot).toMatchObject({ earlier: [], hasOlder: false })
})

it('sends in the newer session what was written in the earlier one and not sent', async () => {
  const tab = browser().open()
  await tab.join(view, entries(0, 1, 2), 's_1')
  tab.session.send({ kind: 'message', text: 'Written as a visitor' })
  await tab.world.advance(0)
  tab.script.close(4010)
  await tab.world.advance(5_000)
  await tab.script.open()
  tab.script.say({ ...welcome, session: 's_2', req: 2, head: 0, state: { ...view, earlier: ['s_1'] } })
  tab.script.say({ type: 'replay', req: 2, entries: [], more: false })
  await tab.world.advance(0)
  expect(tab.session.snapshot.pending).toHaveLength(1)
  expect(tab.sent('send')).toMatchObject([{ body: { text: 'Written as a visitor' } }])
})

it('T-08 a reset empties every tab: storage, what is shown, and the socket', async () => {
  const { origin, open } = browser()
  const [first, second] = [open(), open()]
  await first.join()
  await second.join()
  second.session.send({ kind: 'message', text: 'not sent yet' })
  await second.world.advance(0)
  const site = joinSite({
    gateway: 'https://chat.example',
    siteKey: 'site',
    platform: { ...origin, fetch: async () => new Response(null, { status: 204 }) },
  })
  await site.reset()
  await first.world.advance(0)
  await second.world.advance(0)
  for (const { session } of [first, second]) {
    expect(session.snapshot).toMatchObject({ connection: 'idle', events: [], pending: [], view: null, you: null })
  }
  const store = await origin.store('baton:site')
  expect(await store.sends()).toEqual([])
  expect(await store.cursor()).toBeNull()
})

it('T-08 tells the page when access was taken back, and still says why it is closed', async () => {
  let told = 0
  const tab = browser().open(() => {
    told += 1
  })
  await tab.join()
  tab.script.say({ type: 'bye', code: 'revoked', message: 'Access was taken back.', retryable: false })
  tab.script.close(4504)
  await tab.world.advance(60_000)
  expect(told).toBe(1)
  expect(tab.session.snapshot).toMatchObject({ connection: 'refused', problem: { code: 'revoked' } })
  expect(tab.script.opened).toHaveLength(1)
})

it('T-34 a session that was erased leaves nothing on the page or the device, and another one begins', async () => {
  const tab = browser().open()
  await tab.join()
  tab.session.send({ kind: 'message', text: 'not sent yet' })
  await tab.world.advance(0)
  tab.script.say({ type: 'bye', code: 'erased', message: 'This conversation was erased.', retryable: true })
  tab.script.close(4510)
  expect(tab.session.snapshot).toMatchObject({
    ...{ connection: 'offline', problem: { code: 'erased' } },
    ...{ events: [], pending: [], view: null, you: null, hasOlder: false },
  })
  await tab.world.advance(60_000)
  expect(tab.script.opened.length).toBeGreaterThan(1)
  expect(tab.session.snapshot.pending).toEqual([])
})
