import { env } from 'cloudflare:workers'
import { settings as defaults, FRAME_SAMPLES, type SessionEvent } from '@baton/protocol'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { expect } from 'vitest'
import { bridge, calling } from './a-call.ts'
import { until } from './business.ts'
import type { Room } from './wire.ts'

type Recorded = Extract<SessionEvent, { kind: 'call.recorded' }>

export const asks = defaults.parse({ calls: true, recordCalls: 'ask' })
const heardAs = (values: readonly number[]) =>
  values.map((value) => decodeMulaw(encodeMulaw(Int16Array.of(value)))[0] ?? 0)

export const blobs = async (room: Room): Promise<Uint8Array[]> => {
  const { objects } = await env.BLOBS.list({ prefix: `${room.workspace}/files/` })
  return Promise.all(objects.map(async ({ key }) => new Uint8Array((await (await env.BLOBS.get(key))?.bytes()) ?? [])))
}

export const recordings = async (room: Room): Promise<Recorded[]> =>
  (await room.log()).filter((event) => event.kind === 'call.recorded')

/** The samples of a WAV file that are not silence, which a machine that pauses puts between them. */
export const samplesOf = (wav: Uint8Array): number[] =>
  [...decodeMulaw(wav.subarray(58))].filter((sample) => sample !== 0)
export const saidAs = (values: readonly number[]): number[] =>
  heardAs(values).flatMap((value) => Array<number>(FRAME_SAMPLES).fill(value))

export const ended = async (talk: { line: { tell(frame: { type: 'end' }): void; phase(phase: 'ended'): unknown } }) => {
  talk.line.tell({ type: 'end' })
  await talk.line.phase('ended')
}

/** A call in which all three have said something, in a workspace that asks. */
export async function recorded() {
  const talk = await calling({ settings: asks })
  const { line, customer, inCall } = talk
  expect(await line.next('recording')).toMatchObject({ state: 'asked' })
  line.tell({ type: 'consent', granted: true })
  expect(await line.next('recording')).toMatchObject({ state: 'on' })
  expect(await customer.event('call.consent')).toMatchObject({
    by: { role: 'customer' },
    body: { granted: true, by: 'click' },
  })
  await inCall((host) => host.play(host.nextGeneration(), new Int16Array(FRAME_SAMPLES * 5).fill(7_000)))
  await until(async () => line.audio.length >= 5)
  const bridged = await bridge(talk)
  expect(await bridged.lin.next('recording')).toMatchObject({ state: 'on' })
  for (const value of [1_000, 2_000, 3_000]) {
    line.speak('customer', value)
    bridged.lin.speak('agent', -value)
  }
  await until(async () => bridged.lin.audio.length === 3 && line.heard('agent').length === 3)
  return { ...talk, ...bridged }
}
