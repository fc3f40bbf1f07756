import { type FloorClientFrame, type FloorServerFrame, PROTOCOL_VERSION } from '@baton/protocol/wire'
import { createEmitter } from '../emitter.ts'
import { socketUrl } from '../http/admission.ts'
import { createIds } from '../ids.ts'
import { type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError, networkProblem, problemOf } from '../problem.ts'
import { createLink } from '../socket/link.ts'
import type { ClientProblem, FloorClient, FloorSnapshot } from '../types.ts'

export interface FloorOptions extends PlatformOptions {
  /** Origin of the gateway, e.g. `https://chat.example`. */
  gateway: string
  /** A ticket for every attempt: `deskApi.floorTicket`. */
  ticket(): Promise<string>
}

type Ack = Extract<FloorServerFrame, { type: 'ack' }>
type Seen = Extract<FloorServerFrame, { type: 'glance' }>
type Ask<Frame = FloorClientFrame> = Frame extends { id: string } ? Omit<Frame, 'id'> : never

const ANSWER_MS = 10_000

/** The floor as one agent sees it. Commands are not kept: an offer is worth nothing to who comes back later. */
export function createFloor(options: FloorOptions): FloorClient {
  const platform = platformOf(options)
  const emitter = createEmitter<{ change: FloorSnapshot }>()
  const newId = createIds(platform)
  const asked = new Map<string, (answer: Ack | Seen | ClientProblem) => void>()
  let snapshot: FloorSnapshot = {
    connection: 'idle',
    problem: null,
    you: null,
    board: null,
    alert: null,
    clockOffsetMs: 0,
  }
  let req = 0

  function set(change: Partial<FloorSnapshot>) {
    snapshot = { ...snapshot, ...change }
    emitter.emit('change', snapshot)
  }

  const link = createLink({
    platform,
    admit: async () => ({ url: socketUrl(options.gateway, 'floor'), ticket: await options.ticket() }),
    onOpen: () => link.send({ type: 'hello', v: PROTOCOL_VERSION, req: ++req } satisfies FloorClientFrame),
    onFrame: (frame) => receive(frame as FloorServerFrame),
    onChange(connection, problem) {
      if (connection !== 'online') for (const answer of [...asked.values()]) answer(networkProblem)
      set({ connection, problem })
    },
  })

  function receive(frame: FloorServerFrame) {
    switch (frame.type) {
      case 'welcome':
        link.welcomed()
        return set({ you: frame.you, board: frame.board, clockOffsetMs: frame.now - platform.now() })
      case 'board':
        return set({ board: frame.board, clockOffsetMs: frame.now - platform.now() })
      case 'alert': {
        const { type: _type, ...alert } = frame
        return set({ alert })
      }
      case 'ack':
      case 'glance':
        return asked.get(frame.id)?.(frame)
      case 'nack':
        return asked.get(frame.id)?.(problemOf(frame))
      case 'fault':
        return set({ problem: problemOf(frame) })
    }
  }

  function ask<Answer extends Ack | Seen = Ack>(frame: Ask): Promise<Answer> {
    const id = newId()
    return new Promise((resolve, reject) => {
      const stop = platform.after(ANSWER_MS, () => answer(networkProblem))
      const answer = (given: Ack | Seen | ClientProblem) => {
        stop()
        asked.delete(id)
        // What a question is answered with is the gateway's to keep.
        if ('type' in given) resolve(given as Answer)
        else reject(new BatonError(given))
      }
      asked.set(id, answer)
      if (snapshot.connection !== 'online' || !link.send({ ...frame, id })) answer(networkProblem)
    })
  }

  async function askForTicket(frame: Ask): Promise<{ session: string; ticket: string }> {
    const { session, ticket } = await ask(frame)
    if (session === undefined || ticket === undefined) throw new BatonError(networkProblem)
    return { session, ticket }
  }

  return {
    get snapshot() {
      return snapshot
    },
    on: emitter.on,
    connect: link.connect,
    async setPresence(presence) {
      await ask({ type: 'presence', presence })
    },
    accept: (offerId) => askForTicket({ type: 'accept', offerId }),
    async decline(offerId) {
      await ask({ type: 'decline', offerId })
    },
    async glance(offerId) {
      const { brief, said } = await ask<Seen>({ type: 'glance', offerId })
      return { brief, said }
    },
    async transfer(session, to, note) {
      await ask({ type: 'transfer', session, to, note })
    },
    async recall(session) {
      await ask({ type: 'recall', session })
    },
    async rejoin(session, call) {
      return (await askForTicket({ type: 'rejoin', session, call })).ticket
    },
    async ready() {
      await ask({ type: 'ready' })
    },
    open: (session) => askForTicket({ type: 'open', session }),
    close: link.close,
  }
}
