import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { settings as defaults } from '@baton/protocol'
import type { Speaking } from '../call/speech/speaking.ts'
import type { Talk, TalkHost } from '../call/talk.ts'
import { noTalk } from '../call/talk-host.ts'
import { callOf } from '../rooms-of.ts'
import { type CallWire, callTicket, onLine, openCall } from './call-wire.ts'
import { Room, type Wire } from './wire.ts'

export const settings = defaults.parse({ calls: true })

/** A conversation that says what the test has it say, and keeps what it is told. */
class PlayedTalk {
  host: TalkHost | null = null
  /** `customer`, or the id of an agent. */
  readonly heard: [who: string, value: number][] = []
  readonly seen: Parameters<Talk['seen']>[0][] = []
  readonly batons: [holdsBot: boolean, fence: number][] = []
  readonly keys: string[] = []
  hasEnded = false

  readonly talk: Talk = {
    ...noTalk().talk,
    heard: (who, samples) => void this.heard.push([who === 'customer' ? who : who.id, samples[0] ?? 0]),
    seen: (frame) => void this.seen.push(frame),
    baton: (...now) => void this.batons.push(now),
    dtmf: (key) => void this.keys.push(key),
    end: () => {
      this.hasEnded = true
    },
  }

  /** Seqs of the session's events, in the order they were shown. */
  get seqs(): number[] {
    return this.seen.flatMap((frame) => (frame.type === 'event' ? [frame.event.seq] : []))
  }
}

/** A customer who has called, in a workspace of their own, the bot having answered. */
export async function calling(
  over: Parameters<typeof Room.open>[0] = {},
  voice: Speaking | null = null,
  hello: Parameters<CallWire['hello']>[1] = {},
) {
  const room = await Room.open({ settings, ...over })
  const customer = await room.customer()
  return { room, customer, ...(await called(room, customer, voice, hello)) }
}

async function called(room: Room, customer: Wire, voice: Speaking | null, hello: Parameters<CallWire['hello']>[1]) {
  const { call, ticket } = await callTicket(customer, 'start')
  const stub = callOf(env, room.workspace, call)
  const played = new PlayedTalk()
  await runInDurableObject(stub, (object) => {
    object.talkOf = async (host) => {
      played.host = host
      return { talk: played.talk, recognises: 'gateway', speaks: 'gateway', voice }
    }
  })
  const line = await openCall(ticket)
  const { resume } = await line.hello(undefined, hello)
  await line.phase('bot')
  /** What the conversation does happens in the call's object. */
  const inCall = <Answer>(act: (host: TalkHost) => Answer | Promise<Answer>): Promise<Answer> =>
    runInDurableObject(stub, () => {
      if (!played.host) throw new Error('there is no conversation')
      return act(played.host)
    })
  return { line, call, resume, stub, played, inCall }
}

/** Lin takes the session of somebody who asks for a person, and is on the line. */
export async function bridge(talk: { room: Room; customer: Wire; line: CallWire }) {
  const { agent, lin, linResume } = await answered(talk)
  await Promise.all([talk.line.phase('agent'), lin.phase('agent')])
  return { agent, lin, linResume }
}

/** Lin has taken it, and opens a line, of which they say so much. */
export async function answered(
  { room, customer, line }: { room: Room; customer: Wire; line: CallWire },
  hello: Parameters<CallWire['hello']>[1] = {},
) {
  line.tell({ type: 'dtmf', key: '0' })
  await customer.event('baton.passed', ({ body }) => body.to === 'queue')
  const agent = await room.agent()
  await agent.hello()
  const { line: lin, welcome } = await onLine(agent, 'join', hello)
  return { agent, lin, linResume: welcome.resume }
}

/** Whoever has the session passes it on to Chen, who comes to the call. */
export async function passToChen(room: Room) {
  const { fence, handoff } = await room.state()
  const to = { agent: { id: 'chen', name: 'Chen' } }
  await room.stub.pass({ handoffId: handoff?.id ?? '', expectedFence: fence, to, reason: 'transferred' })
  const agent = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'Chen' }))
  await agent.hello()
  return { agent, come: () => onLine(agent, 'join') }
}
