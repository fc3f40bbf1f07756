import { ANY_ACCOUNT_LABEL } from './account.ts'
import { IDENTITY_LABEL, INSURANCE_LABEL, PASSPORT_LABEL, RECORD_LABEL } from './documents.ts'
import type { Hints } from './finding.ts'
import { mayHoldIban } from './iban.ts'
import { CODE_LABEL } from './one-time-code.ts'
import type { Projection } from './projection.ts'
import { PASSWORD_LABEL, PIN_LABEL } from './secret.ts'
import { VERIFICATION_LABEL } from './verification-value.ts'

/** What is masked for itself has seven digits or more: no phone has fewer. */
const MANY_DIGITS = 7
/** A card that begins in one message, and its verification value behind its end in the next. */
const CARD_AND_VALUE_DIGITS = 16
/** Everything else is masked for the words beside it, or is an address, written or read out. */
const TELLS = new RegExp(
  [
    VERIFICATION_LABEL,
    CODE_LABEL,
    PIN_LABEL,
    PASSWORD_LABEL,
    PASSPORT_LABEL,
    IDENTITY_LABEL,
    ANY_ACCOUNT_LABEL,
    INSURANCE_LABEL,
    RECORD_LABEL,
    '@',
    '[ (\\[]dot[ )\\]]',
  ].join('|'),
)

/**
 * Whether a text may hold anything of what is masked. Most that have a number have a short one and nothing that tells of
 * more, and no detector needs to look at them.
 */
export const isSuspicious = (projection: Projection, { asking }: Hints): boolean =>
  asking !== undefined || hasDigits(projection, MANY_DIGITS) || tells(projection)

/** Whether two messages read as one may hold what neither does: by the words in one of them, or a card's end. */
export const isSuspiciousPair = (projection: Projection): boolean =>
  hasDigits(projection, CARD_AND_VALUE_DIGITS) || tells(projection)

const tells = (projection: Projection): boolean => TELLS.test(projection.text) || mayHoldIban(projection)

function hasDigits({ text, written }: Projection, least: number): boolean {
  let digits = 0
  for (let index = 0; index < text.length; index++) {
    if (written[index] && ++digits === least) return true
  }
  return false
}
