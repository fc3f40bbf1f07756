import { FrameSocket } from '@baton/bench/frames'
import { type House, openHouse, post } from '@baton/bench/house'
import { inTurns, sleep } from '@baton/bench/numbers'
import { enter } from '@baton/bench/promoted'
import { Random } from '@baton/bench/random'
import { held, told } from '@baton/bench/row'
import type { FloorServerFrame, FloorTicketResponse, ServerFrame } from '@baton/protocol'
import { goldenFrames } from '../fuzz/golden.ts'
import { asReceived, fuzzInProcess, parseAs } from '../fuzz/in-process.ts'
import { type Case, mutated } from '../fuzz/mutate.ts'
import { Victim } from '../fuzz/victim.ts'
import { GatewayLog } from '../gateway-log.ts'
import type { Suite } from '../trial.ts'

/** Every socket may send 200 frames in ten seconds. */
const PACE_MS = 70
/** What an accepted frame sets off is over after this long. */
const SETTLED_MS = 2_000

type Frame = ServerFrame | FloorServerFrame

/**
 * Frames that were valid before they were mutated: all of them before the function every frame passes, a part of them over
 * sockets of a running gateway. Nothing may throw, answer without a code, echo, change a session by being refused, or close
 * anybody else's socket.
 */
export const fuzz: Suite = async ({ folder, seed, isShort, lessons }) => {
  const [cases, perVictim, customers] = isShort ? [5_000, 60, 4] : [100_000, 500, 20]
  const { refused, escapes } = fuzzInProcess(cases, seed)
  const log = new GatewayLog()
  const house = await openHouse({ folder, lessons, agents: 2, log: log.take })
  try {
    const random = new Random(seed + 1)
    const names = Array.from({ length: customers }, (_, at) => `fuzzed-${at}`)
    const witnesses = await inTurns(names, 4, (name) => Witness.of(house, name))
    const sessions = names.map((name) => ({
      room: 'session' as const,
      victim: new Victim(() => atSession(house, name)),
    }))
    const cookie = await house.signIn(1)
    const floor = { room: 'floor' as const, victim: new Victim(() => atFloor(house, cookie)) }
    const sent = await Promise.all(
      [...sessions, floor].map(async ({ room, victim }) => {
        const all = Array.from({ length: perVictim }, () => mutated(goldenFrames(room), random))
        const isRefused = ({ raw }: Case): boolean => !parseAs[room](asReceived(raw)).ok
        for (const each of all.filter(isRefused)) await Promise.all([victim.refuse(each), sleep(PACE_MS)])
        return { room, victim, all, accepted: all.filter((each) => !isRefused(each)) }
      }),
    )
    for (const witness of witnesses) escapes.push(...(await witness.changes()))
    for (const { victim, accepted } of sent) {
      for (const each of accepted) await victim.offer(each).catch(() => undefined) // it was closed meanwhile
    }
    await sleep(SETTLED_MS)
    escapes.push(...witnesses.flatMap((witness) => witness.closed), ...sent.flatMap(({ victim }) => victim.escapes))
    escapes.push(...log.exceptions.map((line) => `the gateway's log: ${line}`))
    for (const { victim } of sent) victim.close()
    for (const witness of witnesses) witness.close()
    for (const each of escapes.slice(0, 20)) console.error(`escape: ${each}`)
    const overTheWire = sent.reduce((sum, { all }) => sum + all.length, 0)
    return {
      rows: [
        held('fuzzed frames', cases + overTheWire, 'count', `>= ${isShort ? 5_000 : 100_000}`),
        held('escapes', escapes.length, 'count', '<= 0'),
        told('fuzzed frames: in process', cases, 'count'),
        told('fuzzed frames: in process, refused', refused, 'count'),
        told('fuzzed frames: over sockets of a running gateway', overTheWire, 'count'),
      ],
    }
  } finally {
    await house.stop()
  }
}

async function atSession(house: House, name: string): Promise<FrameSocket<Frame>> {
  const { ticket } = await house.join(name)
  return (await enter(house, ticket, house.origin, { tail: 1 })).socket as FrameSocket<Frame>
}

async function atFloor(house: House, cookie: string): Promise<FrameSocket<Frame>> {
  const { ticket } = await post<FloorTicketResponse>(`${house.url}/v1/desk/ticket`, {}, { cookie, origin: house.url })
  const socket = await FrameSocket.open<FloorServerFrame>(house.url, 'floor', ticket, house.url)
  const welcome = socket.next('welcome')
  socket.send({ type: 'hello', v: 1, req: 1 })
  await welcome
  return socket as FrameSocket<Frame>
}

/** Another socket of the same session, which nobody may close, and which sees whether the session changes. */
class Witness {
  readonly closed: string[] = []
  readonly #socket: FrameSocket<ServerFrame>
  readonly #name: string
  readonly #before: string
  #isLeaving = false

  private constructor(socket: FrameSocket<ServerFrame>, name: string, before: string) {
    this.#socket = socket
    this.#name = name
    this.#before = before
    socket.closed.then((code) => {
      if (!this.#isLeaving) this.closed.push(`a socket of ${name} that did nothing was closed with ${code}`)
    })
  }

  static async of(house: House, name: string): Promise<Witness> {
    const { ticket } = await house.join(name)
    const { socket, welcome } = await enter(house, ticket, house.origin, { tail: 1 })
    return new Witness(socket, name, lookOf(welcome))
  }

  async changes(): Promise<string[]> {
    const welcome = this.#socket.next('welcome')
    this.#socket.send({ type: 'hello', v: 1, req: 2, tail: 1 })
    return lookOf(await welcome) === this.#before ? [] : [`${this.#name}: refused frames have changed the session`]
  }

  close(): void {
    this.#isLeaving = true
    this.#socket.close()
  }
}

const lookOf = ({ head, state }: Extract<ServerFrame, { type: 'welcome' }>): string => JSON.stringify({ head, state })
