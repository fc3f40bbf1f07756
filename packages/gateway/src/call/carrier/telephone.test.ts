import {
  AUDIO_FLAGS,
  type AudioFrame,
  type CallClientFrame,
  type CallServerFrame,
  FRAME_SAMPLES,
} from '@baton/protocol'
import { dtmfDetector } from '@baton/sound/dtmf'
import { levelOf, levelToFrame } from '@baton/sound/level'
import { bytesOf, samplesOf } from '@baton/sound/pcm'
import { speechLike, whiteNoise } from '@baton/sound/testing'
import { describe, expect, test } from 'vitest'
import type { CarrierEvent, Dialect } from './dialect.ts'
import { type TelephoneTurn, telephone } from './telephone.ts'

/** A dialect a test can read: it hears what it is given, and says sound by its length. */
function plain(rate: number, next: () => CarrierEvent): Dialect {
  return {
    rate,
    read: next,
    audio: (samples) => `audio ${samples.length} ${levelOf(samples) > -50 ? 'loud' : 'quiet'}`,
    mark: (name) => `mark ${name}`,
    clear: () => 'clear',
    end: () => 'end',
  }
}

/** A telephone with a clock of its own, on which 20 ms of sound arrive every 20 ms. */
class Caller {
  now = 1_000_000
  readonly #rate: number
  readonly #leg
  #next: CarrierEvent = { type: 'stop' }
  readonly said: string[] = []
  readonly told: CallClientFrame[] = []
  readonly heard: AudioFrame[] = []
  isOver = false

  constructor(rate = 8000) {
    this.#rate = rate
    this.#leg = telephone(plain(rate, () => this.#next))
  }

  start(): TelephoneTurn {
    return this.event({ type: 'start', start: { call: 'c', parameters: { ticket: 't' } } })
  }

  event(event: CarrierEvent): TelephoneTurn {
    this.#next = event
    return this.#took(this.#leg.fromCarrier('', this.now))
  }

  /** Speaks, 20 ms at a time. */
  speak(samples: Int16Array): void {
    const length = this.#rate / 50
    for (let at = 0; at + length <= samples.length; at += length) {
      this.now += 20
      this.event({ type: 'audio', samples: samples.subarray(at, at + length) })
    }
  }

