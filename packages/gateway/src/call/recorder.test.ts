import { CALL_LIMITS, FRAME_SAMPLES } from '@baton/protocol'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { expect, test } from 'vitest'
import { Recorder } from './recorder.ts'

type Piece = Parameters<ConstructorParameters<typeof Recorder>[0]['store']>[0]

const frame = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)
const heardAs = (value: number) => decodeMulaw(encodeMulaw(frame(value)))
const samplesOf = ({ bytes }: Piece) => decodeMulaw(bytes?.subarray(58) ?? new Uint8Array())
const frameOf = (piece: Piece, n: number) => samplesOf(piece).subarray(n * FRAME_SAMPLES, (n + 1) * FRAME_SAMPLES)

function recording(store: (piece: Piece) => Promise<void> = async () => {}) {
  const clock = { now: 1_000 }
  const pieces: Piece[] = []
  const lost: unknown[] = []
  const recorder = new Recorder({
    now: () => clock.now,
    startedAt: () => 400,
    store: (piece) => {
      pieces.push(piece)
      return store(piece)
    },
    lost: (error) => lost.push(error),
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
  /** Frames of 20 ms, each a step of its own. */
  const speak = (frames: number, value = 500) => {
    for (let each = 0; each < frames; each++) {
      recorder.heard('customer', frame(value))
      clock.now += 20
    }
  }
  return { clock, pieces, lost, recorder, settled, speak }
}

test('of two agents each has pieces of their own', async () => {
  const { recorder, pieces, settled } = recording()
  const [lin, mei] = [
    { id: 'lin', name: 'Lin' },
    { id: 'mei', name: 'Mei' },
  ]
  recorder.on()
  recorder.heard('agent', frame(500), lin)
  recorder.heard('agent', frame(-900), mei)
  recorder.end()
  await settled()
  expect(pieces.map(({ track, agent, durationMs }) => [track, agent, durationMs])).toEqual([
    ['agent', lin, 20],
    ['agent', mei, 20],
  ])
  expect(pieces.map((piece) => frameOf(piece, 0))).toEqual([heardAs(500), heardAs(-900)])
})

test('nothing is kept before it is switched on', async () => {
  const { recorder, pieces, settled, speak } = recording()
  speak(10)
  recorder.end()
  await settled()
  expect(pieces).toEqual([])
})

test('each voice is kept by itself, from when it was first heard, and a pause is as long as it was', async () => {
  const { clock, recorder, pieces, settled } = recording()
  recorder.on()
  recorder.heard('customer', frame(500))
  clock.now += 1_000
  recorder.heard('bot', frame(-900))
  recorder.heard('customer', frame(700))
  recorder.end()
  await settled()
  expect(pieces.map(({ track, startMs, durationMs }) => [track, startMs, durationMs])).toEqual([
    ['customer', 600, 1_020],
    ['bot', 1_600, 20],
  ])
  const [customer] = pieces as [Piece]
  expect(frameOf(customer, 0)).toEqual(heardAs(500))
  expect(frameOf(customer, 25)).toEqual(heardAs(0))
  expect(frameOf(customer, 50)).toEqual(heardAs(700))
})

test('a piece is full after a minute, and the next begins where it ended', async () => {
  const { recorder, pieces, settled, speak } = recording()
  recorder.on()
  speak(CALL_LIMITS.recordingMs / 20 + 5)
  recorder.end()
  await settled()
  expect(pieces.map(({ startMs, durationMs }) => [startMs, durationMs])).toEqual([
    [600, CALL_LIMITS.recordingMs],
    [600 + CALL_LIMITS.recordingMs, 100],
  ])
})

test('who fell silent is not kept in memory for longer than a piece', async () => {
  const { clock, recorder, pieces, settled, speak } = recording()
  recorder.on()
  speak(2)
  clock.now += CALL_LIMITS.recordingMs
  recorder.beat(clock.now)
  await settled()
  expect(pieces.map(({ durationMs }) => durationMs)).toEqual([40])
})

test('switched off, what was not handed over is gone, and so is what waited for the store', async () => {
  let stored = () => {}
  const store = new Promise<void>((resolve) => {
    stored = resolve
  })
  const { clock, recorder, pieces, settled, speak } = recording(() => store)
  recorder.on()
  for (let each = 0; each < 2; each++) {
    speak(2)
    clock.now += CALL_LIMITS.recordingMs
    recorder.beat(clock.now)
  }
  speak(2)
  await settled()
  recorder.off()
  stored()
  recorder.end()
  await settled()
  expect(pieces).toHaveLength(1)
})

test('a store that fails loses pieces and nothing else, and is told which', async () => {
  let isDown = true
  const { clock, recorder, pieces, lost, settled, speak } = recording(async ({ bytes }) => {
    if (isDown && bytes) throw new Error('down')
  })
  recorder.on()
  speak(2)
  clock.now += CALL_LIMITS.recordingMs
  recorder.beat(clock.now)
  await settled()
  isDown = false
  speak(2)
  recorder.end()
  await settled()
  expect(lost).toHaveLength(1)
  expect(pieces.map(({ startMs, durationMs, bytes }) => [startMs, durationMs, bytes !== null])).toEqual([
    [600, 40, true],
    [600, 40, false],
    [60_640, 40, true],
  ])
})

test('a store that is gone altogether is asked no more than it has to be', async () => {
  const { recorder, pieces, lost, settled, speak } = recording(async () => {
    throw new Error('gone')
  })
  recorder.on()
  speak(2)
  recorder.end()
  await settled()
  expect([pieces.length, lost.length]).toEqual([2, 2])
})

test('a store that is slower than people speak does not fill the memory: what is too much is only told of', async () => {
  let stored = () => {}
  const store = new Promise<void>((resolve) => {
    stored = resolve
  })
  const { clock, recorder, pieces, lost, settled, speak } = recording(() => store)
  recorder.on()
  for (let each = 0; each < 8; each++) {
    speak(2)
    clock.now += CALL_LIMITS.recordingMs
    recorder.beat(clock.now)
  }
  expect(lost).toHaveLength(2)
  stored()
  await settled()
  expect(pieces.map(({ bytes }) => bytes !== null)).toEqual([...Array(6).fill(true), false, false])
})
