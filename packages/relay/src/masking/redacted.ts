import type { Mark } from '@baton/protocol'
import { type Detector, type Finding, type Hints, type Keep, strictest } from './finding.ts'
import { mayHold } from './prefilter.ts'
import { type Projection, project, span } from './projection.ts'
import { within } from './ranges.ts'
import { isSuspicious } from './suspicion.ts'

declare const door: unique symbol

/** Text that has passed the masking door. Only `redact` makes one, so raw text cannot reach the log, a model or a screen. */
export type Redacted = string & { readonly [door]: true }

/** A value, such as an answer of the business system, all of whose texts have passed the masking door. */
export type Masked<Value> = Value & { readonly [door]: true }

/**
 * What was read from the log, which takes nothing else than what has passed the door, or written by the gateway itself. For
 * what is put together from the session's state; never for what somebody sent.
 */
export const fromLog = <Value>(value: Value): Masked<Value> => value as Masked<Value>

/** Keeps an original in memory for the one step that needs it. It has no enumerable data: it cannot be logged or stored. */
export class Handle {
  readonly #original: string
  readonly kind: string
  /** What stands in the text instead. */
  readonly placeholder: string
  /** Whether the original may be sealed and stored. What is dropped has no handle. */
  readonly keep: Exclude<Keep, 'drop'>
  /** Index of its mark among those of the text. */
  readonly mark: number

  constructor(kind: string, placeholder: string, original: string, keep: Exclude<Keep, 'drop'> = 'seal', mark = 0) {
    this.kind = kind
    this.placeholder = placeholder
    this.keep = keep
    this.mark = mark
    this.#original = original
  }

  /** For the action executor, and for what seals. */
  open(): string {
    return this.#original
  }

  /** The original's digits and letters, however it was written. */
  characters(): string {
    return project(this.#original).text.replace(/[^\da-z]/g, '')
  }

  toJSON(): string {
    return this.placeholder
  }
}

export interface Redaction {
  text: Redacted
  marks: Mark[]
  /** Originals, in the order of their marks; those of what was dropped are not among them. */
  handles: Handle[]
  /** Kinds of what is kept nowhere. */
  dropped: string[]
}

/**
 * The masking door. Everything a person or a partner writes passes here before it is stored, shown or sent on.
 * Findings that overlap become one, kept as carefully as the most careful of them. `exempt` protects the workspace's own
 * numbers, in whatever writing.
 */
export function redact(
  raw: string,
  detectors: readonly Detector[],
  exempt: readonly RegExp[] = [],
  hints: Hints = {},
): Redaction {
  // Most of what is written holds nothing of the kind.
  if (detectors.length === 0 || !mayHold(raw)) return { text: raw as Redacted, marks: [], handles: [], dropped: [] }
  const projection = project(raw, hints.spoken)
  if (!isSuspicious(projection, hints)) return { text: raw as Redacted, marks: [], handles: [], dropped: [] }
  const found = detectors.flatMap((detector) => detector(projection, hints))
  return cover(raw as Redacted, [], spare(found, projection, exempt))
}

/** What is left of the findings when the workspace's own numbers are spared, as written or in their canonical writing. */
export function spare(found: readonly Finding[], text: Projection, exempt: readonly RegExp[]): Finding[] {
  if (found.length === 0 || exempt.length === 0) return [...found]
  const own = exempt.flatMap((pattern) => [
    ...[...text.raw.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
    ...[...text.text.matchAll(pattern)].map((match) => span(text, match.index, match.index + match[0].length)),
  ])
  const isOwn = within(own)
  return found.filter((finding) => !isOwn(finding))
}

/**
 * Puts placeholders where the findings are. `marks` are those the text has already; they move along, and a placeholder that
 * lies within a finding goes with it.
 */
export function cover(masked: Redacted, marks: readonly Mark[], findings: readonly Finding[]): Redaction {
  const before = marks.map((mark) => ({ ...mark, placeholder: masked.slice(mark.start, mark.end), keep: null }))
  const parts = united([...findings, ...before].sort((a, b) => a.start - b.start || b.end - a.end))
  const done: { text: string } & Omit<Redaction, 'text'> = { text: '', marks: [], handles: [], dropped: [] }
  let at = 0
  for (const { kind, start, end, placeholder, keep, original } of parts) {
    done.text += masked.slice(at, start)
    const mark = { kind, start: done.text.length, end: done.text.length + placeholder.length }
    // The original of what is within a finding is not the finding's.
    const isBefore = keep === null && original !== undefined
    done.marks.push({ ...mark, ...(isBefore && { original }) })
    const index = done.marks.length - 1
    if (keep === 'drop') done.dropped.push(kind)
    else if (keep) done.handles.push(new Handle(kind, placeholder, masked.slice(start, end), keep, index))
    done.text += placeholder
    at = end
  }
  return { ...done, text: (done.text + masked.slice(at)) as Redacted }
}

/** `keep` is null for what was masked before. */
type Part = Omit<Finding, 'keep'> & { keep: Keep | null; original?: number | undefined }

/** Parts that overlap become one, called after the first: no piece of the others may stay. */
function united(parts: readonly Part[]): Part[] {
  const apart: Part[] = []
  for (const part of parts) {
    const last = apart.at(-1)
    if (!last || part.start >= last.end) {
      apart.push({ ...part })
      continue
    }
    last.end = Math.max(last.end, part.end)
    last.keep = last.keep && part.keep ? strictest(last.keep, part.keep) : (last.keep ?? part.keep)
  }
  return apart
}

/** The same for every text inside a JSON value, such as an answer of the business system. */
export function redactJson<Value>(
  value: Value,
  detectors: readonly Detector[],
  exempt: readonly RegExp[] = [],
): Masked<Value> {
  const pass = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part, detectors, exempt).text
    if (Array.isArray(part)) return part.map(pass)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, pass(inner)]))
  }
  return pass(value) as Masked<Value>
}
