// A quoted cell (quotes in it are doubled), or a bare one; then a comma or the end of the line.
const CELL = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y

/** Lines of cells of a CSV text (RFC 4180). Empty lines are left out. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  CELL.lastIndex = text.startsWith('\ufeff') ? 1 : 0
  for (let match = CELL.exec(text); match; match = CELL.exec(text)) {
    const [, quoted, bare = '', end] = match
    line.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end !== ',') {
      if (line.length > 1 || line[0] !== '') lines.push(line)
      line = []
    }
    if (end !== ',' && CELL.lastIndex >= text.length) break
  }
  return lines
}
