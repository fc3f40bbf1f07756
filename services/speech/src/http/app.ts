import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Recogniser } from '../recogniser/recogniser.ts'
import { ESPEAK_LANGUAGES } from '../voices/espeak.ts'
import { FLITE_VOICES } from '../voices/flite.ts'
import { MOST_BYTES } from './limits.ts'
import { answerProblem, SpeechError } from './problem.ts'
import { speechRoute } from './speech-route.ts'
import { transcriptionRoute } from './transcription-route.ts'
import { Vocabularies } from './vocabularies.ts'

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

/** The sidecar's HTTP: what OpenAI's audio API has, and the vocabularies that a small recogniser needs. */
export function createApp(recogniser: Recogniser): Hono {
  const vocabularies = new Vocabularies(recogniser)
  const app = new Hono()
  app.onError((error, c) => answerProblem(c, error))
  app.notFound((c) => answerProblem(c, new SpeechError('not_found')))
  // Programs ask, no pages: neither one that is open in a browser here, nor one whose name was turned to this machine.
  app.use((c, next) => {
    if (c.req.header('origin') || !LOCAL.test(c.req.header('host') ?? '')) throw new SpeechError('forbidden')
    return next()
  })
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: () => {
        throw new SpeechError('too_large')
      },
    }),
  )
  app.get('/healthz', (c) =>
    c.json({
      status: 'ok',
      recogniser: 'pocketsphinx',
      voices: [...FLITE_VOICES, 'espeak-ng'],
      languages: { recognised: ['en', 'zh'], spoken: ['en', ...Object.keys(ESPEAK_LANGUAGES)] },
      purpose: 'demo and tests: it hears phrases of a vocabulary, said by machines',
    }),
  )
  app.post('/v1/audio/speech', speechRoute)
  app.post('/v1/audio/transcriptions', transcriptionRoute(recogniser, vocabularies))
  app.put('/v1/vocabularies/:id', async (c) =>
    c.json(await vocabularies.put(c.req.param('id'), await c.req.json().catch(() => undefined))),
  )
  return app
}
