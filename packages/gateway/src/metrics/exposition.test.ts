import { expect, test } from 'vitest'
import { Counter, CounterBy } from './counter.ts'
import { exposition } from './exposition.ts'
import { readGauge, SumGauge } from './gauge.ts'
import { Histogram } from './histogram.ts'

test('each metric is a block of help, type and numbers, and nothing in a label breaks out of it', () => {
  const seen = new CounterBy<string>('code', ['calm'])
  seen.add('a "quoted"\nline\\')
  const calls = new Counter()
  calls.add(3)
  const text = exposition([
    { name: 'calls_total', type: 'counter', help: 'Calls.', source: calls },
    { name: 'seen_total', type: 'counter', help: 'Two\nlines.', source: seen },
    { name: 'open', type: 'gauge', help: 'Open now.', source: readGauge(() => 7) },
  ])
  expect(text).toBe(
    [
      '# HELP calls_total Calls.',
      '# TYPE calls_total counter',
      'calls_total 3',
      '# HELP seen_total Two\\nlines.',
      '# TYPE seen_total counter',
      'seen_total{code="calm"} 0',
      'seen_total{code="a \\"quoted\\"\\nline\\\\"} 1',
      '# HELP open Open now.',
      '# TYPE open gauge',
      'open 7',
      '',
    ].join('\n'),
  )
})

test('a histogram counts into the first bucket that is wide enough, and buckets add up', () => {
  const turns = new Histogram([0.1, 1])
  for (const seconds of [0.05, 0.1, 0.5, 30]) turns.observe(seconds)
  expect(exposition([{ name: 't', type: 'histogram', help: 'T.', source: turns }])).toContain(
    't_bucket{le="0.1"} 2\nt_bucket{le="1"} 3\nt_bucket{le="+Inf"} 4\nt_sum 30.65\nt_count 4\n',
  )
})

test('a sum follows what each object says of itself', () => {
  const queue = new SumGauge()
  queue.set('a', 2)
  queue.set('b', 3)
  queue.set('a', 0)
  expect(queue.samples()).toEqual([{ value: 3 }])
})
