import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEngines } from './engines.ts'
import { enginesHere } from './engines-here.ts'

class FakeUtterance {
  lang = ''
  onstart = () => {}
  onend = () => {}
  onerror = () => {}
  constructor(readonly text: string) {}
}

class FakeRecognition {
  static last: FakeRecognition | null = null
  onresult: (event: object) => void = () => {}
  onend = () => {}
  onerror: (event: { error: string }) => void = () => {}
  starts = 0
  constructor() {
    FakeRecognition.last = this
  }
  start() {
    this.starts += 1
  }
  abort() {}
}

const spoken: FakeUtterance[] = []
const result = (transcript: string, isFinal: boolean) => Object.assign([{ transcript }], { isFinal })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('SpeechSynthesisUtterance', FakeUtterance)
  vi.stubGlobal('speechSynthesis', { speak: (one: FakeUtterance) => spoken.push(one), cancel() {} })
  vi.stubGlobal('webkitSpeechRecognition', FakeRecognition)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  spoken.length = 0
})

function anEngine(recognises = true) {
  const heard: unknown[] = []
  const played: unknown[] = []
  const engines = createEngines({
    locale: 'en',
    recognises,
    elapsedMs: () => 1234.5,
    onHeard: (frame) => heard.push(frame),
    onPlayed: (frame) => played.push(frame),
  })
  return { engines, heard, played }
}

test('a browser says what it can', () => {
  expect(enginesHere()).toEqual({ recognises: true, speaks: true })
  vi.unstubAllGlobals()
  expect(enginesHere()).toEqual({ recognises: false, speaks: false })
})

test('what is said is told when it was heard to its end', () => {
  const { engines, played } = anEngine(false)
  engines.say({ gen: 3, text: 'Hello.', locale: 'zh-TW' })
  expect(spoken[0]).toMatchObject({ text: 'Hello.', lang: 'zh-TW' })
  spoken[0]?.onstart()
  vi.advanceTimersByTime(700)
  expect(engines.spoken).toEqual({ gen: 3, playedMs: 700 })
  spoken[0]?.onend()
  expect(played).toEqual([{ gen: 3, playedMs: 700, whole: true }])
  expect(engines.spoken).toBe(null)
})

test('silenced, it tells nothing more', () => {
  const { engines, played } = anEngine(false)
  engines.say({ gen: 3, text: 'Hello.', locale: 'en' })
  engines.silence()
  spoken[0]?.onend()
  expect(played).toEqual([])
})

test('what is heard is one turn until it is final, and the next is another', () => {
  const { engines, heard } = anEngine()
  engines.listen(true)
  const say = (text: string, isFinal: boolean) =>
    FakeRecognition.last?.onresult({ resultIndex: 0, results: [result(text, isFinal)] })
  say('where', false)
  say('where is it', true)
  say('thanks', true)
  const at = { startMs: 1235, endMs: 1235 }
  expect(heard).toEqual([
    { turn: 'browser-0', text: 'where', final: false, ...at },
    { turn: 'browser-0', text: 'where is it', final: true, ...at },
    { turn: 'browser-1', text: 'thanks', final: true, ...at },
  ])
})

test('it listens again after it ended by itself, but not where it may not', () => {
  const { engines } = anEngine()
  engines.listen(true)
  const recognition = FakeRecognition.last
  recognition?.onend()
  vi.advanceTimersByTime(300)
  expect(recognition?.starts).toBe(2)
  recognition?.onerror({ error: 'not-allowed' })
  recognition?.onend()
  vi.advanceTimersByTime(300)
  expect(recognition?.starts).toBe(2)
})
