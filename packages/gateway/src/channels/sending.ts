import { BatonError } from '../http/baton-error.ts'
import { OutsideError } from '../net/outside.ts'
import type { OutgoingFile, Sent, Tools } from './channel.ts'
import { type Fields, fieldsOf, wellFormed } from './reading.ts'

/** What a vendor answered, with its body read as JSON. */
export interface Answer {
  status: number
  headers: Headers
  body: Fields
}

/** Asks a vendor. Null when nothing came back: then it may or may not be done. */
export async function asked(request: Promise<Response>): Promise<Answer | null> {
  try {
    const response = await request
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: fieldsOf(JSON.parse(text || '{}')) }
  } catch {
    return null
  }
}

/** Nothing came back, or nothing one can read: later, and not because it was too much. */
export const LATER: Sent = { as: 'later', isOverload: false }

/** It was too much. `seconds`: when the vendor wants to be asked again, where it says so. */
export const tooMuch = (seconds: unknown): Sent => {
  const wait = Number(seconds)
  const isTold = seconds !== null && seconds !== undefined && wait >= 0 && Number.isFinite(wait)
  return { as: 'later', isOverload: true, ...(isTold && { retryAfterMs: Math.ceil(wait * 1_000) }) }
}

/** Nobody was reached at an address somebody gave. One that must not be asked will not be another one later. */
export const unreached = (error: unknown): Sent =>
  error instanceof OutsideError && (error.code === 'address_refused' || error.code === 'redirected')
    ? { as: 'failed', reason: 'rejected', text: error.code }
    : { as: 'later', isOverload: true }

/** What a vendor said of a refusal, without line breaks and no longer than is read. */
export const saying = (text: string | undefined): { text?: string } =>
  text === undefined ? {} : { text: wellFormed(text.replace(/\s+/g, ' ').slice(0, 300)) }

/** A file of ours as what a form takes, or what became of it without. */
export async function formFile(file: OutgoingFile, tools: Tools): Promise<File | Sent> {
  try {
    return new File([await new Response(await tools.file(file)).arrayBuffer()], file.name, { type: file.type })
  } catch (error) {
    const isGone = error instanceof BatonError && error.code === 'file_gone'
    return isGone ? { as: 'failed', reason: 'unsupported' } : LATER
  }
}

/** What `media` says of a file whose address was not told: whether it comes back later, is too large, or is gone. */
export function unfetched(answer: Answer | null, isTooLarge = false): Response {
  const isPassing = !answer || answer.status === 429 || answer.status >= 500
  const wait = answer?.headers.get('retry-after')
  return new Response(null, {
    status: isPassing ? 503 : isTooLarge ? 413 : 404,
    ...(typeof wait === 'string' && { headers: { 'retry-after': wait } }),
  })
}
