import type { Mark } from '@baton/protocol'

declare const door: unique symbol

/** Text that has passed the masking door. Only `redact` makes one, so raw text cannot reach the log, a model or a screen. */
export type Redacted = string & { readonly [door]: true }

/** Keeps an original in memory for the one step that needs it. It has no enumerable data: it cannot be logged or stored. */
export class Handle {
  readonly #original: string
  readonly kind: string
  /** What stands in the text instead. */
  readonly placeholder: string

  constructor(kind: string, placeholder: string, original: string) {
    this.kind = kind
    this.placeholder = placeholder
    this.#original = original
  }

  /** For the action executor only. */
  open(): string {
    return this.#original
  }

  toJSON(): string {
    return this.placeholder
  }
}

export interface Redaction {
  text: Redacted
  marks: Mark[]
  handles: Handle[]
}

/** Finds one kind of sensitive data. `find` must take linear time. */
export interface Detector {
  kind: string
  find(text: string): { start: number; end: number; placeholder: string }[]
}

/**
 * The masking door. Everything a person or a partner writes passes here before it is stored, shown or sent on.
 * Where findings overlap, the one that starts first, then the longer, wins. `exempt` protects the workspace's own numbers.
 */
export function redact(raw: string, detectors: readonly Detector[], exempt: readonly RegExp[] = []): Redaction {
  const suspects = detectors.flatMap((detector) =>
    detector.find(raw).map((finding) => ({ ...finding, kind: detector.kind })),
  )
  // Most of what is written holds nothing of the kind.
  if (suspects.length === 0) return { text: raw as Redacted, marks: [], handles: [] }
  const spared = exempt.flatMap((pattern) =>
    [...raw.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]),
  )
  const isSpared = (start: number, end: number) => spared.some(([from = 0, to = 0]) => from <= start && end <= to)
  const found = suspects
    .filter((finding) => !isSpared(finding.start, finding.end))
    .sort((a, b) => a.start - b.start || b.end - a.end)

  let text = ''
  let at = 0
  const marks: Mark[] = []
  const handles: Handle[] = []
  for (const finding of found) {
    if (finding.start < at) continue
    text += raw.slice(at, finding.start)
    marks.push({ kind: finding.kind, start: text.length, end: text.length + finding.placeholder.length })
    handles.push(new Handle(finding.kind, finding.placeholder, raw.slice(finding.start, finding.end)))
    text += finding.placeholder
    at = finding.end
  }
  return { text: (text + raw.slice(at)) as Redacted, marks, handles }
}

/** The same for every text inside a JSON value, such as an answer of the business system. */
export function redactJson<Value>(value: Value, detectors: readonly Detector[], exempt: readonly RegExp[] = []): Value {
  const pass = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part, detectors, exempt).text
    if (Array.isArray(part)) return part.map(pass)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, pass(inner)]))
  }
  return pass(value) as Value
}
