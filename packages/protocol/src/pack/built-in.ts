/** What a flow may have the gateway itself do. A pack's own actions are never called so. */
export const BUILT_IN_PREFIX = 'baton.'

/**
 * `baton.code.send {purpose}`: sends the signed-in customer a one-time code, by the business, to an address only the
 * business knows. `baton.code.check {purpose, code}`: whether they have given the right one.
 */
export const BUILT_IN_ACTIONS = {
  'baton.code.send': ['purpose'],
  'baton.code.check': ['purpose', 'code'],
} as const satisfies Record<string, readonly string[]>
export type BuiltInAction = keyof typeof BUILT_IN_ACTIONS

export const isBuiltIn = (action: string): action is BuiltInAction => Object.hasOwn(BUILT_IN_ACTIONS, action)

/** The action of a pack by which its business sends a code: POST, with `customerId`, `code`, `purpose` and `locale`. */
export const SENDS_CODES = 'codes.send'

/** Entity of an `ask` step that waits for a one-time code. What it fills its slot with opens in memory only. */
export const ONE_TIME_CODE = 'one_time_code'

/** What stands in the log where somebody wrote a one-time code. */
export const CODE_PLACEHOLDER = '[code ••••]'

/** Codes of actions by which a business or the gateway says no: an answer, and no failure that rules count. */
export const ANSWERS: ReadonlySet<string> = new Set([
  'not_found',
  'not_signed_in',
  'not_proved',
  'not_eligible',
  'too_late',
  'invalid',
  'too_often',
  'wrong',
  'expired',
  'too_many_tries',
  'unreadable',
])
