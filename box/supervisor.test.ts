import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'
import { type Run, restartDelayMs, Supervisor } from './supervisor.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A command that ends after `livesMs`, or when it is killed. `starts` are the times of its starts. */
function scene({ livesMs = Number.POSITIVE_INFINITY, answers = () => true }) {
  const began = Date.now()
  const starts: number[] = []
  const events: string[] = []
  const log = createLog((line) => events.push(JSON.parse(line).event))
  const supervisor = new Supervisor({
    log,
    start(): Run {
      starts.push(Date.now() - began)
      let end: (how: string) => void = () => undefined
      const ended = new Promise<string>((resolve) => {
        end = resolve
      })
      if (Number.isFinite(livesMs)) setTimeout(() => end('ended with code 1'), livesMs)
      return { pid: starts.length, ended, kill: () => end('was stopped by SIGKILL') }
    },
    isAlive: async () => answers(),
  })
  return { supervisor, starts, events }
}

test('who dies is started again at once, then later and later, at most two seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(restartDelayMs)).toEqual([0, 250, 500, 1_000, 2_000, 2_000, 2_000])
})

test('a crash loop is slowed down and never given up', async () => {
  const { supervisor, starts } = scene({ livesMs: 100 })
  const over = supervisor.supervise()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(starts.slice(0, 6)).toEqual([0, 100, 450, 1_050, 2_150, 4_250])
  expect(starts.length).toBeGreaterThan(25)
  supervisor.release()?.kill()
  await over
})

test('who ran for a while is started again at once', async () => {
  const { supervisor, starts } = scene({ livesMs: 20_000 })
  const over = supervisor.supervise()
  await vi.advanceTimersByTimeAsync(61_000)
  expect(starts).toEqual([0, 20_000, 40_000, 60_000])
  supervisor.release()?.kill()
  await over
})

test('who is silent for half a minute is killed and started again', async () => {
  let isSilent = false
  const { supervisor, starts, events } = scene({ answers: () => !isSilent })
  let ready = 0
  const over = supervisor.supervise(() => (ready += 1))
  await vi.advanceTimersByTimeAsync(5_000)
  isSilent = true
  await vi.advanceTimersByTimeAsync(29_000)
  expect(starts).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(starts).toHaveLength(2)
  isSilent = false
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ready).toBe(2)
  expect(events).toEqual([
    'gateway.started',
    'gateway.ready',
    'gateway.hangs',
    'gateway.ended',
    'gateway.started',
    'gateway.ready',
  ])
  supervisor.release()?.kill()
  await over
})

test('a short silence is nothing', async () => {
  let asked = 0
  const { supervisor, starts } = scene({
    answers() {
      asked += 1
      return asked % 9 === 0
    },
  })
  const over = supervisor.supervise()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(starts).toHaveLength(1)
  supervisor.release()?.kill()
  await over
})

test('when the clock is set back it is started again, once; when it is set forth it goes on', async () => {
  const { supervisor, starts, events } = scene({})
  const over = supervisor.supervise()
  await vi.advanceTimersByTimeAsync(15_000)
  vi.setSystemTime(Date.now() + 86_400_000)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(starts).toHaveLength(1)
  vi.setSystemTime(Date.now() - 2 * 86_400_000)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(starts).toHaveLength(2)
  expect(events.filter((event) => event === 'gateway.clock_set_back')).toHaveLength(1)
  supervisor.release()?.kill()
  await over
})

test('after the release nothing is started, not even from within a pause', async () => {
  const { supervisor, starts } = scene({ livesMs: 100 })
  const over = supervisor.supervise()
  await vi.advanceTimersByTimeAsync(500) // two runs are over; the third begins and ends at 450 and 550
  await vi.advanceTimersByTimeAsync(100)
  expect(supervisor.release()).toBeNull()
  await over
  await vi.advanceTimersByTimeAsync(10_000)
  expect(starts).toHaveLength(3)
})
