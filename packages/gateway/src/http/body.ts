import type { Context } from 'hono'
import { parseJson } from '../durable/parse-json.ts'
import { BatonError } from './baton-error.ts'

interface Issue {
  path: PropertyKey[]
  message: string
}
interface Schema<Value> {
  safeParse(value: unknown): { success: true; data: Value } | { success: false; error: { issues: Issue[] } }
}

const ISSUES_TOLD = 5

/**
 * The JSON body of a request, checked.
 *
 * @throws BatonError `request_malformed` with the first paths and reasons; values are not repeated.
 */
export async function readBody<Value>(c: Context, schema: Schema<Value>, maxBytes: number): Promise<Value> {
  const value = parseJson(await readText(c.req.raw, maxBytes))
  // The parser's message would quote the body; what matters is that it is not JSON.
  if (value === undefined) throw new BatonError('request_malformed', '(body): not JSON')
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const told = parsed.error.issues.slice(0, ISSUES_TOLD)
  throw new BatonError(
    'request_malformed',
    told.map(({ path, message }) => `${path.map(String).join('.') || '(body)'}: ${message}`).join('; '),
  )
}

/** Counts what arrives instead of trusting `content-length`, and stops reading at the limit. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new BatonError('request_malformed', `(body): larger than ${maxBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
