import { account, bankCard } from './account.ts'
import { card } from './card.ts'
import { chineseId } from './chinese-id.ts'
import { identity, insurance, passport, record } from './documents.ts'
import { email } from './email.ts'
import type { Detector } from './finding.ts'
import { iban } from './iban.ts'
import { idLastFour } from './id-last-four.ts'
import { oneTimeCode } from './one-time-code.ts'
import { withoutDigits } from './partial.ts'
import { phone } from './phone.ts'
import { type Redacted, redact } from './redacted.ts'
import { password, pin, track } from './secret.ts'
import { taiwanId } from './taiwan-id.ts'
import { verificationValue } from './verification-value.ts'

export type { Detector, Finding, Hints, Keep } from './finding.ts'
export { ownContacts } from './own-contacts.ts'
export { mayHoldPart } from './prefilter.ts'
export { redactProfile } from './profile.ts'
export { cover, fromLog, Handle, type Masked, type Redacted, type Redaction, redact, redactJson } from './redacted.ts'
export { findSplit, type Split } from './split.ts'
export { type Said, slide } from './window.ts'

/** What every workspace masks. Where two find the same, the first names it. */
export const DETECTORS: readonly Detector[] = [
  track,
  verificationValue,
  oneTimeCode,
  idLastFour,
  pin,
  chineseId,
  taiwanId,
  card,
  iban,
  email,
  passport,
  insurance,
  record,
  bankCard,
  identity,
  account,
  phone,
  password,
]

/**
 * A caption of what is still being said: what is sensitive is masked, and digits, in figures or in words, are withheld until
 * the final text shows what they are.
 */
export const maskPartial = (text: string, exempt: readonly RegExp[] = []): Redacted =>
  withoutDigits(redact(text, DETECTORS, exempt, { spoken: true }))
