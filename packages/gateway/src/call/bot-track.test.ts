import { AUDIO_FLAGS, type AudioFrame, decodeAudio, FRAME_SAMPLES } from '@baton/protocol'
import { expect, test } from 'vitest'
import { BotTrack } from './bot-track.ts'

/** A clock that goes on when it is told, and what was sent by it. */
function studio() {
  let now = 1_000
  let verdict: 'play' | 'wait' | 'drop' = 'play'
  const due: { at: number; run: () => void }[] = []
  const sent: (AudioFrame & { at: number })[] = []
  const cleared: number[] = []
  const track = new BotTrack({
    now: () => now,
    // Timers of a busy machine are late.
    later: (run, ms) => void due.push({ at: now + ms + 7, run }),
    may: () => verdict,
    send: (data) => {
      const frame = decodeAudio(data)
      if (frame) sent.push({ ...frame, at: now })
    },
    clear: (gen) => cleared.push(gen),
  })
  const goOn = (ms: number): void => {
    for (const end = now + ms; ; ) {
      due.sort((a, b) => a.at - b.at)
      if (!due[0] || due[0].at > end) {
        now = end
        return
      }
      now = due[0].at
      due.shift()?.run()
    }
  }
  const may = (next: typeof verdict): void => {
    verdict = next
  }
  return { track, sent, cleared, goOn, may }
}

const tone = (frames: number, value = 1_000) => new Int16Array(FRAME_SAMPLES * frames).fill(value)

test('five minutes of speech keep to the clock, never more than 200 ms ahead, however late timers are', () => {
  const { track, sent, goOn } = studio()
  const gen = track.next(1)
  for (let second = 0; second < 300; second++) {
    track.give(gen, tone(50))
    goOn(1_000)
  }
  goOn(1_000)
  expect(sent).toHaveLength(15_000)
  const ahead = sent.map(({ at }, n) => (n + 1) * 20 - (at - 1_000))
  expect(Math.max(...ahead)).toBeLessThanOrEqual(200)
  expect(sent.at(-1)).toMatchObject({ ts: (14_999 * FRAME_SAMPLES) % 2 ** 32, seq: 14_999 })
})

test('pieces of any length become whole frames, the last is filled up and says so', () => {
  const { track, sent, goOn } = studio()
  const gen = track.next(1)
  for (const length of [1, 100, 500, 319, 41]) track.give(gen, new Int16Array(length).fill(50))
  expect([track.queuedMs(gen), track.leftMs(gen)]).toEqual([961 / 16, 1 / 16])
  track.finish(gen)
  goOn(200)
  expect(sent.map(({ payload }) => payload.byteLength)).toEqual([640, 640, 640, 640])
  expect(sent.map(({ flags }) => flags)).toEqual([AUDIO_FLAGS.start, 0, 0, AUDIO_FLAGS.end])
  expect(new Int16Array(sent[3]?.payload.slice().buffer ?? new ArrayBuffer())).toEqual(
    Int16Array.from({ length: FRAME_SAMPLES }, (_, at) => (at === 0 ? 50 : 0)),
  )
  expect(sent[0]?.level).toBeGreaterThan(sent[0] ? 0 : 1)
  expect(track.leftMs(gen)).toBe(0)
})

test('a pause begins anew: nothing is made up for, and its first frame says that it is the first', () => {
  const { track, sent, goOn } = studio()
  const gen = track.next(1)
  track.give(gen, tone(5))
  goOn(3_000)
  track.give(gen, tone(50))
  expect(sent).toHaveLength(15)
  expect(sent[5]).toMatchObject({ flags: AUDIO_FLAGS.start, ts: 3_000 * 16, seq: 5 })
})

test('a new generation silences the one before, of which nothing is taken any more', () => {
  const { track, sent, cleared } = studio()
  const first = track.next(1)
  track.give(first, tone(50))
  const second = track.next(1)
  track.give(first, tone(50))
  expect(cleared).toEqual([second])
  expect([track.queuedMs(first), track.leftMs(first)]).toEqual([0, 0])
  expect(new Set(sent.map(({ gen }) => gen))).toEqual(new Set([first]))
  track.clear(first)
  track.clear(second)
  track.clear(second)
  expect(cleared).toEqual([second, second + 1])
})

test('what may not be heard now waits and goes on from there; what never may again is given up', () => {
  const { track, sent, cleared, goOn, may } = studio()
  const gen = track.next(1)
  track.give(gen, tone(20))
  expect(sent).toHaveLength(10)
  may('wait')
  goOn(5_000)
  expect(sent).toHaveLength(10)
  may('play')
  track.pump()
  goOn(1_000)
  expect(sent.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => at))
  track.give(gen, tone(20))
  may('drop')
  track.pump()
  may('play')
  goOn(5_000)
  expect(cleared).toEqual([gen + 1])
  expect(sent.length).toBeLessThan(40)
})

test('generations come round again', () => {
  const { track, cleared } = studio()
  const gens = Array.from({ length: 300 }, () => track.next(1))
  expect([gens[0], gens[254], gens[255], gens[256]]).toEqual([1, 255, 0, 1])
  expect(cleared).toEqual(gens.slice(1))
})
