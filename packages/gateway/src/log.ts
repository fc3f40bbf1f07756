type Level = 'info' | 'warn' | 'error'

/**
 * One line of the log: JSON with a stable `event` and what says where. Never messages, names, tokens or bodies, and never
 * an error's own text: it may quote what a customer wrote.
 */
export const log = (level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}): void =>
  console[level](JSON.stringify({ level, event, ...fields }))

/** Something failed and will be tried again, or was answered with a refusal. */
export const warn = (event: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void =>
  log('warn', event, { ...fields, error: kindOf(error) })

/** All that the log may know of an error. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
