import type { Range } from './ranges.ts'

/** So far before a label a value may begin, and so far behind it one may end, with all that may stand between. */
const BEFORE = 120
const BEHIND = 300
/** No label is longer. */
const LABEL = 40
/** What a pattern may look at beyond its match. */
const EDGE = 2
/** Labels that are closer share a stretch without each being looked for. */
const STEP = 240

/** The stretches of a text that a value beside one of these labels may stand in. `label` is global. */
export function around(text: string, label: RegExp): Range[] {
  const stretches: Range[] = []
  label.lastIndex = 0
  for (let match = label.exec(text); match; match = label.exec(text)) {
    const past = match.index + match[0].length + STEP
    const start = Math.max(0, match.index - BEFORE)
    const end = Math.min(text.length, past + BEHIND)
    const last = stretches.at(-1)
    if (last && start <= last.end) last.end = end
    else stretches.push({ start, end })
    if (past >= text.length) break
    // One may begin before and end behind where the step ends.
    label.lastIndex = past - LABEL
  }
  return stretches
}

/** What a global pattern matches in stretches of a text, as it would in the whole of it. */
export function matchesIn(text: string, stretches: readonly Range[], pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  for (const { start, end } of stretches) {
    const part = text.slice(0, end)
    pattern.lastIndex = start
    for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
      const isCut = end < text.length && match.index + match[0].length > end - EDGE
      if (!isCut) matches.push(match)
    }
  }
  return matches
}
