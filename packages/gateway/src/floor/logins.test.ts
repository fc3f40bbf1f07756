import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { hasOffer } from './testing/desk.ts'
import { openFloor } from './testing/open-floor.ts'

test('a desk that is signed out loses its socket and its sessions; another sign-in of the same agent stays', async () => {
  const { floor, sessions, arrive, enqueue, signIn } = await openFloor({ graceMs: 200 })
  const [here, home] = [await signIn('lin'), await signIn('lin')]
  const desk = await arrive('lin', here.login)
  const other = await arrive('lin', home.login)
  await enqueue('one')
  const { offers } = await desk.untilBoard(hasOffer)
  await desk.ask({ type: 'accept', offerId: offers[0]?.id })

  await here.signOut()
  await floor.recheckAgents()
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
  expect(desk.codes).toEqual(['unauthenticated'])
  expect(other.closed).toBeNull()
  expect(other.board.mine).toHaveLength(1)

  await home.signOut()
  await floor.recheckAgents()
  await other.untilClosed()
  await vi.waitUntil(() => sessions.passes.at(-1)?.reason === 'dropped', { timeout: 15_000 })
})

test('a ticket of a sign-in that has ended since opens nothing, and opens no session from a socket that is left', async () => {
  const { floor, workspace, arrive, upgrade, enqueue, signIn } = await openFloor()
  const { login } = await signIn('lin')
  const desk = await arrive('lin', login)
  await enqueue('one')
  const { offers } = await desk.untilBoard(hasOffer)
  // As if Directory had no word for the floor yet, and it did not ask by itself, which it does seconds after somebody came.
  await runInDurableObject(floor, (_room, { storage }) => {
    storage.sql.exec("DELETE FROM timers WHERE kind = 'sweep'")
  })
  await runInDurableObject(env.DIRECTORY.getByName(workspace), (_room, { storage }) => {
    storage.sql.exec('DELETE FROM logins')
  })
  const late = await upgrade('lin', { login })
  expect(await late.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
  // The floor asks at the door.
  desk.socket.send(JSON.stringify({ type: 'accept', id: 'accept-1', offerId: offers[0]?.id }))
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
  expect(desk.frames.some((frame) => frame.type === 'ack')).toBe(false)
})

test('a socket ends with its sign-in, without anybody telling the floor', async () => {
  const { floor, workspace, arrive, signIn } = await openFloor()
  const { login } = await signIn('lin')
  const desk = await arrive('lin', login)
  const due = await runInDurableObject(
    floor,
    (_room, { storage }) =>
      storage.sql.exec<{ due: number }>("SELECT due FROM timers WHERE kind = 'sweep' AND key = ?", login).one().due,
  )
  const endsAt = await runInDurableObject(
    env.DIRECTORY.getByName(workspace),
    (_room, { storage }) => storage.sql.exec<{ at: number }>('SELECT MAX(expires_at) AS at FROM logins').one().at,
  )
  expect(due - endsAt).toBeGreaterThanOrEqual(0)
  expect(due - endsAt).toBeLessThan(5_000)

  await runInDurableObject(env.DIRECTORY.getByName(workspace), (_room, { storage }) => {
    storage.sql.exec('UPDATE logins SET expires_at = ?', Date.now())
  })
  await runInDurableObject(floor, (_room, { storage }) => {
    storage.sql.exec('UPDATE timers SET due = ? WHERE key = ?', Date.now(), login)
  })
  await runDurableObjectAlarm(floor)
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
})
