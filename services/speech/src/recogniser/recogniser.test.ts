import { writeWav } from '@baton/sound/wav'
import type { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../http/app.ts'
import { speechInstalled } from '../installed.ts'
import { DEADLY, ENDLESS } from '../testing/mortal-worker.ts'
import { Recogniser } from './recogniser.ts'
import { RecogniserGone, Thread } from './thread.ts'
import type { Sound } from './worker.ts'

const MORTAL = new URL('../testing/mortal-worker.ts', import.meta.url)
const deadly = { samples: new Int16Array(DEADLY) }
const silence = { samples: new Int16Array(8_000) }
const transcribed = (app: Hono, { samples }: Sound, signal?: AbortSignal) => {
  const body = new FormData()
  body.set('file', new File([writeWav({ rate: 16_000, samples })], 'utterance.wav'))
  return app.request('http://localhost/v1/audio/transcriptions', {
    method: 'POST',
    body,
    headers: { host: 'localhost' },
    ...(signal && { signal }),
  })
}
const content = { language: 'en', phrases: ['where is my order'], slots: {} }

describe.skipIf(speechInstalled().missing.length > 0)('the thread of a recogniser', { timeout: 60_000 }, () => {
  let recogniser: Recogniser
  const complained = vi.spyOn(console, 'error')
  beforeEach(() => {
    complained.mockReset().mockReturnValue()
    recogniser = new Recogniser(MORTAL)
  })
  afterEach(() => recogniser.stop())

  test('that ends is started again with what it had open, and only what waited is lost', async () => {
    const { hash } = await recogniser.open(content)
    const waiting = await Promise.allSettled([recogniser.hear(hash, deadly), recogniser.hear(hash, silence)])
    for (const each of waiting) expect(each).toMatchObject({ status: 'rejected', reason: expect.any(RecogniserGone) })
    expect(complained.mock.calls).toEqual([['speech: the recogniser ended with 3; another is started']])

    expect(recogniser.isOpen(hash)).toBe(true)
    expect((await recogniser.hear(hash, silence)).text).toBe('')
    // And as often as it happens.
    await expect(recogniser.hear(hash, deadly)).rejects.toThrow(RecogniserGone)
    expect((await recogniser.hear(hash, silence)).text).toBe('')
  })

  test('begins with nothing that nobody waits for any more', async () => {
    const thread = new Thread(() => undefined, MORTAL)
    const gone = new AbortController()
    const first = thread.ask({ kind: 'open-loop' })
    const given = thread.ask({ kind: 'decode', hash: '', ...deadly, beam: 'wide' }, gone.signal)
    const last = thread.ask({ kind: 'loop', ...silence })
    gone.abort()
    await expect(given).rejects.toThrow('aborted')
    await first
    // It lives: the deadly one never reached it.
    expect((await last)?.frames).toBeGreaterThan(0)
    await thread.stop()
  })

  test('is not held by a request that was given up', async () => {
    const app = createApp(recogniser)
    const gone = new AbortController()
    const waiting = [transcribed(app, { samples: new Int16Array(ENDLESS) }), transcribed(app, silence, gone.signal)]
    await vi.waitUntil(() => recogniser.waiting === waiting.length, { timeout: 30_000 })
    gone.abort()
    expect((await waiting[1])?.status).toBe(503)
    await vi.waitUntil(() => recogniser.waiting === 1, { timeout: 30_000 })
    expect(complained).not.toHaveBeenCalled()
    await recogniser.stop()
    expect((await waiting[0])?.status).toBe(503)
  })

  test('that is stopped refuses what waits, and what comes, by a stable code and without a word', async () => {
    const app = createApp(recogniser)
    const waiting = [transcribed(app, { samples: new Int16Array(ENDLESS) }), transcribed(app, silence)]
    await vi.waitUntil(() => recogniser.waiting === waiting.length, { timeout: 30_000 })
    await recogniser.stop()
    for (const answer of await Promise.all([...waiting, transcribed(app, silence)])) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ code: 'unavailable', retryable: true })
    }
    expect(complained).not.toHaveBeenCalled()
  })
})
