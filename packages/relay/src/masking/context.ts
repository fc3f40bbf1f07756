import { around, matchesIn } from './around.ts'
import type { Finding, Keep } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { DAY } from './runs.ts'

/** Something that is only known by the words beside it. Patterns are over the canonical writing. */
export interface Labelled {
  kind: string
  keep: Keep
  /** What it is called, in the three languages; without groups. */
  label: string
  /** What it looks like; without groups, and with a bound. */
  value: string
  /** What stands instead, given the value in its canonical writing. */
  placeholder: (value: string) => string
  /** Whether the value may also stand before its label: "123 is my CVV". */
  isAlsoBefore?: boolean
}

/** What people put between a label and its value. */
export const FILLER =
  '(?:[ :=,#("\'.>~-]|(?<![a-z])(?:is|was|are|no|nr|number|code|my|the|its?|s|of|for|on|at|me|us|to|here|card|your|id|u+[hm]+|er+m?|well|like|okay|please)(?![a-z])|[是为為号码號碼字的就如下填写寫个個这這我给給你卡到嗯呃额額那啊哦]){0,12}?'
/** And between a value and the label after it. */
const BETWEEN =
  '(?:[ ,("\'~-]|(?<![a-z])(?:is|was|as|my|the|your|its?|for|this|card)(?![a-z])|[是为為我的你您卡本次这這就]){0,8}?'

const DATE = new RegExp(`^${DAY}$`)

/** Whether a number in its canonical writing is a date: beside a label it is when something ends, not the value. */
export const isDate = (written: string): boolean => DATE.test(written)

/** Finds values by the words beside them. Linear: what may repeat has bounds. */
export function labelled({
  kind,
  keep,
  label,
  value,
  placeholder,
  isAlsoBefore,
}: Labelled): (text: Projection) => Finding[] {
  const word = new RegExp(label, 'g')
  const after = new RegExp(`(?:${label})${FILLER}(${value})(?![\\da-z])`, 'g')
  const before = new RegExp(`(?<![\\da-z.])(${value})(?![\\da-z])${BETWEEN}(?:${label})`, 'g')
  const patterns = isAlsoBefore ? [after, before] : [after]
  return (projection) => {
    const { text } = projection
    const stretches = around(text, word)
    if (stretches.length === 0) return []
    return patterns.flatMap((pattern) =>
      matchesIn(text, stretches, pattern).flatMap((match) => {
        const [whole, written = ''] = match
        if (isDate(written)) return []
        const from = pattern === before ? match.index : match.index + whole.length - written.length
        return [{ kind, ...span(projection, from, from + written.length), placeholder: placeholder(written), keep }]
      }),
    )
  }
}

/**
 * Finds a value that is all a text says, but for the words around it. `pattern` is over the whole canonical writing and has the
 * value in its only group (flag `d`).
 */
export function alone({
  kind,
  keep,
  pattern,
  placeholder,
}: Pick<Finding, 'kind' | 'keep' | 'placeholder'> & { pattern: RegExp }) {
  return (projection: Projection): Finding[] => {
    const at = pattern.exec(projection.text)?.indices?.[1]
    return at ? [{ kind, ...span(projection, ...at), placeholder, keep }] : []
  }
}

/** Letters that a document's number may begin with; small words between label and number are none. */
export const LETTERS =
  '(?:(?!(?:is|was|are|no|my|its?|to|of|on|at|me|us|for|the)(?![a-z]))(?:[a-z]{1,3}|[a-z][ _-]{1,3}[a-z])[ _-]{0,3})?'

const BETWEEN_DIGITS = '(?:[ _-]{0,3}|[./·])'

/** `least` to `most` digits, with blanks, dashes or one dot between them. */
export const digits = (least: number, most: number): string => `\\d(?:${BETWEEN_DIGITS}\\d){${least - 1},${most - 1}}`
