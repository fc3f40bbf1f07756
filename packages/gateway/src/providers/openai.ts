import { retryAfterOf } from '../net/retry-after.ts'
import { Patience } from './patience.ts'
import type { ChatMessage, ChatOptions, ChatPart, ContentPart, Provider } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import { type Reply, readReply, readVectors } from './reply.ts'
import { EventReader } from './sse.ts'
import { Thoughts } from './thoughts.ts'
import { guessAsked, guessTokens } from './tokens.ts'
import { ToolCalls } from './tool-calls.ts'

/** An answer of more bytes than this is none to a question of ours; vectors are long. */
const CHAT_BYTES = 1024 * 1024
const VECTORS_BYTES = 16 * 1024 * 1024
/** A question for a customer is answered in less. */
const ANSWER_CHARS = 20_000
/** As long as an answer asks to be left alone for no more than this, it is asked once more. */
const RETRY_MS = 1_500
const RETRY_UNASKED_MS = 200

interface Address {
  url: string
  model: string
  key?: string | undefined
  timeoutMs: number
  idleMs: number
}

/** A provider at an address that speaks OpenAI's `/chat/completions` and `/embeddings`, by plain fetch. */
export class OpenAi implements Provider {
  readonly #address: Address
  #calls = 0

  constructor(address: Address) {
    this.#address = address
  }

  async *chat(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<ChatPart> {
    const { timeoutMs, idleMs, model } = this.#address
    const patience = new Patience(Math.min(timeoutMs, options.withinMs), idleMs)
    const body = {
      model,
      messages: messages.map(written),
      max_tokens: options.maxTokens,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
      ...(options.tools?.length && {
        tools: options.tools.map((tool) => ({ type: 'function', function: tool })),
        tool_choice: 'auto',
      }),
    }
    try {
      const response = await this.#ask('chat/completions', body, patience)
      yield* this.#parts(repliesOf(response, patience), guessAsked(messages))
    } finally {
      patience.end()
    }
  }

  async embed(texts: readonly string[]): Promise<{ vectors: number[][]; tokens: number }> {
    const { timeoutMs, model } = this.#address
    // Nothing comes until all of it does.
    const patience = new Patience(timeoutMs, timeoutMs)
    try {
      const response = await this.#ask('embeddings', { model, input: texts, encoding_format: 'float' }, patience)
      let json = ''
      const decoder = new TextDecoder()
      for await (const bytes of piecesOf(response, patience, VECTORS_BYTES))
        json += decoder.decode(bytes, { stream: true })
      const { vectors, tokens } = readVectors(json + decoder.decode(), texts.length)
      return { vectors, tokens: tokens ?? guessTokens(texts.join(' ')) }
    } finally {
      patience.end()
    }
  }

  async *#parts(replies: AsyncIterable<Reply | 'done'>, asked: number): AsyncIterable<ChatPart> {
    const calls = new ToolCalls()
    const thoughts = new Thoughts()
    let finish: string | null = null
    let isDone = false
    let tokens: number | null = null
    let length = 0
    for await (const reply of replies) {
      if (reply === 'done') {
        isDone = true
        continue
      }
      for (const call of reply.calls) calls.add(call)
      finish = reply.finish ?? finish
      tokens = reply.tokens ?? tokens
      length += reply.text.length
      if (length > ANSWER_CHARS) throw new ProviderError('too_long')
      const text = thoughts.take(reply.text)
      if (text !== '') yield { do: 'say', text }
    }
    yield { do: 'cost', tokens: tokens ?? asked + Math.ceil(length / 2) }
    if (finish === 'length' || (finish === null && !isDone)) throw new ProviderError('cut_off')
    if (finish === 'content_filter') throw new ProviderError('refused')
    const rest = thoughts.end()
    if (rest !== '') yield { do: 'say', text: rest }
    const done = calls.done(this.#calls)
    this.#calls += done.length
    for (const call of done) yield { do: 'call', call }
  }

  async #ask(path: string, body: object, patience: Patience): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      const response = await this.#post(path, body, patience)
      if (response.ok) return response
      await response.body?.cancel().catch(() => {}) // it is not read either way
      const { status } = response
      const error = new ProviderError(failureOf(status), retryAfterOf(response, Date.now()))
      const isPassing = status === 429 || status >= 500
      if (!isPassing || tries > 0 || (error.retryAfterMs ?? 0) > RETRY_MS) throw error
      await patience.of(new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? RETRY_UNASKED_MS)))
    }
  }

  async #post(path: string, body: object, patience: Patience): Promise<Response> {
    const { url, key } = this.#address
    const asked = fetch(`${url.replace(/\/+$/, '')}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: patience.signal,
    })
    try {
      return await patience.of(asked)
    } catch (error) {
      asked.catch(() => {}) // it was given up on
      throw error instanceof ProviderError ? error : new ProviderError('unavailable')
    }
  }
}

/** Chunks of a streamed answer; one that was not streamed, whatever it was asked for, is one chunk. */
async function* repliesOf(response: Response, patience: Patience): AsyncIterable<Reply | 'done'> {
  const reader = new EventReader()
  const decoder = new TextDecoder()
  let whole: string | null = null
  let hasBegun = false
  for await (const bytes of piecesOf(response, patience, CHAT_BYTES)) {
    const first: number | undefined = hasBegun ? undefined : bytes.find((byte) => byte > SPACE)
    if (!hasBegun && first === undefined) continue
    if (first === BRACE) whole = ''
    hasBegun = true
    if (whole === null) yield* events(reader.take(bytes))
    else whole += decoder.decode(bytes, { stream: true })
  }
  if (whole === null) yield* events(reader.end())
  else yield readReply(whole + decoder.decode())
}

const SPACE = 0x20
/** Whatever it says of itself, what begins with a brace is no event. */
const BRACE = 0x7b

function* events(data: readonly string[]): Iterable<Reply | 'done'> {
  for (const each of data) yield each.trim() === '[DONE]' ? 'done' : readReply(each)
}

async function* piecesOf(response: Response, patience: Patience, limit: number): AsyncIterable<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) throw new ProviderError('malformed')
  let length = 0
  try {
    for (;;) {
      const { done, value } = await patience.of(reader.read())
      if (done) return
      length += value.byteLength
      if (length > limit) throw new ProviderError('too_long')
      yield value
    }
  } catch (error) {
    throw error instanceof ProviderError ? error : new ProviderError('cut_off')
  } finally {
    reader.cancel().catch(() => {}) // it is over either way
  }
}

function written(message: ChatMessage): object {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.call, content: message.content }
  if (message.role !== 'assistant') return { role: message.role, content: contentOf(message.content) }
  const calls = message.calls ?? []
  return {
    role: 'assistant',
    // Never null, which some refuse.
    content: message.content,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, input }) => ({
        id,
        type: 'function',
        function: { name, arguments: JSON.stringify(input ?? {}) },
      })),
    }),
  }
}

const contentOf = (content: string | readonly ContentPart[]): string | object[] =>
  typeof content === 'string'
    ? content
    : content.map((part) =>
        part.type === 'text'
          ? part
          : { type: 'image_url', image_url: { url: `data:${part.mime};base64,${base64(part.bytes)}` } },
      )

const STEP = 0x8000

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(binary)
}

function failureOf(status: number): ProviderError['code'] {
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'unavailable' : 'refused'
}
