import { type AuditRecord, auditRecord } from '@baton/protocol'

/**
 * The records of an exported log, one a line; null for a line that is none. What else stands in a line is kept: its hash
 * covers it. `npm run` may have said before the first what it runs, in lines that begin with `>`.
 */
export const readLog = (text: string): (AuditRecord | null)[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('> '))
    .map((line) => {
      const value = parsed(line)
      return auditRecord.safeParse(value).success ? (value as AuditRecord) : null
    })

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // not JSON: the verifier names its place
  }
}
