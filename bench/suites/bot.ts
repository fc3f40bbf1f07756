import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ServerFrame } from '@baton/protocol'
import type { FrameSocket } from '../baton/frames.ts'
import { openHouse } from '../baton/house.ts'
import { enter } from '../baton/promoted.ts'
import { inTurns, percentile, sleep } from '../numbers.ts'
import { cpuMs } from '../process-load.ts'
import { type Row, told } from '../row.ts'

const SESSIONS = 60
const PER_SECOND = 40
const SECONDS = 10
const QUESTIONS = ['How long does delivery take?', '可以退货吗', 'Do you ship abroad?', '怎么开发票']

/** The bot holds the baton: when a question is on disk, and when its answer is there. On a fixed schedule. */
export async function bot(folder: string): Promise<Row[]> {
  const house = await openHouse({ folder: join(folder, 'bot'), agents: 1 })
  try {
    const sockets = await inTurns(Array.from({ length: SESSIONS }), 10, async (_, at) => {
      const { ticket } = await house.join(`asks-${at}`)
      return (await enter(house, ticket, house.origin, { tail: 1 })).socket
    })
    // The pack is compiled for the first.
    const [first] = sockets
    if (first) await ask(first, QUESTIONS[0] ?? '')
    const times: { ackMs: number; answerMs: number }[] = []
    const asking: Promise<unknown>[] = []
    const cpu = await cpuMs(house.pid)
    const started = performance.now()
    for (let at = 0; at < PER_SECOND * SECONDS; at += 1) {
      await sleep(Math.max(0, started + (at * 1_000) / PER_SECOND - performance.now()))
      const socket = sockets[at % SESSIONS]
      if (socket) asking.push(ask(socket, QUESTIONS[at % QUESTIONS.length] ?? '').then((time) => times.push(time)))
    }
    await Promise.all(asking)
    const acks = times.map(({ ackMs }) => ackMs)
    const answers = times.map(({ answerMs }) => answerMs)
    const name = `Baton, the bot holds the baton, ${PER_SECOND} questions/s`
    return [
      told(`${name}: ack p50`, percentile(acks, 0.5), 'ms'),
      told(`${name}: ack p99`, percentile(acks, 0.99), 'ms'),
      told(`${name}: answer p50`, percentile(answers, 0.5), 'ms'),
      told(`${name}: answer p99`, percentile(answers, 0.99), 'ms'),
      told(`${name}: server time per question`, ((await cpuMs(house.pid)) - cpu) / times.length, 'ms CPU'),
    ]
  } finally {
    await house.stop()
  }
}

async function ask(socket: FrameSocket<ServerFrame>, text: string): Promise<{ ackMs: number; answerMs: number }> {
  const id = randomUUID()
  const started = performance.now()
  const ackMs = socket.next('ack', (frame) => frame.id === id).then(() => performance.now() - started)
  // A session asks again only after its last answer, so the next one is to this question.
  const answerMs = socket
    .next('event', ({ event }) => event.kind === 'message' && event.by.role === 'bot')
    .then(() => performance.now() - started)
  socket.send({ type: 'send', id, body: { kind: 'message', text } })
  return { ackMs: await ackMs, answerMs: await answerMs }
}
