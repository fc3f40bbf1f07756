/** Something a sentence says that is true or false: a number with what it counts, a date, an address. */
export interface Claim {
  /** In canonical form, such as `minute:10080`. More than one where it may be read either way: one of them is enough. */
  keys: readonly string[]
  /** As written. */
  text: string
}

/** A text that is read piece by piece: what has been read stands in nobody's way. */
export class Remainder {
  text: string
  readonly claims: Claim[] = []

  constructor(text: string) {
    this.text = text
  }

  /** Reads everything that fits; `keysOf` answers null for what only looks so, and an empty list for what claims nothing. */
  take(pattern: RegExp, keysOf: (match: RegExpExecArray) => readonly string[] | null): void {
    this.text = this.text.replace(pattern, (...parts) => {
      const groups = parts.slice(
        0,
        parts.findIndex((part) => typeof part === 'number'),
      )
      const keys = keysOf(groups as unknown as RegExpExecArray)
      const [text] = groups
      if (keys === null) return text
      if (keys.length > 0) this.claims.push({ keys, text: text.trim() })
      return READ.repeat(text.length)
    })
  }
}

/** Stands where something was read: no letter, no digit, no white space. */
const READ = '\u0001'
