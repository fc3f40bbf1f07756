import type { CallClientFrame, CallServerFrame } from '@baton/protocol/wire'
import { expect, test } from 'vitest'
import { createEmitter } from '../../emitter.ts'
import { BatonError, refusal } from '../../problem.ts'
import type { TransportEvents, VoiceTransport } from '../transport/transport.ts'
import { createCallLine, type Welcome } from './call-line.ts'

const welcome = (resumed: boolean): Welcome => ({
  type: 'welcome',
  v: 1,
  call: 'c',
  you: 'customer',
  direction: 'in',
  resume: 'token',
  resumeMs: 30_000,
  resumed,
  codecs: ['pcm16'],
  recognises: 'gateway',
  speaks: 'gateway',
  locale: 'en',
  startedAt: 0,
  now: 0,
})

/** A clock that a test turns, transports that it answers on, and what came of it. */
function aLine(admit: () => Promise<{ url: string; ticket: string }>) {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const transports: (VoiceTransport & {
    sent: CallClientFrame[]
    emit: (frame: CallServerFrame) => void
    end: (code: number, isFinal?: boolean) => void
    opened: () => void
  })[] = []
  const told: string[] = []
  const line = createCallLine({
    platform: {
      now: () => now,
      random: () => 0.5,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
    admit,
    open() {
      const emitter = createEmitter<TransportEvents>()
      const sent: CallClientFrame[] = []
      const transport = {
        on: emitter.on,
        line: { rttMs: null, clockOffsetMs: 0, waitingMs: 0 },
        sent,
        send: (frame: CallClientFrame) => sent.push(frame) > 0,
        close() {},
        opened: () => emitter.emit('open', undefined),
        emit: (frame: CallServerFrame) => emitter.emit('control', frame),
        end: (code: number, isFinal = false) => emitter.emit('closed', { code, isFinal }),
      }
      transports.push(transport)
      return transport
    },
    hello: () => ({ codecs: ['pcm16'] }),
    onWelcome: ({ resumed }) => told.push(resumed ? 'resumed' : 'welcomed'),
    onControl: () => {},
    onDown: () => told.push('down'),
    onOver: (problem) => told.push(`over ${problem?.code ?? 'lost'}`),
  })
  async function turn(ms: number) {
    const end = now + ms
    for (;;) {
      for (let i = 0; i < 5; i += 1) await Promise.resolve()
      const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      timers.delete(next)
      now = next.at
      next.run()
    }
    now = end
  }
  return { line, transports, told, turn }
}

const address = async () => ({ url: 'ws://x/v1/call', ticket: 't' })
async function upLine() {
  const stage = aLine(address)
  stage.line.connect()
  await stage.turn(1)
  const [first] = stage.transports
  first?.opened()
  first?.emit(welcome(false))
  return { ...stage, first }
}

test('it says hello, and nothing else before it is welcomed', async () => {
  const { line, transports, turn } = aLine(address)
  line.connect()
  await turn(1)
  const [first] = transports
  first?.opened()
  expect(first?.sent).toEqual([{ type: 'hello', v: 1, codecs: ['pcm16'] }])
  expect(line.send({ type: 'mute', on: true })).toBe(false)
  first?.emit(welcome(false))
  expect(line.send({ type: 'mute', on: true })).toBe(true)
})

test('cut, it is taken up again at once, with the token', async () => {
  const { transports, told, turn, first } = await upLine()
  first?.end(1006)
  await turn(1)
  const [, second] = transports
  second?.opened()
  expect(second?.sent).toEqual([{ type: 'hello', v: 1, codecs: ['pcm16'], resume: 'token' }])
  second?.emit(welcome(true))
  expect(told).toEqual(['welcomed', 'down', 'resumed'])
})

test('it is tried for as long as the gateway keeps the call, then it is lost', async () => {
  const { transports, told, turn, first } = await upLine()
  first?.end(1006)
  for (let second = 0; second < 29; second += 1) {
    await turn(1000)
    transports.at(-1)?.end(1006)
  }
  expect(told).toEqual(['welcomed', 'down'])
  await turn(5000)
  transports.at(-1)?.end(1006)
  await turn(5000)
  expect(told).toEqual(['welcomed', 'down', 'over lost'])
})

test('what is over for good is not tried again', async () => {
  const { transports, told, turn, first } = await upLine()
  first?.end(4520, true)
  await turn(60_000)
  expect(told).toEqual(['welcomed', 'over lost'])
  expect(transports).toHaveLength(1)
})

test('one that goes on elsewhere says so', async () => {
  const { told, first } = await upLine()
  first?.emit({ type: 'bye', code: 'call_busy', message: 'A call is under way already.', retryable: false })
  first?.end(4520, true)
  expect(told).toEqual(['welcomed', 'over call_busy'])
})

test('a refusal that no other try changes ends it, and says why', async () => {
  const { line, told, turn } = aLine(async () => {
    throw new BatonError(refusal('calls_off', 'Calls are not offered here.'))
  })
  line.connect()
  await turn(1)
  expect(told).toEqual(['over calls_off'])
})

test('a gateway that never answers is given up', async () => {
  const { line, told, turn } = aLine(address)
  line.connect()
  await turn(60_000)
  expect(told).toEqual(['over network'])
})

test('closed, it tells nothing and tries nothing', async () => {
  const { line, transports, told, turn, first } = await upLine()
  line.close()
  first?.end(1006)
  await turn(60_000)
  expect(told).toEqual(['welcomed'])
  expect(transports).toHaveLength(1)
})
