import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { RecogniserGone } from '../recogniser/thread.ts'

/** Everything that is refused, by its stable code. */
const ERRORS = {
  invalid_request: { status: 400, title: 'The request is not valid.', retryable: false },
  audio_unreadable: { status: 400, title: 'The file is not a WAV of one channel of 16-bit PCM.', retryable: false },
  forbidden: { status: 403, title: 'Only programs of this machine may ask.', retryable: false },
  vocabulary_unknown: {
    status: 404,
    title: 'No vocabulary of that id is here; put it again.',
    retryable: false,
  },
  not_found: { status: 404, title: 'There is nothing here.', retryable: false },
  too_large: { status: 413, title: 'The request is too large.', retryable: false },
  language_unsupported: { status: 422, title: 'Nothing here speaks or understands that language.', retryable: false },
  busy: { status: 429, title: 'Too many are being served.', retryable: true },
  internal: { status: 500, title: 'Something went wrong here.', retryable: true },
  unavailable: { status: 503, title: 'The recogniser ended meanwhile; ask again.', retryable: true },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string; retryable: boolean }>

export type SpeechErrorCode = keyof typeof ERRORS

/** `detail` says what exactly was wrong, never what was said. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError'
  readonly code: SpeechErrorCode
  readonly detail: string | undefined

  constructor(code: SpeechErrorCode, detail?: string) {
    super(ERRORS[code].title)
    this.code = code
    this.detail = detail
  }
}

/** The one place that turns an error into an answer: RFC 9457 problem+json. */
export function answerProblem(c: Context, error: unknown): Response {
  const { code, detail } = error instanceof SpeechError ? error : { code: codeOf(error), detail: undefined }
  // Its kind only: a message may quote what somebody said.
  if (code === 'internal') console.error(`speech: ${error instanceof Error ? error.stack : typeof error}`)
  const { status, title, retryable } = ERRORS[code]
  const body = { type: `urn:baton:error:${code}`, title, status, code, retryable, ...(detail && { detail }) }
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  })
}

function codeOf(error: unknown): SpeechErrorCode {
  if (error instanceof HTTPException) return 'invalid_request'
  // Whoever asked has gone, and reads no answer.
  if (error instanceof DOMException && error.name === 'AbortError') return 'unavailable'
  return error instanceof RecogniserGone ? 'unavailable' : 'internal'
}
