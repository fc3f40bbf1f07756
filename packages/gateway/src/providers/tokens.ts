import type { ChatMessage } from './provider.ts'

/** A picture is about a thousand tokens. */
const PICTURE_TOKENS = 1_000

/** About how many tokens a text is: a Chinese character is one, four Latin letters are one. For whoever does not say. */
export function guessTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}

/** The same of what a model is asked. Never of a picture's bytes, of which there are millions. */
export const guessAsked = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, message) => sum + guessMessage(message), 0)

function guessMessage(message: ChatMessage): number {
  const calls = message.role === 'assistant' && message.calls ? guessTokens(JSON.stringify(message.calls)) : 0
  if (typeof message.content === 'string') return guessTokens(message.content) + calls
  return message.content.reduce(
    (sum, part) => sum + (part.type === 'text' ? guessTokens(part.text) : PICTURE_TOKENS),
    calls,
  )
}
