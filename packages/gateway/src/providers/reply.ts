import { z } from 'zod'
import { parseJson } from '../durable/parse-json.ts'
import { ProviderError } from './provider-error.ts'

const toolCall = z.object({
  index: z.number().int().nonnegative().nullish(),
  id: z.string().nullish(),
  // Some answer with the arguments as an object, not as its text.
  function: z.object({
    name: z.string().nullish(),
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
})
const words = z.object({
  content: z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).nullish(),
  tool_calls: z.array(toolCall.nullable()).nullish(),
})
const answer = z.object({
  choices: z
    .array(z.object({ delta: words.nullish(), message: words.nullish(), finish_reason: z.string().nullish() }))
    .nullish(),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish(),
  error: z.unknown().optional(),
})

export type CallFragment = z.infer<typeof toolCall>

/** One chunk of a streamed answer, or a whole one: some send that, whatever they were asked for. */
export interface Reply {
  text: string
  calls: CallFragment[]
  /** `stop`, `tool_calls`, `length` …; null while it goes on. */
  finish: string | null
  tokens: number | null
}

/** @throws ProviderError when it is an error told within the answer, or not the protocol. */
export function readReply(json: string): Reply {
  const parsed = answer.safeParse(parseJson(json))
  if (!parsed.success) throw new ProviderError('malformed')
  const { choices, usage, error } = parsed.data
  if (error !== undefined && error !== null) throw new ProviderError('unavailable')
  const [choice] = choices ?? []
  const said = choice?.delta ?? choice?.message
  return {
    text: textOf(said?.content),
    calls: (said?.tool_calls ?? []).filter((call) => call !== null),
    finish: choice?.finish_reason ?? null,
    tokens: usage?.total_tokens ?? null,
  }
}

const textOf = (content: z.infer<typeof words>['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('')

const vectors = z.object({
  data: z.array(
    z.object({ index: z.number().int().nonnegative().optional(), embedding: z.array(z.number()).min(1).max(8_192) }),
  ),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish(),
})

/** @throws ProviderError `malformed` when there is not one vector of the same length for each text. */
export function readVectors(json: string, count: number): { vectors: number[][]; tokens: number | null } {
  const parsed = vectors.safeParse(parseJson(json))
  if (!parsed.success) throw new ProviderError('malformed')
  const { data, usage } = parsed.data
  const placed = data
    .map(({ index, embedding }, at) => ({ index: index ?? at, embedding }))
    .sort((a, b) => a.index - b.index)
  const [first] = placed
  const isWhole =
    placed.length === count &&
    placed.every(({ index, embedding }, at) => index === at && embedding.length === first?.embedding.length)
  if (!isWhole) throw new ProviderError('malformed')
  return { vectors: placed.map(({ embedding }) => embedding), tokens: usage?.total_tokens ?? null }
}
