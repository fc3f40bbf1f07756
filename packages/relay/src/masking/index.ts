import { card } from './card.ts'
import { chineseId } from './chinese-id.ts'
import type { Detector } from './finding.ts'
import { phone } from './phone.ts'

export type { Detector, Finding, Hints, Keep } from './finding.ts'
export { cover, Handle, type Redacted, type Redaction, redact, redactJson } from './redacted.ts'
export { findSplit, type Split } from './split.ts'
export { type Said, slide } from './window.ts'

/** What every workspace masks. Where two find the same, the first names it. */
export const DETECTORS: readonly Detector[] = [chineseId, card, phone]
