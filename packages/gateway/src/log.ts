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
  console[level](JSON.stringify({ level, event, ...(request && { request }), ...fields }))
}

/** Something failed and will be tried again, or was answered with a refusal. */
export const warn = (event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void =>
  log('warn', event, { ...fields, error: kindOf(error) })

/** All that the log may know of an error. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
