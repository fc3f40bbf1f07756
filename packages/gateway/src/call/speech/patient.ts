import { retryAfterOf } from '../../net/retry-after.ts'
import { isTimeout, within } from '../../net/within.ts'
import { ProviderError } from '../../providers/provider-error.ts'

/**
 * Asks a provider of speech, once: whoever is on the telephone does not wait for a second try. Neither address nor answer is
 * in what it throws.
 *
 * @throws ProviderError
 */
export async function askSpeech(
  url: string,
  init: RequestInit,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Response> {
  let response: Response
  try {
    response = await within(timeoutMs, (patience) =>
      fetch(url, { ...init, redirect: 'manual', signal: signal ? AbortSignal.any([patience, signal]) : patience }),
    )
  } catch (error) {
    throw new ProviderError(isTimeout(error) ? 'timeout' : 'unavailable')
  }
  if (response.ok || response.status === 101) return response
  await response.body?.cancel().catch(() => {}) // it is not read either way
  throw new ProviderError(failureOf(response.status), retryAfterOf(response, Date.now()))
}

function failureOf(status: number): ProviderError['code'] {
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'unavailable' : 'refused'
}

/**
 * The bytes of an answer as they come.
 *
 * @throws ProviderError `timeout` when the whole of it took too long, `cut_off` when it broke off, `too_long`.
 */
export async function* bytesOfAnswer(response: Response, most: number): AsyncIterable<Uint8Array> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) throw new ProviderError('malformed')
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      length += value.byteLength
      if (length > most) throw new ProviderError('too_long')
      yield value
    }
  } catch (error) {
    if (error instanceof ProviderError) throw error
    throw new ProviderError(isTimeout(error) ? 'timeout' : 'cut_off')
  } finally {
    reader.cancel().catch(() => {}) // it is over either way
  }
}

/**
 * The whole of a short answer, as JSON.
 *
 * @throws ProviderError
 */
export async function jsonOfAnswer(response: Response, most = 256 * 1024): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of bytesOfAnswer(response, most)) text += decoder.decode(bytes, { stream: true })
  try {
    return JSON.parse(text + decoder.decode())
  } catch {
    throw new ProviderError('malformed') // whatever it is, it is not what was asked for
  }
}
