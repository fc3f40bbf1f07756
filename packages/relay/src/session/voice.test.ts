import type { Spoken } from '@baton/protocol'
import { expect, test } from 'vitest'
import { afterSpoken, raisedBy, type VoiceState, voiceOf } from './voice.ts'

const SIGNALS = { rate: 4, pitch: 120, pitchRange: 30, loudness: -30, interruptions: 0, arousal: 0.1, confidence: 1 }
const said = (signals: Partial<typeof SIGNALS> = {}, call = 'c1'): Spoken => ({
  call,
  turn: 't',
  startMs: 0,
  endMs: 1_000,
  signals: { ...SIGNALS, ...signals },
})
const after = (...turns: Spoken[]) =>
  turns.reduce<VoiceState | undefined>((state, turn) => afterSpoken(state, turn), undefined)

test('how somebody sounds is told against how they began', () => {
  const now = said({ rate: 6, loudness: -24, arousal: 0.9, confidence: 0.5, interruptions: 1 })
  const state = after(said(), said(), said({ interruptions: 1 }), now)
  expect(voiceOf(state, [now])).toEqual({ arousal: 0.45, rate: 1.5, loudness: 2, interruptions: 2 })
})

test('who grows louder all the time does not become the measure of it', () => {
  const turns = [0, 0, 0, 1, 2, 3].map((step) => said({ loudness: -30 + step * 3 }))
  expect(after(...turns)).toMatchObject({ turns: 3, loudness: -30 })
})

test('another call begins anew', () => {
  expect(after(said({ interruptions: 3 }), said({ rate: 5 }, 'c2'))).toMatchObject({
    call: 'c2',
    turns: 1,
    rate: 5,
    interruptions: 0,
  })
})

test('of several things said in one turn the most agitated counts', () => {
  const [calm, loud] = [said(), said({ arousal: 0.8 })]
  expect(voiceOf(after(calm, loud), [calm, loud])?.arousal).toBe(0.8)
})

test('what was written, or spoken without a word of how, is no voice', () => {
  const { signals: _, ...silent } = said()
  expect(voiceOf(undefined, [])).toBeUndefined()
  expect(afterSpoken(undefined, silent)).toBeUndefined()
  expect(voiceOf(after(said()), [silent])).toBeUndefined()
})

test('what made words weigh more is told, and nothing of a calm voice', () => {
  expect(raisedBy({ arousal: 0.6, rate: 1.3, loudness: 1.1 }).map(({ fact }) => fact)).toEqual([
    'voice.arousal',
    'voice.rate',
  ])
  expect(raisedBy({ arousal: 0.4, rate: 2 })).toEqual([])
  expect(raisedBy(undefined)).toEqual([])
})
