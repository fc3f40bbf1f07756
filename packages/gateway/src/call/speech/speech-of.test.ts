import { providers } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import type { WorkspaceConfig } from '../../directory/rooms.ts'
import type { Env } from '../../env.ts'
import { aSpeech } from '../../testing/speech.ts'
import { capabilities, speechOf, speechProviders } from './speech-of.ts'

const BROWSER = { recognises: true, speaks: true }
const BARE = { recognises: false, speaks: false }
const ai = { kind: 'workers_ai', model: '@cf/deepgram/flux', languages: ['en'] }
const settings = (given: object) => providers.parse(given)

test('the gateway recognises and speaks where it can, else the browser, else nobody', () => {
  const english = settings({ hearing: ai, speaking: { ...ai, model: '@cf/deepgram/aura-2-en' } })
  expect(capabilities(english, 'en', BROWSER)).toEqual({ recognises: 'gateway', speaks: 'gateway' })
  expect(capabilities(english, 'zh-TW', BROWSER)).toEqual({ recognises: 'browser', speaks: 'browser' })
  expect(capabilities(english, 'zh-TW', BARE)).toEqual({ recognises: 'nobody', speaks: 'nobody' })
  expect(capabilities({}, 'en', { recognises: false, speaks: true })).toEqual({
    recognises: 'nobody',
    speaks: 'browser',
  })
})

test('models of the platform are there where it binds them; elsewhere the log says what is missing', () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  const config = { providers: settings({ hearing: ai }) } as WorkspaceConfig
  expect(speechProviders({} as Env, config)).toEqual({})
  expect(String(error.mock.calls[0])).toContain('speech.workers_ai_not_bound')
  expect(speechProviders({ AI: {} } as Env, config).hearing?.model).toBe('@cf/deepgram/flux')
})

test('a voice that fails again and again is left alone, by the next call too', async () => {
  const speech = await aSpeech({ says: [{ status: 500 }] })
  const asks = { env: {}, workspace: `w-${crypto.randomUUID()}`, locale: 'en', pack: null } as const
  const say = async () => {
    const { speaking } = speechOf({ speaking: speech.openAi.speaking }, asks)
    try {
      for await (const _ of speaking?.say('Hello.', 'en', new AbortController().signal) ?? []);
    } catch (error) {
      return (error as { code: string }).code
    }
    return 'said'
  }
  expect([await say(), await say(), await say(), await say()]).toEqual([
    'unavailable',
    'unavailable',
    'unavailable',
    'resting',
  ])
  expect(await speech.asked()).toHaveLength(3)
})

test('a recogniser whose socket breaks is opened again when somebody speaks on', async () => {
  const speech = await aSpeech({ tells: [{ afterBytes: 640, close: true }] })
  const asks = { env: {}, workspace: `w-${crypto.randomUUID()}`, locale: 'en', pack: null } as const
  const { hearing } = speechOf({ hearing: { ...speech.deepgram.flux, vocabulary: false } }, asks)
  const events: string[] = []
  const ears = hearing?.open('en', (event) => events.push(event.do))
  ears?.hear(new Int16Array(320))
  await vi.waitFor(() => expect(events).toEqual(['failed']), { timeout: 5_000 })
  const message = { type: 'TurnInfo', event: 'EndOfTurn', transcript: 'hello', words: [] }
  await speech.tell({ tells: [{ afterBytes: 640, message }] })
  await vi.waitFor(
    () => {
      ears?.hear(new Int16Array(320))
      expect(events.slice(1)).toEqual(['start', 'end'])
    },
    { timeout: 5_000, interval: 50 },
  )
  ears?.end()
})
