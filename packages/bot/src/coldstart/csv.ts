import type { ImportFault } from '@baton/protocol'

export interface CsvRow {
  /** Line of the file where it begins, from 1. */
  line: number
  cells: string[]
}

/** What separates cells: whichever of these is oftenest in the head. */
const SEPARATORS = [',', ';', '\t'] as const

/**
 * Rows of a CSV file (RFC 4180, with the separators spreadsheets write). A row that is malformed costs itself alone: reading goes on
 * at the next line. Our own because rows must be known by their lines, also when a quoted cell spans several, and a fault must not swallow
 * the rest of the file, as one open quote does elsewhere. Linear.
 */
export function readCsv(text: string): { rows: CsvRow[]; faults: ImportFault[] } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const separator = separatorOf(source)
  const rows: CsvRow[] = []
  const faults: ImportFault[] = []
  let at = 0
  let line = 1
  while (at < source.length) {
    const read = readRow(source, at, separator)
    const end = read?.end ?? endOfLine(source, at)
    if (!read) faults.push({ line, code: 'row_malformed' })
    else if (read.cells.some((cell) => cell !== '')) rows.push({ line, cells: read.cells })
    for (let next = source.indexOf('\n', at); next >= 0 && next < end; next = source.indexOf('\n', next + 1)) line += 1
    at = end
  }
  return { rows, faults }
}

/** One row from `at` on, and where the next begins; null when it is malformed. */
function readRow(source: string, at: number, separator: string): { cells: string[]; end: number } | null {
  const cells: string[] = []
  let from = at
  for (;;) {
    const cell = source[from] === '"' ? readQuoted(source, from) : readPlain(source, from, separator)
    if (!cell) return null
    cells.push(cell.text)
    const next = source[cell.end]
    if (next === separator) {
      from = cell.end + 1
      continue
    }
    if (next === '\r' && source[cell.end + 1] === '\n') return { cells, end: cell.end + 2 }
    if (next === '\n' || next === undefined) return { cells, end: cell.end + 1 }
    return null
  }
}

/** A quoted cell longer than this is an open quote. */
const LONGEST_CELL = 64 * 1024

function readQuoted(source: string, at: number): { text: string; end: number } | null {
  let text = ''
  let from = at + 1
  while (from - at < LONGEST_CELL) {
    const quote = source.indexOf('"', from)
    if (quote < 0 || quote - at > LONGEST_CELL) return null
    text += source.slice(from, quote)
    if (source[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    from = quote + 2
  }
  return null
}

function readPlain(source: string, at: number, separator: string): { text: string; end: number } | null {
  let end = at
  while (end < source.length && source[end] !== separator && source[end] !== '\n') {
    if (source[end] === '\r' && source[end + 1] === '\n') break
    if (source[end] === '"') return null
    end += 1
  }
  return { text: source.slice(at, end).trim(), end }
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end + 1
}

function separatorOf(source: string): string {
  const head = source.slice(0, endOfLine(source, 0))
  const count = (separator: string) => head.split(separator).length
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best))
}
