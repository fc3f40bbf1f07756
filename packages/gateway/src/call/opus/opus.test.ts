import { expect, test } from 'vitest'
import { answered, calling, settings } from '../../testing/a-call.ts'
import { until } from '../../testing/business.ts'
import type { CallWire } from '../../testing/call-wire.ts'
import { onLine } from '../../testing/call-wire.ts'
import { TONE_IN_OPUS } from '../../testing/tone-in-opus.ts'
import { Room } from '../../testing/wire.ts'

const BOTH = ['pcm16', 'opus'] as const
const OPUS_FRAME = 960

/** A call with Lin, who takes what `codecs` says; the customer speaks both. */
async function talkingTo(codecs: readonly ('pcm16' | 'opus')[]) {
  const talk = await calling({}, null, { codecs: [...BOTH] })
  const { lin } = await answered(talk, { codecs: [...codecs] })
  await Promise.all([talk.line.phase('agent'), lin.phase('agent')])
  return { ...talk, lin }
}

const say = (line: CallWire, packets: readonly Uint8Array<ArrayBuffer>[]): void => {
  for (const [at, payload] of packets.entries())
    line.speak('customer', 0, { codec: 'opus', payload, ts: at * OPUS_FRAME })
}

/** Of 16 kHz PCM: how often it goes up through zero in a second. */
function hertz(payloads: readonly Uint8Array[]): number {
  const samples = payloads.flatMap((each) => [...new Int16Array(each.slice().buffer)])
  const rises = samples.filter((sample, at) => sample >= 0 && (samples[at - 1] ?? 0) < 0).length
  return (rises * 16_000) / samples.length
}

test('who takes no Opus hears it as PCM, and so do the ears of the session', async () => {
  const { line, lin, played } = await talkingTo(['pcm16'])
  say(line, TONE_IN_OPUS)
  await until(async () => lin.audio.length === TONE_IN_OPUS.length)
  expect(lin.audio.every(({ codec, payload }) => codec === 'pcm16' && payload.length === 640)).toBe(true)
  expect(lin.audio.map(({ seq, ts }) => [seq, ts])).toEqual(TONE_IN_OPUS.map((_, at) => [at, at * 320]))
  expect(Math.abs(hertz(lin.audio.slice(5).map(({ payload }) => payload)) - 440)).toBeLessThan(10)
  expect(played.heard.filter(([track]) => track === 'customer')).toHaveLength(TONE_IN_OPUS.length)
})

test('who takes it hears it as it was sent', async () => {
  const { line, lin } = await talkingTo(BOTH)
  say(line, TONE_IN_OPUS)
  await until(async () => lin.audio.length === TONE_IN_OPUS.length)
  expect(lin.audio.map(({ codec, payload }) => [codec, [...payload]])).toEqual(
    TONE_IN_OPUS.map((packet) => ['opus', [...packet]]),
  )
})

test('packets that are none are left out, and who has not said that they speak it is not understood in it', async () => {
  const { line, lin } = await talkingTo(['pcm16'])
  const [packet = new Uint8Array(0)] = TONE_IN_OPUS
  say(line, [new Uint8Array([255, 255, 255]), new Uint8Array(4_000).fill(7), packet])
  await until(async () => lin.audio.length === 1)
  expect(lin.audio[0]?.seq).toBe(2)

  lin.speak('agent', 0, { codec: 'opus', payload: packet })
  lin.speak('agent', 12)
  await until(async () => line.heard('agent').length === 1)
  expect(line.heard('agent')).toEqual([12])
})

test('a welcome says what is taken', async () => {
  const room = await Room.open({ settings })
  const { welcome } = await onLine(await room.customer(), 'start', { codecs: [...BOTH] })
  expect(welcome.codecs).toEqual(['pcm16', 'opus'])
})
