import { FRAME_SAMPLES } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { answered, calling } from '../testing/a-call.ts'
import { until } from '../testing/business.ts'
import { Leg } from './leg.ts'
import type { Speaking } from './speech/speaking.ts'
import { type Whispered, whisperOf } from './speech/whisper-words.ts'
import { Whisper } from './whisper.ts'

/** Says everything in so many milliseconds of sevens. */
const voice = (ms: number): Speaking & { said: string[] } => {
  const said: string[] = []
  return {
    said,
    voice: () => 'test',
    async *say(text) {
      said.push(text)
      yield new Int16Array(FRAME_SAMPLES * (ms / 20)).fill(7)
    },
  }
}

/** Begins, and never comes to an end. */
const silent: Speaking = {
  voice: () => 'test',
  async *say() {
    await new Promise(() => {})
  },
}

const WISH = { whisper: true }

async function waiting(speaking: Speaking) {
  const talk = await calling({}, speaking)
  await talk.customer.answerTo('where is my order, this is a disgrace')
  return talk
}

test('an agent who wants it is told whom they will speak with; the customer waits on, and then they hear each other', async () => {
  const speaking = voice(4_000)
  const talk = await waiting(speaking)
  const { lin } = await answered(talk, WISH)
  const { text, gen, locale } = await lin.next('whisper')
  expect(locale).toBe('en')
  expect(text).toMatch(/^English, \w+: /)
  expect(speaking.said).toEqual([text])
  lin.speak('agent', 1)
  talk.line.speak('customer', 2)
  await until(async () => lin.heard('bot').length >= 10)
  expect([
    talk.line.audio,
    lin.heard('customer'),
    talk.line.frames.some((frame) => frame.type === 'state' && frame.phase === 'agent'),
  ]).toEqual([[], [], false])
  lin.tell({ type: 'played', gen, playedMs: 200, whole: true })
  await Promise.all([talk.line.phase('agent'), lin.phase('agent')])
  await talk.customer.event('call.bridged')
  lin.speak('agent', 3)
  talk.line.speak('customer', 4)
  await until(async () => talk.line.heard('agent').includes(3) && lin.heard('customer').includes(4))
  expect([talk.line.heard('agent'), talk.line.heard('bot'), lin.heard('customer')]).toEqual([[3], [], [4]])
})

test.each([
  ['a key', { type: 'dtmf', key: '5' }],
  ['mute', { type: 'mute', on: true }],
  ['having silenced it', { type: 'played', gen: 1, playedMs: 20, whole: false }],
] as const)('%s cuts it short', async (_, frame) => {
  const talk = await waiting(voice(5_000))
  const { lin } = await answered(talk, WISH)
  await lin.next('whisper')
  await until(async () => lin.heard('bot').length > 0)
  lin.tell(frame)
  expect((await lin.next('clear')).gen).toBe(2)
  await Promise.all([talk.line.phase('agent'), lin.phase('agent')])
  expect(lin.heard('bot').length).toBeLessThan(100)
  expect(lin.frames.some(({ type }) => type === 'fault')).toBe(false)
})

describe('who is told', () => {
  const TIMES = { beginsMs: 50, lastsMs: 200, tailMs: 10 }
  const brief = { want: 'Where is my order', mood: 'angry', locale: 'en' } as const

  /** A whisper, and the line of an agent; `over` resolves when they are bridged. */
  function whispered(speaking: Speaking | null, known: Whispered | null = brief) {
    const { 1: socket } = new WebSocketPair()
    socket.accept()
    const leg = new Leg(
      { role: 'agent', participant: 'lin', name: 'Lin' },
      { whisper: true, codecs: ['pcm16'] },
      socket,
      0,
    )
    let isOver = () => {}
    const over = new Promise<void>((resolve) => {
      isOver = resolve
    })
    const whisper = new Whisper({ voice: () => speaking, brief: async () => known, changed: isOver }, TIMES)
    whisper.begin(leg)
    return { leg, whisper, over }
  }

  test.each([
    ['a voice that says nothing', voice(0), brief],
    ['a voice that never begins', silent, brief],
    ['a voice that does not stop', voice(60_000), brief],
    ['nobody having heard what they will say', voice(20), brief],
    ['a session of which nothing is known', voice(60_000), null],
    ['a calm customer who has said nothing', voice(60_000), { ...brief, want: '', mood: 'calm' }],
  ] as const)('%s keeps nobody waiting', async (_, speaking, known) => {
    const { leg, over } = whispered(speaking, known)
    expect(leg.isBriefed).toBe(true)
    await over
    expect(leg.isBriefed).toBe(false)
  })

  test('once a call, and nobody where no voice is', async () => {
    const { leg, whisper, over } = whispered(voice(20))
    await over
    whisper.begin(leg)
    expect(leg.isBriefed).toBe(false)
    expect(whispered(null).leg.isBriefed).toBe(false)
  })

  test('a voice that fails is told to the log, and keeps nobody waiting', async () => {
    const failing: Speaking = {
      voice: () => 'test',
      // biome-ignore lint/correctness/useYield: it fails before it says anything.
      async *say() {
        throw new Error('no sound')
      },
    }
    await whispered(failing).over
  })
})

describe('what is said', () => {
  test.each<[Whispered, string | null]>([
    [
      { want: 'Where is my order SO10042? It is late.', mood: 'angry', locale: 'en' },
      'English, angry: Where is my order',
    ],
    [{ want: '我的订单在哪里？', mood: 'anxious', locale: 'zh-CN' }, '普通话，着急：我的订单在哪里？'],
    [{ want: '我的訂單在哪裡？', mood: 'calm', locale: 'zh-TW' }, '國語，平靜：我的訂單在哪裡？'],
    [{ want: '', mood: 'negative', locale: 'en' }, 'English, unhappy.'],
    [{ want: '[removed]', mood: 'calm', locale: 'en' }, null],
  ])('of %o', (known, said) => {
    const text = whisperOf(known)
    if (said === null) expect(text).toBeNull()
    else expect(text?.startsWith(said)).toBe(true)
  })

  test('is never longer than a few seconds', () => {
    for (const locale of ['en', 'zh-CN'] as const)
      expect(whisperOf({ want: 'word '.repeat(90), mood: 'angry', locale })?.length).toBeLessThan(100)
  })
})

test('who has not asked for it is bridged at once, as is who has no voice to say it', async () => {
  const speaking = voice(5_000)
  const unasked = await waiting(speaking)
  const { lin } = await answered(unasked)
  await lin.phase('agent')
  expect(speaking.said).toEqual([])

  const voiceless = await calling()
  await (await answered(voiceless, WISH)).lin.phase('agent')
  expect(voiceless.line.frames.some((frame) => frame.type === 'state' && frame.phase === 'held')).toBe(false)
})
