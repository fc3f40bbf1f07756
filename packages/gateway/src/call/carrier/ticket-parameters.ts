/** A name and its value may have 500 characters together: https://www.twilio.com/docs/voice/twiml/stream#custom-parameters */
const CHARS = 400
const NAME = 'ticket'
const MOST = 8

/** A ticket as what a stream is to bring along: no carrier takes it in one piece. */
export function asParameters(ticket: string): Record<string, string> {
  const count = Math.ceil(ticket.length / CHARS)
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`${NAME}${n}`, ticket.slice(n * CHARS, (n + 1) * CHARS)]),
  )
}

/** What the pieces come to; no ticket when some are missing. */
export const ticketIn = (parameters: Readonly<Record<string, string>>): string =>
  Array.from({ length: MOST }, (_, n) => parameters[`${NAME}${n}`] ?? '').join('')
