import { repeatsAmbiguously } from './ambiguous-repeat.ts'

const UNBOUNDED = /^(?:[*+]|\{\d+,\})/
const REPEATED = /^(?:[*+]|\{\d+(?:,\d*)?\})/

/**
 * Why a regular expression may not be used; null when it may. Besides what the engine refuses, no repeat may hold one without
 * bound, and none without bound a choice: matching `(a+)+` or `(a|aa)+` can double its time with every character of a message,
 * `(a+){9}` takes its ninth power, and an isolate that stands still serves nobody. Nor may a repeat match the same text in two
 * ways, as `(aa?)+` does.
 */
export function patternFault(source: string, flags: string): string | null {
  try {
    new RegExp(source, flags)
  } catch (error) {
    return error instanceof Error ? error.message : 'bad pattern'
  }
  // Classes and escapes are single places of a pattern, whatever signs they hold.
  const places = source.replace(/\\(?:[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]/gsu, '.')
  const open: { repeats: boolean; chooses: boolean }[] = [{ repeats: false, chooses: false }]
  for (let at = 0; at < places.length; at += 1) {
    const sign = places[at]
    if (sign === '(') {
      open.push({ repeats: false, chooses: false })
      continue
    }
    const closed = sign === ')' && open.length > 1 ? open.pop() : undefined
    const around = open.at(-1)
    if (!around) continue
    if (sign === '|') around.chooses = true
    const rest = places.slice(at + 1)
    const isEndless = UNBOUNDED.test(rest)
    if ((closed?.repeats && REPEATED.test(rest)) || (closed?.chooses && isEndless))
      return 'a repeat may not hold one without bound, and one without bound may not hold a choice'
    if (isEndless || closed?.repeats) around.repeats = true
    if (closed?.chooses) around.chooses = true
  }
  return repeatsAmbiguously(source, flags) ? 'a repeat may not match the same text in two ways' : null
}
