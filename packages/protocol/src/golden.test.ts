import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  callClientFrame,
  callServerFrame,
  clientFrame,
  eventBodies,
  floorClientFrame,
  floorServerFrame,
  HEARTBEAT,
  serverFrame,
} from './index.ts'

/** Frozen: a change that breaks one of these breaks clients in the field. Add frames, never edit them. */
const golden = (name: string): Record<string, { type: string }> =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'))

const rooms = [
  ['session.client', clientFrame],
  ['session.server', serverFrame],
  ['floor.client', floorClientFrame],
  ['floor.server', floorServerFrame],
  ['call.client', callClientFrame],
  ['call.server', callServerFrame],
] as const satisfies [string, z.ZodDiscriminatedUnion][]

describe.each(rooms)('%s', (name, schema) => {
  test.each(Object.entries(golden(name)))('%s parses to itself', (_, frame) => {
    expect(schema.parse(frame)).toEqual(frame)
  })

  test('every frame type has a golden frame', () => {
    const types = schema.options.flatMap((option) => [...option.shape.type.values])
    expect(new Set(Object.values(golden(name)).map((frame) => frame.type))).toEqual(new Set(types))
  })
})

test('every event kind has a golden event', () => {
  const frames = Object.values(golden('session.server')) as { entries?: { event: { kind: string } }[] }[]
  const kinds = frames.flatMap((frame) => frame.entries ?? []).map((entry) => entry.event.kind)
  expect(new Set(kinds)).toEqual(new Set(Object.keys(eventBodies)))
})

test('the heartbeat is an exact string on both sides', () => {
  expect(HEARTBEAT.ping).toBe('{"type":"ping"}')
  expect(serverFrame.parse(JSON.parse(HEARTBEAT.pong))).toEqual({ type: 'pong' })
})

test('unknown fields are dropped, so that an older gateway can serve a newer client', () => {
  const frame = { type: 'got', seq: 3, later: 'field', __proto__: { polluted: true } }
  expect(clientFrame.parse(frame)).toEqual({ type: 'got', seq: 3 })
})
