import type { OutgoingFile, Tools } from './channel.ts'
import { type Fields, textOf } from './reading.ts'
import { asked } from './sending.ts'

/** WeChat and WeCom are asked in the same way: JSON, a token in the address, and a number that says how it went. */

type Host = 'wechat' | 'wecom'

/** Null: nothing that can be understood came back. */
export async function ask(tools: Tools, host: Host, path: string, body?: object): Promise<Fields | null> {
  const isForm = body instanceof FormData
  const answer = await asked(
    tools.fetch(host, path, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(body !== undefined && !isForm && { headers: { 'content-type': 'application/json; charset=utf-8' } }),
    }),
  )
  return answer?.status === 200 ? answer.body : null
}

export const withToken = (tools: Tools, path: string, query: Readonly<Record<string, string>> = {}): string =>
  `${path}?${new URLSearchParams({ access_token: tools.token ?? '', ...query })}`

/** Zero when all is well, which some answers do not say. */
export const errorOf = ({ errcode }: Fields): number => (typeof errcode === 'number' ? errcode : 0)

/** The token was never theirs, is another by now, or its time is over. */
export const isStale = (answer: Fields): boolean => [40001, 40014, 41001, 42001].includes(errorOf(answer))

/** For whoever reads why something was refused. */
export const refusalOf = (answer: Fields): string => `${errorOf(answer)} ${textOf(answer.errmsg) ?? ''}`

/** Puts a file of ours at the vendor's. */
export async function upload(tools: Tools, host: Host, type: string, file: OutgoingFile): Promise<Fields | null> {
  const form = new FormData()
  const bytes = await new Response(await tools.file(file)).arrayBuffer()
  form.set('media', new Blob([bytes], { type: file.type }), file.name)
  return ask(tools, host, withToken(tools, '/cgi-bin/media/upload', { type }), form)
}

/** A file of the vendor's. A video of WeChat's is an address of their own instead. */
export async function download(tools: Tools, host: Host, ref: string): Promise<Response> {
  const response = await tools.fetch(host, withToken(tools, '/cgi-bin/media/get', { media_id: ref }))
  // What a customer sends may be a text, too: a file says that it is one, and a refusal does not.
  const isFile = /^\s*attachment\b/i.test(response.headers.get('content-disposition') ?? '')
  const isAnswer = !isFile && /json|text\/plain/.test(response.headers.get('content-type') ?? '')
  if (!response.ok || !isAnswer) return response
  const answer = (await asked(Promise.resolve(response)))?.body ?? { errcode: -1 }
  const video = textOf(answer.video_url)
  if (video) return tools.fetchOutside(video.replace(/^http:/, 'https:'))
  if (isStale(answer)) return new Response(null, { status: 401 })
  return new Response(null, { status: errorOf(answer) === -1 ? 503 : 404 })
}