  wait(ms: number): void {
    this.speak(new Int16Array((this.#rate * ms) / 1000))
  }

  say(frame: CallServerFrame | AudioFrame): void {
    this.#took(this.#leg.toCarrier(frame, this.now))
  }

  /** The bot says something, sent at once; the last piece says that nothing follows. */
  play(gen: number, ms: number, changes: Partial<AudioFrame> = {}): void {
    for (let at = 0; at < ms; at += 20) {
      const flags = at + 20 >= ms ? AUDIO_FLAGS.end : 0
      this.say({ ...voice(gen), flags, ...changes })
    }
  }

  played = () => this.told.filter((frame) => frame.type === 'played')

  #took(turn: TelephoneTurn): TelephoneTurn {
    this.said.push(...turn.messages.map(String))
    for (const frame of turn.frames) {
      if ('kind' in frame) this.heard.push(frame)
      else this.told.push(frame)
    }
    this.isOver ||= turn.isOver ?? false
    return turn
  }
}

const LOUD = whiteNoise(FRAME_SAMPLES, -20)

const voice = (gen: number): AudioFrame => ({
  kind: 'audio',
  codec: 'pcm16',
  track: 'bot',
  flags: 0,
  gen,
  seq: 0,
  level: levelToFrame(-20),
  ts: 0,
  payload: bytesOf(LOUD),
})

const state = (phase: 'bot' | 'queued' | 'agent' | 'held' | 'ended'): CallServerFrame => ({
  type: 'state',
  phase,
  fence: 1,
  agent: null,
  muted: false,
})

test('a telephone says hello as a client does, and shows what the stream brought', () => {
  const phone = new Caller()
  expect(phone.start().start).toEqual({ call: 'c', parameters: { ticket: 't' } })
  expect(phone.told).toEqual([{ type: 'hello', v: 1, codecs: ['pcm16'], keys: true }])
})

describe('what is said into it', () => {
  test.each([8000, 16_000])('at %d Hz becomes numbered frames of 20 ms at 16 kHz', (rate) => {
    const phone = new Caller(rate)
    phone.start()
    phone.speak(speechLike({ rate, seconds: 1 }))
    expect(phone.heard).toHaveLength(50)
    expect(phone.heard.map(({ seq }) => seq)).toEqual(phone.heard.map((_, at) => at))
    expect(phone.heard[3]).toMatchObject({ kind: 'audio', codec: 'pcm16', track: 'customer', ts: 960 })
    expect(phone.heard.every(({ payload }) => payload.length === 2 * FRAME_SAMPLES)).toBe(true)
    const loudest = Math.max(...phone.heard.map(({ payload }) => levelOf(samplesOf(payload))))
    expect(loudest).toBeGreaterThan(-25)
  })

  test('is marked as speech by its own ears, for it has no others', () => {
    const phone = new Caller()
    phone.start()
    phone.speak(whiteNoise(16_000, -60))
    expect(phone.heard.some(({ flags }) => flags & AUDIO_FLAGS.speech)).toBe(false)
    phone.heard.length = 0
    phone.speak(speechLike({ rate: 8000, seconds: 1 }))
    expect(phone.heard.filter(({ flags }) => flags & AUDIO_FLAGS.speech).length).toBeGreaterThan(30)
    expect(phone.heard.filter(({ flags }) => flags & AUDIO_FLAGS.start)).toHaveLength(1)
  })

  test('a key is a key, and the end is a hang-up', () => {
    const phone = new Caller()
    phone.start()
    phone.event({ type: 'key', key: '0' })
    expect(phone.told.at(-1)).toEqual({ type: 'dtmf', key: '0' })
    phone.event({ type: 'stop' })
    expect(phone.told.at(-1)).toEqual({ type: 'end' })
    expect(phone.isOver).toBe(true)
  })
})

describe('what it plays', () => {
  test('goes to the carrier at its own rate, with a mark behind it', () => {
    const phone = new Caller()
    phone.start()
    phone.play(1, 60)
    expect(phone.said).toEqual(['audio 160 loud', 'audio 160 loud', 'audio 160 loud', 'mark 1'])
  })

  test('is told of as heard when its mark is back and its time is over', () => {
    const phone = new Caller()
    phone.start()
    phone.play(1, 400)
    phone.wait(380)
    phone.event({ type: 'mark', name: '1' })
    expect(phone.played()).toEqual([])
    phone.wait(20)
    expect(phone.played()).toEqual([{ type: 'played', gen: 1, playedMs: 400, whole: true }])
  })

  test('is believed to be heard a second later when no mark comes back', () => {
    const phone = new Caller()
    phone.start()
    phone.play(1, 400)
    phone.wait(1300)
    expect(phone.played()).toEqual([])
    phone.wait(200)
    expect(phone.played()).toEqual([{ type: 'played', gen: 1, playedMs: 400, whole: true }])
  })

  test('is silenced by a clear, which tells how much of it was heard', () => {
    const phone = new Caller()
    phone.start()
    phone.play(1, 2000)
    phone.wait(500)
    phone.said.length = 0
    phone.say({ type: 'clear', gen: 2 })
    expect(phone.said).toEqual(['clear'])
    expect(phone.played()).toEqual([{ type: 'played', gen: 1, playedMs: 500, whole: false }])
    // Carriers send the marks of what they threw away as if it had been played.
    phone.event({ type: 'mark', name: '1' })
    phone.wait(3000)
    expect(phone.played()).toHaveLength(1)
  })

  test('is not played when it comes after the clear of a later generation, also where numbers come round again', () => {
    const phone = new Caller()
    phone.start()
    phone.say({ type: 'clear', gen: 1 })
    phone.said.length = 0
    phone.play(255, 20)
    phone.play(0, 20)
    expect(phone.said).toEqual([])
    phone.play(1, 20)
    expect(phone.said).toEqual(['audio 160 loud', 'mark 1'])
  })

  test('an agent is not heard later and later: what is quiet is left out, and what is far too much', () => {
    const phone = new Caller()
    phone.start()
    const agent = { ...voice(0), track: 'agent', flags: 0 } as const
    const quiet = { ...agent, level: levelToFrame(-60) }
    for (let at = 0; at < 12; at += 1) phone.say(agent)
    phone.said.length = 0
    phone.say(quiet)
    expect(phone.said).toEqual([])
    phone.say(agent)
    expect(phone.said).toHaveLength(1)
    for (let at = 0; at < 60; at += 1) phone.say(agent)
    expect(phone.said.length).toBeLessThan(25)
  })
})

test('two agents are heard at once, as one voice', () => {
  const phone = new Caller()
  phone.start()
  const agent = { ...voice(0), track: 'agent', flags: 0 } as const
  for (let at = 0; at < 5; at += 1) {
    phone.say({ ...agent, track: 'colleague' })
    phone.say(agent)
    phone.wait(20)
  }
  expect(phone.said.filter((each) => each === 'audio 160 loud')).toHaveLength(5)
})

test('a key the agent presses is heard as the tones of a telephone', () => {
  const keys: string[] = []
  const detector = dtmfDetector(8000)
  const phone = telephone({
    ...plain(8000, () => ({ type: 'start', start: { call: 'c', parameters: {} } })),
    audio(samples) {
      for (const { key } of detector.push(new Int16Array([...samples, ...new Int16Array(800)]))) keys.push(key)
      return ''
    },
  })
  phone.toCarrier({ type: 'dtmf', key: '1' }, 0)
  phone.fromCarrier('', 0)
  for (const key of ['5', '#', '5'] as const) phone.toCarrier({ type: 'dtmf', key }, 0)
  expect(keys).toEqual(['5', '#', '5'])
})

describe('on hold', () => {
  test('a tone is played as long as it lasts, and then no more', () => {
    const phone = new Caller()
    phone.start()
    phone.say(state('held'))
    phone.wait(1000)
    const tone = phone.said.filter((each) => each.startsWith('audio'))
    expect(tone.length).toBeGreaterThanOrEqual(50)
    expect(tone.length).toBeLessThan(60)
    phone.said.length = 0
    phone.say(state('bot'))
    expect(phone.said).toEqual(['clear'])
    phone.wait(200)
    expect(phone.said).toEqual(['clear'])
  })

  test('nobody else is heard', () => {
    const phone = new Caller()
    phone.start()
    phone.say(state('held'))
    phone.said.length = 0
    phone.play(1, 100)
    expect(phone.said).toEqual([])
  })

  test('a state that is as before says nothing', () => {
    const phone = new Caller()
    phone.start()
    phone.say(state('bot'))
    expect(phone.said).toEqual([])
  })
})

describe('while nobody is there yet', () => {
  test('a tone is played until somebody is', () => {
    const phone = new Caller()
    phone.start()
    phone.say(state('queued'))
    phone.wait(1000)
    expect(phone.said.filter((each) => each.startsWith('audio')).length).toBeGreaterThanOrEqual(50)
    phone.said.length = 0
    phone.say(state('agent'))
    phone.wait(200)
    expect(phone.said).toEqual(['clear'])
  })

  test('what the bot says meanwhile is heard, and the tone begins again after it', () => {
    const phone = new Caller()
    phone.start()
    phone.say(state('queued'))
    phone.said.length = 0
    phone.play(1, 200)
    const said = phone.said.filter((each) => each.startsWith('audio')).length
    expect(said).toBe(10)
    phone.wait(800)
    expect(phone.said.filter((each) => each.startsWith('audio'))).toHaveLength(said)
    phone.wait(1000)
    expect(phone.said.filter((each) => each.startsWith('audio')).length).toBeGreaterThan(said)
  })
})

test.each([
  state('ended'),
  { type: 'bye', code: 'internal', message: 'gone', retryable: false } satisfies CallServerFrame,
])('the call’s end ends the carrier’s', (frame) => {
  const phone = new Caller()
  phone.start()
  phone.say(frame)
  expect(phone.said).toEqual(['end'])
  expect(phone.isOver).toBe(true)
})
