import { expect, test } from 'vitest'
import { createLog } from './log.ts'

const time = '2026-03-01T10:00:00.000Z'
const entryOf = (line: string): unknown => {
  const lines: string[] = []
  createLog(
    (text) => lines.push(text),
    () => new Date(time),
  ).pass(line)
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '')
}

test.each([
  [
    '{"level":"warn","event":"session.send","error":"TypeError"}',
    { time, level: 'warn', source: 'gateway', event: 'session.send', error: 'TypeError' },
  ],
  [
    '{"level":"info","event":"x","time":"never","source":"supervisor"}',
    { time, level: 'info', source: 'gateway', event: 'x' },
  ],
  [
    'workerd/io/worker.c++:2: error: something broke',
    {
      time,
      level: 'error',
      source: 'workerd',
      event: 'workerd.line',
      message: 'workerd/io/worker.c++:2: error: something broke',
    },
  ],
  ['plain words', { time, level: 'info', source: 'workerd', event: 'workerd.line', message: 'plain words' }],
  ['{"no": "event"}', { time, level: 'info', source: 'workerd', event: 'workerd.line', message: '{"no": "event"}' }],
  ['{ not json', { time, level: 'info', source: 'workerd', event: 'workerd.line', message: '{ not json' }],
])('%s', (line, entry) => {
  expect(entryOf(line)).toEqual(entry)
})
