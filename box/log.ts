export type Level = 'info' | 'warn' | 'error'
type Fields = Readonly<Record<string, unknown>>

export interface Log {
  /** Something the supervisor did or saw. */
  say(level: Level, event: string, fields?: Fields): void
  /** A line the gateway's process printed. */
  pass(line: string): void
}

const LEVELS: Readonly<Record<string, Level>> = { info: 'info', warning: 'warn', error: 'error', fatal: 'error' }

/** One JSON object a line: `time`, `level`, `source`, `event`, and what belongs to it. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const put = (level: Level, source: string, event: string, fields: Fields): void =>
    write(onOneLine(JSON.stringify({ time: now().toISOString(), level, source, event, ...fields })))
  return {
    say: (level, event, fields = {}) => put(level, 'supervisor', event, fields),
    pass(line) {
      const entry = entryOf(line)
      if (entry) return put(entry.level, 'gateway', entry.event, entry.fields)
      const [, word = 'info'] = line.match(/^\S+:\d+: (\w+):/) ?? []
      put(LEVELS[word] ?? 'info', 'workerd', 'workerd.line', { message: line })
    },
  }
}

/** As the Worker does it: a line that was read and is written again is as it was. */
const onOneLine = (json: string): string =>
  json.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A line of the Worker's own, see `log.ts` of the gateway. What it says can pose as neither time nor source. */
function entryOf(line: string): { level: Level; event: string; fields: Fields } | null {
  if (!line.startsWith('{')) return null
  try {
    const { level, event, time: _time, source: _source, ...fields } = JSON.parse(line)
    return typeof event === 'string' && (level === 'info' || level === 'warn' || level === 'error')
      ? { level, event, fields }
      : null
  } catch {
    return null // not JSON after all: passed on as it is
  }
}
