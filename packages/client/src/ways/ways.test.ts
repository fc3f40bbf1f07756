import type { ClientFrame, ServerFrame } from '@baton/protocol/wire'
import { expect, test } from 'vitest'
import { createWays } from './index.ts'

/** A line on which a test answers. */
function aLine(answer: (frame: ClientFrame) => ServerFrame | null, isUp = true) {
  const told: ClientFrame[] = []
  const listeners = new Set<(frame: ServerFrame) => void>()
  return {
    told,
    line: {
      address: 'wss://x/v1/session',
      on: (_: string, listener: (frame: never) => void) => {
        listeners.add(listener as (frame: ServerFrame) => void)
        return () => listeners.delete(listener as (frame: ServerFrame) => void)
      },
      tell(frame: ClientFrame) {
        told.push(frame)
        const heard = answer(frame)
        if (heard) {
          queueMicrotask(() => {
            for (const listener of [...listeners]) listener(heard)
          })
        }
        return isUp
      },
    } as Parameters<typeof createWays>[0],
    listeners,
  }
}

const reqOf = (frame: ClientFrame): number => ('req' in frame ? frame.req : -1)

test('asks where one may go on', async () => {
  const ways = [{ channel: 'telegram' as const, account: 'ch_1', name: 'Kite', href: null }]
  const { line, listeners } = aLine((frame) => ({
    type: 'ways',
    req: reqOf(frame),
    code: 'A2B3C-D4E5F',
    expiresAt: 9,
    ways,
  }))
  expect(await createWays(line).list()).toMatchObject({ code: 'A2B3C-D4E5F', ways })
  expect(listeners.size).toBe(0)
})

test('brings a code and answers what is asked', async () => {
  const { line, told } = aLine((frame) => ({
    type: 'connected',
    req: reqOf(frame),
    as: frame.type === 'connect' && frame.code !== undefined ? 'consent' : 'linked',
  }))
  const ways = createWays(line)
  expect(await ways.bring('A2B3C-D4E5F')).toMatchObject({ as: 'consent' })
  expect(await ways.answer(true)).toMatchObject({ as: 'linked' })
  expect(told).toMatchObject([{ code: 'A2B3C-D4E5F' }, { consents: true }])
})

test('rejects where the gateway cannot, and where the line is down', async () => {
  const fault = aLine((frame) => ({
    type: 'fault',
    code: 'unavailable',
    message: 'later',
    retryable: true,
    of: 'connect',
    req: reqOf(frame),
  }))
  await expect(createWays(fault.line).bring('x')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(createWays(aLine(() => null, false).line).list()).rejects.toMatchObject({ code: 'network' })
})
