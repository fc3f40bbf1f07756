import { digits, labelled } from './context.ts'
import type { Detector, Finding } from './finding.ts'
import { span } from './projection.ts'

export const PIN_LABEL =
  '(?<![a-z])pin(?: code| number)?(?![a-z])|(?:取款|提款|支付|交易|银行卡|銀行卡|信用卡|卡片?|登录|登入|查询|查詢)?密[码碼]'
export const PASSWORD_LABEL = '(?<![a-z])(?:password|passphrase|passwd|pwd)(?![a-z])|(?:登录|登入)?密[码碼]|口令'

/** PINs by the word beside them: sensitive authentication data (PCI DSS 3.3.1.3), kept nowhere. */
export const pin: Detector = labelled({
  kind: 'pin',
  keep: 'drop',
  label: PIN_LABEL,
  value: digits(4, 12),
  placeholder: () => '[PIN]',
  isAlsoBefore: true,
})

/** Passwords by the word beside them (JR/T 0171-2020, C3): what has a digit or a sign in it, so that "password help" is none. */
export const password: Detector = labelled({
  kind: 'password',
  keep: 'drop',
  label: PASSWORD_LABEL,
  value: '(?=[!-~]{0,63}[\\d!#$%&*+=?@^_~])[!-~]{4,64}',
  placeholder: () => '[password]',
})

/** Magnetic stripe tracks (ISO/IEC 7813): first with a name between carets, second with an equals sign. */
const TRACKS = [/%?b\d{12,19}\^[^^\n]{2,26}\^\d{4,60}\??/g, /;?(?<!\d)\d{12,19}=\d{7,40}\??/g]

/** What a card's magnetic stripe holds: sensitive authentication data (PCI DSS 3.3.1.1), kept nowhere. */
export const track: Detector = (projection): Finding[] =>
  TRACKS.flatMap((pattern) =>
    [...projection.text.matchAll(pattern)].map((match) => ({
      kind: 'track',
      ...span(projection, match.index, match.index + match[0].length),
      placeholder: '[card track]',
      keep: 'drop',
    })),
  )
