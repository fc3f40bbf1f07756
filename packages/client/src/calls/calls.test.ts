import type { ClientFrame, ServerFrame } from '@baton/protocol/wire'
import { expect, test } from 'vitest'
import { askForCall } from './index.ts'

type Line = Parameters<typeof askForCall>[0]

/** A line on which a test answers. */
function aLine(answer: (frame: Extract<ClientFrame, { type: 'call' }>) => ServerFrame[], isUp = true) {
  const listeners = new Set<(frame: ServerFrame) => void>()
  const line = {
    address: 'wss://x/v1/session',
    on(_: string, listener: (frame: never) => void) {
      listeners.add(listener as (frame: ServerFrame) => void)
      return () => listeners.delete(listener as (frame: ServerFrame) => void)
    },
    tell(frame: ClientFrame) {
      if (frame.type === 'call')
        queueMicrotask(() => {
          for (const heard of answer(frame)) for (const listener of [...listeners]) listener(heard)
        })
      return isUp
    },
  } as Line
  return { line, listeners }
}

test('asks for a call, and takes the ticket that answers this very question', async () => {
  const asked: string[] = []
  const { line, listeners } = aLine((frame) => {
    asked.push(frame.do)
    return [
      { type: 'call', req: frame.req - 1, call: 'call_0', ticket: 'of somebody else' },
      { type: 'call', req: frame.req, call: 'call_1', ticket: 't' },
    ]
  })
  expect(await askForCall(line, 'start')).toEqual({ call: 'call_1', ticket: 't' })
  expect(await askForCall(line, 'join')).toEqual({ call: 'call_1', ticket: 't' })
  expect(asked).toEqual(['start', 'join'])
  expect(listeners.size).toBe(0)
})

test('rejects with what the gateway says, and where there is no line', async () => {
  const busy = aLine(({ req }) => [
    { type: 'fault', code: 'call_busy', message: 'A call is under way already.', retryable: false, of: 'call', req },
  ])
  await expect(askForCall(busy.line, 'start')).rejects.toMatchObject({ code: 'call_busy', retryable: false })
  expect(busy.listeners.size).toBe(0)
  const down = aLine(() => [], false)
  await expect(askForCall(down.line, 'join')).rejects.toMatchObject({ code: 'network', retryable: true })
})
