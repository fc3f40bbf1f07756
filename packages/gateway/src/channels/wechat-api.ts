import { type OutgoingFile, type Sent, StaleToken, type Tools } from './channel.ts'

/** WeChat and WeCom are asked in the same way: JSON, a token in the address, and a number that says how it went. */

type Host = 'wechat' | 'wecom'

export interface Answer {
  errcode?: number
  errmsg?: string
  [field: string]: unknown
}

/** It did not answer, or in no words of its own. */
export const LATER: Sent = { as: 'later', isOverload: true }

/** Null: nothing that can be understood came back. */
export async function ask(tools: Tools, host: Host, path: string, body?: unknown): Promise<Answer | null> {
  const isForm = body instanceof FormData
  try {
    const response = await tools.fetch(host, path, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && {
        body: isForm ? body : JSON.stringify(body),
        ...(!isForm && { headers: { 'content-type': 'application/json; charset=utf-8' } }),
      }),
    })
    const answer: unknown = response.ok ? await response.json() : null
    return typeof answer === 'object' ? (answer as Answer | null) : null
  } catch {
    // The vendor is down, slow, or says nothing of use: all the same to whoever asks.
    return null
  }
}

export const withToken = (tools: Tools, path: string, query: Readonly<Record<string, string>> = {}): string =>
  `${path}?${new URLSearchParams({ access_token: tools.token ?? '', ...query })}`

export const errorOf = (answer: Answer): number => (typeof answer.errcode === 'number' ? answer.errcode : 0)
export const textField = (answer: Answer, name: string): string | null => {
  const value = answer[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Puts a file of ours at the vendor's. */
export async function upload(tools: Tools, host: Host, type: string, file: OutgoingFile): Promise<Answer | null> {
  const form = new FormData()
  const bytes = await new Response(await tools.file(file)).arrayBuffer()
  form.set('media', new Blob([bytes], { type: file.type }), file.name)
  return ask(tools, host, withToken(tools, '/cgi-bin/media/upload', { type }), form)
}

/** A file of the vendor's. A video of WeChat's is an address of their own instead. */
export async function download(tools: Tools, host: Host, ref: string): Promise<Response> {
  const response = await tools.fetch(host, withToken(tools, '/cgi-bin/media/get', { media_id: ref }))
  if (!response.ok || !/json|text\/plain/.test(response.headers.get('content-type') ?? '')) return response
  const answer = (await response.json().catch(() => ({ errcode: -1 }))) as Answer
  const video = textField(answer, 'video_url')
  if (video) return tools.fetchOutside(video.replace(/^http:/, 'https:'))
  if (isStale(errorOf(answer))) throw new StaleToken()
  return new Response(null, { status: errorOf(answer) === -1 ? 503 : 404 })
}

/** The token was never theirs, is another by now, or its time is over. */
export const isStale = (code: number): boolean => [40001, 40014, 41001, 42001].includes(code)
