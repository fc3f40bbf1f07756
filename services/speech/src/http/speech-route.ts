import { bytesOf } from '@baton/sound/pcm'
import { writeWav } from '@baton/sound/wav'
import type { Context } from 'hono'
import { z } from 'zod'
import { RATE, speech } from '../voices/speech.ts'
import { voiceFor } from '../voices/voice.ts'
import { MOST_CHARACTERS, MOST_SPEAKING } from './limits.ts'
import { SpeechError } from './problem.ts'

const request = z.object({
  /** Taken as it comes: there is one engine a language. */
  model: z.string().max(100).optional(),
  input: z.string().min(1).max(MOST_CHARACTERS),
  voice: z.string().max(100).default('slt'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/)
    .optional(),
  response_format: z.enum(['pcm', 'wav']).default('wav'),
  speed: z.number().min(0.25).max(4).default(1),
})

let speaking = 0

/** `POST /v1/audio/speech`: a text aloud, from its first sound on. */
export async function speechRoute(c: Context): Promise<Response> {
  const read = request.safeParse(await c.req.json().catch(() => undefined))
  if (!read.success) throw new SpeechError('invalid_request', read.error.issues[0]?.path.join('.') || 'body')
  const { input, voice: name, language, response_format: format, speed } = read.data
  const voice = voiceFor(name, language, input)
  if (!voice) throw new SpeechError('language_unsupported', language)
  if (speaking >= MOST_SPEAKING) throw new SpeechError('busy')

  const stop = new AbortController()
  c.req.raw.signal.addEventListener('abort', () => stop.abort())
  const blocks = counted(speech(voice, input, { speed, signal: stop.signal }))
  if (format === 'wav') {
    const all: Int16Array[] = []
    for await (const block of blocks) all.push(block)
    return c.body(writeWav({ rate: RATE, samples: whole(all) }), 200, { 'content-type': 'audio/wav' })
  }
  // The first block before the answer: what cannot be said is told as an error, not as an answer that breaks off.
  const first = await blocks.next()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (first.value) controller.enqueue(bytesOf(first.value))
    },
    pull: async (controller) => {
      const { done, value } = await blocks.next()
      if (done) controller.close()
      else controller.enqueue(bytesOf(value))
    },
    cancel: () => stop.abort(),
  })
  return c.body(body, 200, { 'content-type': `audio/L16;rate=${RATE}` })
}

async function* counted(blocks: AsyncGenerator<Int16Array>): AsyncGenerator<Int16Array> {
  speaking += 1
  try {
    yield* blocks
  } finally {
    speaking -= 1
  }
}

function whole(blocks: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let at = 0
  for (const block of blocks) {
    samples.set(block, at)
    at += block.length
  }
  return samples
}
