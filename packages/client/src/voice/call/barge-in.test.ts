import { expect, test } from 'vitest'
import { type BargeIn, BargeInRule } from './barge-in.ts'

/** What is decided, and when, over 20 ms frames; `speech` tells of each millisecond whether somebody speaks. */
function decisions(speech: (ms: number) => boolean, { botSpeaks = true, level = -25 } = {}): [number, BargeIn][] {
  const rule = new BargeInRule()
  const found: [number, BargeIn][] = []
  for (let ms = 0; ms < 2000; ms += 20) {
    const decision = rule.hear({ speech: speech(ms), level }, botSpeaks)
    if (decision) found.push([ms, decision])
  }
  return found
}

test('the bot is held at the first sound, and silenced when that is speech', () => {
  const found = decisions((ms) => ms >= 500 && ms < 1500)
  expect(found[0]).toEqual([500, 'pause'])
  expect(found[1]).toEqual([740, 'barge'])
})

test('after a cough it goes on, within half a second', () => {
  const found = decisions((ms) => ms >= 500 && ms < 660)
  expect(found.map(([, decision]) => decision)).toEqual(['pause', 'resume'])
  expect((found[1]?.[0] ?? 0) - (found[0]?.[0] ?? 0)).toBeLessThanOrEqual(500)
})

test('a short pause between words is no silence', () => {
  const found = decisions((ms) => ms >= 500 && ms < 1500 && (ms < 600 || ms > 680))
  expect(found.map(([, decision]) => decision).slice(0, 2)).toEqual(['pause', 'barge'])
})

test('nobody is interrupted who does not speak, nor by what is hardly to be heard', () => {
  expect(decisions(() => true, { botSpeaks: false })).toEqual([])
  expect(decisions(() => true, { level: -60 })).toEqual([])
})

test('a bot that was held just before it ended is let go, for what it says next', () => {
  const rule = new BargeInRule()
  const speech = { speech: true, level: -25 }
  expect(rule.hear(speech, true)).toBe('pause')
  const after = Array.from({ length: 20 }, () => rule.hear(speech, false))
  expect(after.filter((decision) => decision !== null)).toEqual(['resume'])
})

test('what the gateway has decided is not decided again', () => {
  const rule = new BargeInRule()
  const spoken = { speech: true, level: -25 }
  expect(rule.hear(spoken, true)).toBe('pause')
  rule.reset()
  expect(rule.hear(spoken, false)).toBe(null)
})
