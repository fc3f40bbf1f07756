import type { ServerFrame, SessionEvent } from '@baton/protocol'
import type { House } from '../baton/house.ts'
import { enter } from '../baton/promoted.ts'

/** Every event of a session, as the gateway has them: read by its agent, who sees all. */
export async function wholeLog(house: Pick<House, 'url'>, ticket: string): Promise<SessionEvent[]> {
  const { socket, replay } = await enter(house, ticket, house.url, { tail: 200 })
  let events = replay.entries.map(({ event }) => event)
  for (let req = 2; (events[0]?.seq ?? 1) > 1; req += 1) {
    const page: Promise<Extract<ServerFrame, { type: 'page' }>> = socket.next('page')
    socket.send({ type: 'history', req, before: events[0]?.seq })
    events = [...(await page).entries.map(({ event }) => event), ...events]
  }
  socket.close()
  return events
}
