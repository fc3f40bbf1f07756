import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import type { WebSocket } from 'ws'

// The tests' own conditions would choose what `ws` has for browsers, which is nothing.
const { WebSocketServer } = createRequire(import.meta.url)('ws') as typeof import('ws')

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the stand-in for whatever recognises and speaks. */
    speechUrl: string
  }
}

/** What is answered, in order, the last one again and again. */
export interface SpeechScript {
  /** To `/audio/transcriptions`. */
  hears?: { text?: string; confidence?: number; status?: number; delayMs?: number; body?: string }[]
  /** To `/audio/speech` and `v1/speak`: a tone as long as the text, or a failure. */
  says?: {
    status?: number
    delayMs?: number
    msPerCharacter?: number
    contentType?: string
    rate?: number
    half?: true
  }[]
  /** On a socket, each after so many bytes of sound have come; `close` ends it. */
  tells?: { afterBytes: number; message?: object; close?: true }[]
  /** To `/vocabularies`. */
  vocabulary?: number
  /** A socket is refused with this. */
  refuses?: number
}

export interface SpeechAsked {
  path: string
  query: Record<string, string>
  authorization: string | null
  /** Fields of a form or of JSON; of a file, how it begins and how long it is. */
  fields: Record<string, unknown>
  /** Text frames of a socket, and bytes of sound. */
  frames?: unknown[]
  bytes?: number
}

const KEY = 'sk-secret-of-the-voice'

/**
 * Recognises and speaks as scripted, on a real socket outside workerd: OpenAI's protocol below `/openai/<name>/v1`, Deepgram's
 * below `/deepgram/<name>`. `PUT /scripts/<name>` says what, `GET /asked/<name>` what came. Strict about what each demands.
 */
export default async function speechServer(project: TestProject): Promise<() => Promise<void>> {
  const scripts = new Map<string, SpeechScript>()
  const asked = new Map<string, SpeechAsked[]>()
  const note = (name: string, each: SpeechAsked): SpeechAsked => {
    asked.set(name, [...(asked.get(name) ?? []), each])
    return each
  }
  /** Which answer is next of this kind. */
  const nth = <Each>(name: string, path: RegExp, list: Each[] = []): Each | undefined => {
    const before = (asked.get(name) ?? []).filter((each) => path.test(each.path)).length - 1
    return list[Math.min(before, list.length - 1)]
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const [, room = '', name = '', ...rest] = url.pathname.split('/')
    const path = rest.join('/')
    const bytes = await bytesOf(request)
    if (!bytes) return
    if (room === 'scripts') {
      scripts.set(name, JSON.parse(bytes.toString('utf8')))
      return response.end()
    }
    if (room === 'asked') return response.end(JSON.stringify(asked.get(name) ?? []))
    const script = scripts.get(name) ?? {}
    const fields = fieldsOf(request, bytes)
    const authorization = request.headers.authorization ?? null
    note(name, { path, query: Object.fromEntries(url.searchParams), authorization, fields })
    if (authorization !== `${room === 'openai' ? 'Bearer' : 'Token'} ${KEY}`) return response.writeHead(401).end()
    if (path.startsWith('v1/vocabularies/')) return response.writeHead(script.vocabulary ?? 204).end()
    if (path === 'v1/audio/transcriptions') {
      if (!fields.file || !fields.model || !fields.language) return response.writeHead(400).end()
      const { text = '', confidence, status, delayMs = 0, body } = nth(name, /transcriptions$/, script.hears) ?? {}
      await pause(delayMs)
      if (status) return response.writeHead(status, { 'retry-after': '0' }).end()
      response.setHeader('content-type', 'application/json')
      return response.end(body ?? JSON.stringify({ text, ...(confidence !== undefined && { confidence }) }))
    }
    if (path === 'v1/audio/speech' || path === 'v1/speak') {
      const text = String(fields.input ?? fields.text ?? '')
      const isAsked =
        path === 'v1/speak'
          ? url.searchParams.get('encoding') === 'linear16' && url.searchParams.get('container') === 'none'
          : fields.model && fields.voice && fields.response_format === 'pcm'
      if (text === '' || !isAsked) return response.writeHead(400).end()
      return speak(response, text, nth(name, /speech$|speak$/, script.says) ?? {})
    }
    return response.writeHead(404).end()
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const [, , name = '', ...rest] = url.pathname.split('/')
    const script = scripts.get(name) ?? {}
    const authorization = request.headers.authorization ?? null
    const query = Object.fromEntries(url.searchParams)
    const came = note(name, { path: rest.join('/'), query, authorization, fields: {}, frames: [], bytes: 0 })
    const isRefused = authorization !== `Token ${KEY}` || query.encoding !== 'linear16' || query.sample_rate !== '16000'
    if (isRefused || script.refuses) {
      socket.end(`HTTP/1.1 ${script.refuses ?? 401} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => listen(ws, came, script))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('speechUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function listen(ws: WebSocket, came: SpeechAsked, { tells = [] }: SpeechScript): void {
  const left = [...tells]
  ws.on('message', (data: Buffer, isBinary) => {
    if (isBinary) came.bytes = (came.bytes ?? 0) + data.length
    else came.frames?.push(JSON.parse(data.toString('utf8')))
    for (let next = left[0]; next && (came.bytes ?? 0) >= next.afterBytes; next = left[0]) {
      left.shift()
      if (next.close) ws.close(1011)
      else ws.send(JSON.stringify(next.message))
    }
  })
}

/** Half a sample at the end of a piece, as networks cut them. */
async function speak(
  response: ServerResponse,
  text: string,
  {
    status,
    delayMs = 0,
    msPerCharacter = 50,
    rate = 24_000,
    contentType,
    half,
  }: NonNullable<SpeechScript['says']>[number],
): Promise<void> {
  await pause(delayMs)
  if (status) {
    response.writeHead(status).end()
    return
  }
  const samples = Math.round((rate * text.length * msPerCharacter) / 1_000)
  const sound = Buffer.alloc(samples * 2)
  for (let at = 0; at < samples; at += 1)
    sound.writeInt16LE(Math.round(12_000 * Math.sin((at * 2 * Math.PI * 300) / rate)), at * 2)
  response.writeHead(200, { 'content-type': contentType ?? `audio/L16;rate=${rate};channels=1` })
  const cut = Math.min(sound.length, Math.floor(sound.length / 2) | 1)
  response.write(sound.subarray(0, cut))
  await pause(5)
  if (half) response.destroy()
  else response.end(sound.subarray(cut))
}

/** Null when whoever asked has given up. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  try {
    for await (const part of request) parts.push(part as Buffer)
  } catch {
    return null // as it is meant to be when a turn goes on
  }
  return Buffer.concat(parts)
}

function fieldsOf(request: IncomingMessage, bytes: Buffer): Record<string, unknown> {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString('utf8'))
  const [, boundary] = /boundary="?([^";]+)/.exec(type) ?? []
  if (!boundary) return {}
  const fields: Record<string, unknown> = {}
  for (const part of bytes.toString('latin1').split(`--${boundary}`)) {
    const [, name] = /name="([^"]+)"/.exec(part) ?? []
    const body = part.slice(part.indexOf('\r\n\r\n') + 4, -2)
    if (name === 'file') {
      const wav = Buffer.from(body, 'latin1')
      fields.file = { begins: body.slice(0, 4), rate: wav.readUInt32LE(24), seconds: (wav.length - 44) / 32_000 }
    } else if (name) fields[name] = Buffer.from(body, 'latin1').toString('utf8')
  }
  return fields
}
