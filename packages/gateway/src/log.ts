import { metrics } from './metrics/metrics.ts'
import { requestId } from './request-id.ts'

type Level = 'info' | 'warn' | 'error'

/**
 * One line of the log: JSON with a stable `event` and what says where. Never messages, names, tokens or bodies, and never
 * an error's own text: it may quote what a customer wrote. `request` is there when a request is being answered.
 */
export function log(level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const request = requestId()
  metrics.logLines.add(level)
  console[level](onOneLine(JSON.stringify({ level, event, ...(request && { request }), ...fields })))
}

/** Escapes what JSON leaves as it is and a terminal or a viewer obeys: C1 controls, line separators, turns of direction. */
const onOneLine = (json: string): string =>
  json.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** Something failed and will be tried again, or was answered with a refusal. */
export const warn = (event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void =>
  log('warn', event, { ...fields, error: kindOf(error) })

/** All that the log may know of an error. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
