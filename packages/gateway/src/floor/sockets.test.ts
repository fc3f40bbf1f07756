import { evictDurableObject } from 'cloudflare:test'
import { CLOSE, LIMITS } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { openFloor } from './testing/open-floor.ts'

test('each bad frame has its own code, and other desks notice nothing', async () => {
  const { arrive, upgrade } = await openFloor()
  const [bad, good] = [await upgrade('lin'), await arrive('mei')]
  const frames = good.frames.length
  const send = (raw: string | Uint8Array) => bad.socket.send(raw)
  send('{"type":"presence","id":"12345678","presence":"away"}')
  send('not json')
  send(new Uint8Array([1, 2, 3]))
  send('{"type":"dance"}')
  send('{"type":"accept"}')
  await vi.waitUntil(() => bad.codes.length === 5, { timeout: 15_000 })
  expect(bad.codes).toEqual([
    'hello_required',
    'frame_malformed',
    'frame_malformed',
    'frame_unknown',
    'frame_malformed',
  ])
  send(`{"type":"hello","v":1,"req":1,"pad":"${'x'.repeat(LIMITS.frameBytes)}"}`)
  expect(await bad.untilClosed()).toMatchObject({ code: CLOSE.frameTooLarge })
  expect(bad.codes.at(-1)).toBe('frame_too_large')
  expect(good.frames.length).toBe(frames)
  expect(await good.ask({ type: 'presence', presence: 'online' })).toMatchObject({ type: 'ack' })
})

test('a protocol version nobody serves is refused for good', async () => {
  const { upgrade } = await openFloor()
  const desk = await upgrade('lin')
  desk.socket.send('{"type":"hello","v":2,"req":1}')
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.versionUnsupported })
  expect(desk.codes).toEqual(['version_unsupported'])
})

test('a desk that sends too fast is warned, and then closed', async () => {
  const { arrive } = await openFloor()
  const desk = await arrive('lin')
  for (let n = 0; n < 2 * LIMITS.framesPerWindow + 1; n += 1) desk.socket.send('{"type":"dance"}')
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.rateLimited })
  expect(desk.codes.filter((code) => code === 'frame_unknown')).toHaveLength(LIMITS.framesPerWindow - 1)
  expect(new Set(desk.codes)).toEqual(new Set(['frame_unknown', 'rate_limited']))
})

test('a ticket opens one socket, also across eviction', async () => {
  const { floor, attach, upgrade } = await openFloor()
  const first = await upgrade('lin', { jti: 'jti-of-some-length' })
  await evictDurableObject(floor)
  await attach()
  const second = await upgrade('lin', { jti: 'jti-of-some-length' })
  expect(await second.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
  expect(second.codes).toEqual(['ticket_used'])
  expect(first.closed).toBeNull()
})

test('an agent has at most eight sockets', async () => {
  const { upgrade } = await openFloor()
  for (let n = 0; n < LIMITS.socketsPerParticipant; n += 1) await upgrade('lin')
  const ninth = await upgrade('lin')
  expect(await ninth.untilClosed()).toMatchObject({ code: CLOSE.tooManySockets })
})

test('a socket that never says hello is closed', async () => {
  const { upgrade } = await openFloor()
  const desk = await upgrade('lin')
  const closed = await vi.waitUntil(() => desk.closed, { timeout: LIMITS.helloMs + 5_000, interval: 50 })
  expect(closed).toMatchObject({ code: CLOSE.helloTimeout })
}, 15_000)
