import { z } from 'zod'
import { parseJson } from '../../durable/parse-json.ts'

/**
 * What Deepgram's sockets say, as documented:
 * Flux, https://developers.deepgram.com/reference/speech-to-text/listen-flux and https://developers.deepgram.com/docs/flux/state;
 * nova, https://developers.deepgram.com/reference/speech-to-text/listen-streaming and
 * https://developers.deepgram.com/docs/understand-endpointing-interim-results.
 */
const word = z.object({
  word: z.string(),
  punctuated_word: z.string().optional(),
  confidence: z.number().default(0),
  end: z.number().optional(),
})

const flux = z.object({
  type: z.literal('TurnInfo').optional(),
  event: z.enum(['Update', 'StartOfTurn', 'EagerEndOfTurn', 'TurnResumed', 'EndOfTurn']),
  transcript: z.string().default(''),
  words: z.array(word).default([]),
})

const nova = z.object({
  type: z.literal('Results'),
  is_final: z.boolean().default(false),
  speech_final: z.boolean().default(false),
  from_finalize: z.boolean().default(false),
  channel: z.object({
    alternatives: z.array(
      z.object({ transcript: z.string(), confidence: z.number().default(0), words: z.array(word).default([]) }),
    ),
  }),
})

const other = z.object({ type: z.string() })

export type FluxMessage = z.infer<typeof flux>
export type NovaMessage = z.infer<typeof nova>

type Read<Message> = { do: 'message'; message: Message } | { do: 'named'; type: string } | { do: 'nothing' }

export const readFlux = (data: unknown): Read<FluxMessage> => read(flux, data)
export const readNova = (data: unknown): Read<NovaMessage> => read(nova, data)

/** Kinds that are not known are told by their name; a provider adds some now and then. */
function read<Message>(schema: z.ZodType<Message>, data: unknown): Read<Message> {
  const json = typeof data === 'string' ? parseJson(data) : null
  const message = schema.safeParse(json)
  if (message.success) return { do: 'message', message: message.data }
  const named = other.safeParse(json)
  return named.success ? { do: 'named', type: named.data.type } : { do: 'nothing' }
}
