import { problemOfAnswer } from '../http/request.ts'
import type { Platform } from '../platform.ts'
import { BatonError, networkProblem } from '../problem.ts'

/** The gateway gives an upload as long. */
const UPLOAD_MS = 120_000

export interface PostOptions {
  /** The part that has left, 0 to 1. */
  onProgress?: ((part: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Puts bytes where a ticket allows it. Rejects with a `BatonError`, or with what `signal` gives. */
export async function postBytes(
  platform: Platform,
  url: string,
  ticket: string,
  bytes: Blob,
  { onProgress, signal }: PostOptions,
): Promise<void> {
  signal?.throwIfAborted()
  const headers = { authorization: `Bearer ${ticket}`, 'content-type': 'application/octet-stream' }
  // Only it tells how much has left; Node has none.
  const post = typeof XMLHttpRequest === 'undefined' ? postByFetch : postByXhr
  const { status, text } = await post(platform, url, headers, bytes, { onProgress, signal }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw error instanceof BatonError ? error : new BatonError(networkProblem)
  })
  if (status < 200 || status > 299) throw new BatonError(problemOfAnswer(status, parsed(text)))
}

interface Answer {
  status: number
  text: string
}

async function postByFetch(
  platform: Platform,
  url: string,
  headers: Record<string, string>,
  body: Blob,
  { onProgress, signal }: PostOptions,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(UPLOAD_MS)
  const response = await platform.fetch(url, {
    method: 'POST',
    credentials: 'omit',
    headers,
    body,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
  const text = await response.text()
  onProgress?.(1)
  return { status: response.status, text }
}

const postByXhr = (
  _: Platform,
  url: string,
  headers: Record<string, string>,
  body: Blob,
  { onProgress, signal }: PostOptions,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = () => reject(new BatonError(networkProblem))
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.timeout = UPLOAD_MS
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = fail
    request.ontimeout = fail
    request.onabort = fail
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body)
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not the gateway's answer: told by its status
  }
}
