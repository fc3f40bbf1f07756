import { stripVTControlCharacters } from 'node:util'

/** A failure is told in so many lines, and so many failures of a suite. */
const LINES = 12
const MOST = 10

/** How vitest and web-test-runner begin to tell of one. */
const BEGINS = /^\s*(?:FAIL |❌|𐄂)/u
/** What ends the telling: the next of vitest's rules, its summary, or the other's bar. */
const ENDS = /^\s*(?:⎯{3}|Test Files |\S+: \|)/u

/** What a suite's report says of its failures, so that it can be said again where it is looked for: at the end. */
export function failuresOf(output: string): string[] {
  const told: string[][] = []
  let open = false
  for (const line of stripVTControlCharacters(output).split('\n')) {
    if (BEGINS.test(line)) {
      told.push([])
      open = true
    } else if (ENDS.test(line)) open = false
    if (open && line.trim() !== '') told.at(-1)?.push(line)
  }
  return told.slice(0, MOST).map((lines) => lines.slice(0, LINES).join('\n'))
}
