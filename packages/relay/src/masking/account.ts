import { digits, labelled } from './context.ts'
import type { Detector } from './finding.ts'

const CARD_LABEL =
  '(?:银行|銀行|信用|储蓄|儲蓄|借记|借記|提款|金融)?卡号|(?:銀行|信用|儲蓄|提款|金融)?卡號|银行卡|銀行卡|信用卡|储蓄卡|借记卡|金融卡|(?:credit|debit|bank|visa|master|amex) ?card|card (?:number|no|num|nr)|card#'
const ACCOUNT_LABEL =
  '(?:银行|銀行)?(?:账号|帐号|賬號|帳號|账户|帐户|賬戶|帳戶)|account (?:number|no|num|nr)|bank account|acct|a/c|sort code|routing (?:number|no)|iban'

export const ANY_ACCOUNT_LABEL = `${ACCOUNT_LABEL}|${CARD_LABEL}`

/** Bank cards by the word beside them, also when a digit is mistyped and no check would find them. The last four stay. */
export const bankCard: Detector = labelled({
  kind: 'card',
  keep: 'seal',
  label: CARD_LABEL,
  value: digits(12, 19),
  placeholder: (value) => `[card •••• ${value.replaceAll(/\D/g, '').slice(-4)}]`,
})

/** Accounts by the word beside them. Nothing stays. */
export const account: Detector = labelled({
  kind: 'account',
  keep: 'seal',
  label: ANY_ACCOUNT_LABEL,
  value: digits(7, 34),
  placeholder: () => '[account ••••]',
})

/** The beginning of one, shorter than what is known as one by itself: for when the rest of it comes. */
export const begun: Detector = labelled({
  kind: 'account',
  keep: 'seal',
  label: ANY_ACCOUNT_LABEL,
  value: digits(1, 6),
  placeholder: () => '[account ••••]',
})
