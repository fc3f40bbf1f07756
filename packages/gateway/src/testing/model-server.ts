import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { obey } from './obedient-model.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the stand-in model, without the `/v1` of its API. */
    modelUrl: string
  }
}

/** How a reply is sent. Each is what some server of the protocol does. */
export type Quirk =
  /** One JSON object, though a stream was asked for … */
  | 'plain'
  /** … and called a stream. */
  | 'plain_as_stream'
  | 'crlf'
  /** Comments, events of other names, `tool_calls: null`, chunks without choices. */
  | 'padded'
  /** Bytes one by one, so that characters are cut. */
  | 'bytes'
  /** Ends without `[DONE]`. */
  | 'no_done'
  /** Ends after half of it, without a finish reason. */
  | 'half'
  /** Breaks the connection after half of it. */
  | 'broken'
  /** Sends half of it and then nothing more. */
  | 'stall'
  /** Never answers. */
  | 'silent'
  | 'length'
  | 'error_in_stream'
  | 'no_json'
  /** Goes on and on. */
  | 'huge'
  | 'redirect'
  /** Tool calls: whole in one chunk, in pieces without an index, or with arguments as an object. */
  | 'buffered_calls'
  | 'calls_without_index'
  | 'object_arguments'

export interface ModelReply {
  text?: string
  calls?: { name: string; arguments: string }[]
  quirk?: Quirk
  /** Refused with this status instead. */
  status?: number
  retryAfter?: string
  /** Before each chunk. */
  pauseMs?: number
}

export interface Asked {
  path: string
  authorization: string | null
  body: {
    model: string
    messages?: { role: string; content: unknown; tool_calls?: unknown }[]
    [field: string]: unknown
  }
}

/**
 * A model on a real socket, outside workerd. `PUT /scripts/<model>` says what it replies, in order, the last one again and
 * again; `GET /asked/<model>` what it was asked. A model called `obedient…` does whatever it reads. Strict as the strictest
 * server of the protocol: no `content: null`, no tool-call id longer than nine letters.
 */
