/** Names why a request was given up: time was up before all of its answer was there. */
export const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError'

/**
 * Asks, and gives up when the whole answer has not come within this time. The timer is put away with the answer's last byte:
 * `AbortSignal.timeout` would keep an object from sleeping until it goes off.
 *
 * @throws what `ask` throws; a `TimeoutError` when time was up, while it asks or while the body is read.
 */
export async function within(ms: number, ask: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(new DOMException('no answer', 'TimeoutError')), ms)
  const done = (): void => clearTimeout(timer)
  try {
    const response = await ask(patience.signal)
    return watched(response, done)
  } catch (error) {
    done()
    throw patience.signal.aborted ? patience.signal.reason : error
  }
}

/** The same answer; `done` is told once its body was read to the end, broke off, or is not wanted. */
function watched(response: Response, done: () => void): Response {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (!reader) {
    done()
    return response
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      try {
        const { done: isEnd, value } = await reader.read()
        if (!isEnd) return stream.enqueue(value)
        done()
        stream.close()
      } catch (error) {
        done()
        stream.error(error)
      }
    },
    async cancel(reason) {
      done()
      await reader.cancel(reason)
    },
  })
  return new Response(body, response)
}
