import { card } from './card.ts'
import { chineseId } from './chinese-id.ts'
import type { Detector } from './redacted.ts'

export { type Detector, type Handle, type Redacted, type Redaction, redact, redactJson } from './redacted.ts'

/** What every workspace masks. An ID number may pass Luhn too, so it is looked for first. */
export const DETECTORS: readonly Detector[] = [chineseId, card]
