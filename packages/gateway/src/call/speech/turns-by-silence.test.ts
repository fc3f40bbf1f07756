import { PCM_RATE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { ProviderError } from '../../providers/provider-error.ts'
import { silenceFor, voiceFor } from '../../testing/a-talk.ts'
import type { HeardEvent, Transcribe } from './hearing.ts'
import { turnsBySilence } from './turns-by-silence.ts'

const FRAME = PCM_RATE / 50

/** What is made of sound that comes without a pause: time is counted in samples. */
function heard(transcribe: Transcribe) {
  const events: HeardEvent[] = []
  const ears = turnsBySilence(transcribe).open('en', (event) => events.push(event))
  return {
    events,
    async hears(...sounds: Int16Array[]): Promise<void> {
      for (const sound of sounds)
        for (let at = 0; at < sound.length; at += FRAME) {
          ears.hear(sound.subarray(at, at + FRAME))
          await Promise.resolve()
          await Promise.resolve()
        }
    },
    end: () => ears.end(),
  }
}

const says =
  (text: string): Transcribe =>
  async () => ({ text, confidence: 0.9 })
const names = (events: readonly HeardEvent[]): string[] => events.map((event) => event.do)

test('a turn ends by 250 to 400 ms of silence, with all that was said in it', async () => {
  const lengths: number[] = []
  const { events, hears } = heard(async (samples) => {
    lengths.push(samples.length / PCM_RATE)
    return { text: 'where is my order', confidence: 0.9 }
  })
  await hears(silenceFor(1), voiceFor(1.2), silenceFor(0.5))
  expect(names(events)).toEqual(['start', 'eager_end', 'end'])
  const [end] = events.slice(-1)
  expect(end).toMatchObject({ text: 'where is my order', confidence: 0.9 })
  expect(end?.do === 'end' && end.hangMs).toBeGreaterThanOrEqual(250)
  expect(end?.do === 'end' && end.hangMs).toBeLessThanOrEqual(400)
  expect(lengths).toHaveLength(1)
  expect(lengths[0]).toBeGreaterThan(1.2)
  expect(lengths[0]).toBeLessThan(2)
})

test('who goes on within the pause has not ended, and is understood anew', async () => {
  const { events, hears } = heard(says('the order'))
  await hears(silenceFor(1), voiceFor(0.8), silenceFor(0.15), voiceFor(0.8, 3), silenceFor(0.5))
  expect(names(events)).toEqual(['start', 'eager_end', 'resumed', 'eager_end', 'end'])
})

test('after a number somebody may breathe', async () => {
  const { events, hears } = heard(says('SO 1004'))
  await hears(silenceFor(1), voiceFor(0.8), silenceFor(0.5))
  const end = events.find((event) => event.do === 'end')
  expect(end?.hangMs).toBeGreaterThanOrEqual(400)
})

test('a recogniser that is slower than the pause is waited for', async () => {
  let answer: (found: { text: string; confidence: number }) => void = () => {}
  const { events, hears } = heard(() => new Promise((resolve) => (answer = resolve)))
  await hears(silenceFor(1), voiceFor(0.8), silenceFor(0.6))
  expect(names(events)).toEqual(['start'])
  answer({ text: 'hello', confidence: 1 })
  await vi.waitFor(() => expect(names(events)).toEqual(['start', 'eager_end', 'end']))
})

test('what comes of a turn that went on is not believed', async () => {
  const asked: AbortSignal[] = []
  const { events, hears } = heard((_samples, _locale, signal) => {
    asked.push(signal)
    return asked.length === 1 ? new Promise(() => {}) : Promise.resolve({ text: 'all of it', confidence: 1 })
  })
  await hears(silenceFor(1), voiceFor(0.8), silenceFor(0.15), voiceFor(0.8, 3), silenceFor(0.5))
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false])
  expect(names(events)).toEqual(['start', 'eager_end', 'end'])
})

test('nothing understood is an end without words; one that fails is told, and the next is heard', async () => {
  const replies: (() => ReturnType<Transcribe>)[] = [
    async () => ({ text: '', confidence: 0 }),
    async () => {
      throw new ProviderError('timeout')
    },
    says('hello') as () => ReturnType<Transcribe>,
  ]
  const { events, hears } = heard(() => replies.shift()?.() ?? Promise.reject(new Error('asked too often')))
  for (let n = 0; n < 3; n += 1) await hears(silenceFor(0.8), voiceFor(0.8, n + 1), silenceFor(0.5))
  expect(names(events)).toEqual(['start', 'end', 'start', 'failed', 'start', 'eager_end', 'end'])
  expect(events[3]).toEqual({ do: 'failed', code: 'timeout' })
})

test('who speaks without a pause is understood every half minute', async () => {
  const { events, hears } = heard(says('on and on'))
  await hears(silenceFor(1), voiceFor(32), silenceFor(0.5))
  expect(names(events).filter((name) => name === 'end')).toHaveLength(2)
})

test('nothing is told after the end', async () => {
  const { events, hears, end } = heard(
    () => new Promise((resolve) => setTimeout(() => resolve({ text: 'late', confidence: 1 }), 30)),
  )
  await hears(silenceFor(1), voiceFor(0.8), silenceFor(0.3))
  end()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(names(events)).toEqual(['start'])
})
