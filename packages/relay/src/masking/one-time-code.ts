import { CODE_PLACEHOLDER as PLACEHOLDER } from '@baton/protocol'
import { alone, digits, labelled } from './context.ts'
import type { Detector, Finding } from './finding.ts'

const VALUE = `(?:[a-z]-)?${digits(4, 8)}`

export const CODE_LABEL =
  '(?:短信|手机|手機|简讯|簡訊|动态|動態|一次性?|次性)?(?:验证|驗證|校验|校驗|确认|確認|认证|認證)[码碼]|(?:动态|動態)(?:[码碼]|密[码碼]|口令)|(?:短信|简讯|簡訊)[码碼]|(?<![a-z])otp(?![a-z])|(?<![a-z])2fa(?![a-z])|pass ?code|(?:one|1)[ -]time (?:code|pass(?:word|code)|pin)|(?:verification|confirmation|authentication|auth|login|log-in|sign-in|security|access|sms|text|your|my|the) code'

const named = labelled({
  kind: 'code',
  keep: 'memory',
  label: CODE_LABEL,
  value: VALUE,
  placeholder: () => PLACEHOLDER,
  isAlsoBefore: true,
})

/** Nothing but a code, and what one says around it. */
const bare = alone({
  kind: 'code',
  keep: 'memory',
  pattern: /^\D{0,24}(?<![\d.,])((?:[a-z]-)?\d(?:[ -]{0,2}\d){3,7})(?![\d%]|[.,:/]\d)\D{0,24}$/d,
  placeholder: PLACEHOLDER,
})

/**
 * One-time codes, by the words beside them, or bare when one has been asked for. They are authentication data (JR/T
 * 0171-2020, C3): the action that checks one may have it in memory, and nobody stores it.
 */
export const oneTimeCode: Detector = (projection, { asking }): Finding[] =>
  asking === 'code' ? [...named(projection), ...bare(projection)] : named(projection)
