import { account, bankCard } from './account.ts'
import { card } from './card.ts'
import { chineseId } from './chinese-id.ts'
import { identity, insurance, passport, record } from './documents.ts'
import { email } from './email.ts'
import type { Detector } from './finding.ts'
import { iban } from './iban.ts'
import { idLastFour } from './id-last-four.ts'
import { oneTimeCode } from './one-time-code.ts'
import { phone } from './phone.ts'
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
