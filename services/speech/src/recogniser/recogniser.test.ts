import { writeWav } from '@baton/sound/wav'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../http/app.ts'
import { speechInstalled } from '../installed.ts'
import { DEADLY, ENDLESS } from '../testing/mortal-worker.ts'
import { Recogniser } from './recogniser.ts'
import { RecogniserGone } from './thread.ts'

const MORTAL = new URL('../testing/mortal-worker.ts', import.meta.url)
const deadly = new Int16Array(DEADLY)
const silence = new Int16Array(8_000)
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

  test('that is stopped refuses what waits, and what comes, by a stable code and without a word', async () => {
    const app = createApp(recogniser)
    const asked = (samples: Int16Array) => {
      const body = new FormData()
      body.set('file', new File([writeWav({ rate: 16_000, samples })], 'utterance.wav'))
      return app.request('http://localhost/v1/audio/transcriptions', {
        method: 'POST',
        body,
        headers: { host: 'localhost' },
      })
    }
    const waiting = [asked(new Int16Array(ENDLESS)), asked(silence)]
    await vi.waitUntil(() => recogniser.waiting === waiting.length, { timeout: 30_000 })
    await recogniser.stop()
    for (const answer of await Promise.all([...waiting, asked(silence)])) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ code: 'unavailable', retryable: true })
    }
    expect(complained).not.toHaveBeenCalled()
  })
})