export default async function modelServer(project: TestProject): Promise<() => Promise<void>> {
  const scripts = new Map<string, ModelReply[]>()
  const vectors = new Map<string, Record<string, number[]>>()
  const asked = new Map<string, Asked[]>()
  const server = createServer(async (request, response) => {
    const [, room = '', name = ''] = (request.url ?? '/').split('/')
    const model = decodeURIComponent(name)
    const raw = await textOf(request)
    if (room === 'scripts') {
      scripts.set(model, JSON.parse(raw))
      return response.end()
    }
    if (room === 'vectors') {
      vectors.set(model, JSON.parse(raw))
      return response.end()
    }
    if (room === 'asked') return response.end(JSON.stringify(asked.get(model) ?? []))
    const body: Asked['body'] = JSON.parse(raw)
    const before = asked.get(body.model) ?? []
    asked.set(body.model, [
      ...before,
      { path: request.url ?? '', authorization: request.headers.authorization ?? null, body },
    ])
    if (request.url === '/v1/embeddings') return embed(response, body, vectors.get(body.model) ?? {})
    if (isRefused(body)) return json(response, 400, { error: { message: 'bad request' } })
    if (body.model.startsWith('obedient')) return stream(response, obey(body))
    const script = scripts.get(body.model) ?? []
    const reply = script[Math.min(before.length, script.length - 1)] ?? { text: 'NONE' }
    return stream(response, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('modelUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

function isRefused({ messages = [] }: Asked['body']): boolean {
  return messages.some(({ content, tool_calls: calls }) => {
    const ids = Array.isArray(calls) ? calls.map(({ id }: { id: string }) => id) : []
    return content === null || content === undefined || ids.some((id) => id.length > 9)
  })
}

function embed(response: ServerResponse, { input }: Asked['body'], known: Record<string, number[]>): unknown {
  const texts = input as string[]
  const dimensions = Object.values(known)[0]?.length ?? 2
  const data = texts.map((text, index) => {
    const key = Object.keys(known).find((each) => text.includes(each))
    return { index, embedding: (key !== undefined && known[key]) || new Array(dimensions).fill(0) }
  })
  // Out of order, which the protocol allows.
  return json(response, 200, { data: data.reverse(), usage: { prompt_tokens: 9, total_tokens: 9 } })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const piecesOf = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size))

/** Ids as long as some servers make them. */
const longId = (at: number) => `chatcmpl-tool-${'0123456789abcdef'.repeat(4)}-${at}`

async function stream(response: ServerResponse, reply: ModelReply): Promise<void> {
  const { quirk, status, retryAfter, pauseMs = 0, text = '' } = reply
  if (status) {
    json(response, status, { error: { message: 'no' } }, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
    return
  }
  if (quirk === 'silent') return
  if (quirk === 'redirect') {
    response.writeHead(302, { location: '/v1/elsewhere' }).end()
    return
  }
  const whole = (reply.calls ?? []).map(({ name, arguments: given }, at) => ({
    index: at,
    id: longId(at),
    type: 'function',
    function: { name, arguments: quirk === 'object_arguments' ? JSON.parse(given) : given },
  }))
  const finish = quirk === 'length' ? 'length' : whole.length > 0 ? 'tool_calls' : 'stop'
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 }
  if (quirk === 'plain' || quirk === 'plain_as_stream') {
    const message = { role: 'assistant', content: text || null, ...(whole.length > 0 && { tool_calls: whole }) }
    const type = quirk === 'plain' ? 'application/json' : 'text/event-stream'
    response.writeHead(200, { 'content-type': type })
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: finish }], usage }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const end = quirk === 'crlf' ? '\r\n' : '\n'
  const write = async (event: unknown): Promise<void> => {
    if (pauseMs > 0) await pause(pauseMs)
    const line = `data: ${typeof event === 'string' ? event : JSON.stringify(event)}${end}${end}`
    if (quirk !== 'bytes') {
      response.write(line)
      return
    }
    for (const byte of Buffer.from(line)) {
      response.write(Buffer.of(byte))
      await pause(0)
    }
  }
  const say = (delta: object, reason: string | null = null) =>
    write({ choices: [{ index: 0, delta, finish_reason: reason }] })
  if (quirk === 'padded') response.write(': ping\n\nevent: other\nid: 7\nretry: 100\n\n')
  const pieces = quirk === 'bytes' ? [text] : piecesOf(text, 7)
  const half = quirk === 'half' || quirk === 'broken' || quirk === 'stall' || quirk === 'error_in_stream'
  for (const piece of half ? pieces.slice(0, Math.ceil(pieces.length / 2)) : pieces) {
    await say({ content: piece, ...(quirk === 'padded' && { tool_calls: null, role: 'assistant' }) })
    if (quirk === 'padded') await write({ choices: [] })
  }
  switch (quirk) {
    case 'stall':
      return
    case 'half':
      response.end()
      return
    case 'broken':
      // What was written arrives first.
      await pause(50)
      response.destroy()
      return
    case 'error_in_stream':
      await write({ error: { message: 'overloaded', code: 500 } })
      response.end()
      return
    case 'no_json':
      await write('{"choices":[{"delta":')
      response.end()
      return
    case 'huge':
      while (!response.destroyed) {
        await say({ content: 'All of it is true. [p1] '.repeat(100) })
        await pause(0)
      }
      return
  }
  for (const call of whole) {
    const { name, arguments: given } = call.function
    if (quirk === 'buffered_calls' || quirk === 'object_arguments') {
      await say({ content: null, tool_calls: [call] })
      continue
    }
    const index = quirk === 'calls_without_index' ? {} : { index: call.index }
    await say({ tool_calls: [{ ...index, id: call.id, type: 'function', function: { name, arguments: '' } }] })
    for (const piece of piecesOf(given, 5)) await say({ tool_calls: [{ ...index, function: { arguments: piece } }] })
  }
  await say({}, finish)
  await write({ choices: [], usage })
  if (quirk !== 'no_done') await write('[DONE]')
  response.end()
}
