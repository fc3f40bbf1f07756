/** What a flow may have the gateway itself do. A pack's own actions are never called so. */
export const BUILT_IN_PREFIX = 'baton.'

/**
 * What a flow may ask the gateway itself, to know who is there.
 *
 * `baton.code.send {purpose}`: sends the signed-in customer a one-time code, by the business, to an address only the
 * business knows. `baton.code.check {purpose, code}`: whether they have given the right one.
 * `baton.identity.check {lastFour}`: whether these are the last four characters of the signed-in customer's ID, as the business
 * has it.
 */
export const BUILT_IN_ACTIONS = {
  'baton.code.send': ['purpose'],
  'baton.code.check': ['purpose', 'code'],
  'baton.identity.check': ['lastFour'],
} as const satisfies Record<string, readonly string[]>
export type BuiltInAction = keyof typeof BUILT_IN_ACTIONS

export const isBuiltIn = (action: string): action is BuiltInAction => Object.hasOwn(BUILT_IN_ACTIONS, action)

/** The action of a pack by which its business sends a code: POST, with `customerId`, `code`, `purpose` and `locale`. */
export const SENDS_CODES = 'codes.send'

/** The action of a pack by which its business compares them: POST, with `customerId` and `lastFour`; `invalid` when it is another. */
export const CHECKS_IDENTITY = 'identity.check'

/** Entities of `ask` steps that wait for what shows who is there. */
export const ONE_TIME_CODE = 'one_time_code'
export const ID_LAST_FOUR = 'id_last_four'

/** What stands in the log where somebody wrote one. */
export const CODE_PLACEHOLDER = '[code ••••]'
export const ID_PLACEHOLDER = '[ID ••••]'

/** What such a step fills its slot with: the original opens in memory, for the check, and nowhere else. */
export const MEMORY_ONLY: Readonly<Record<string, string>> = {
  [ONE_TIME_CODE]: CODE_PLACEHOLDER,
  [ID_LAST_FOUR]: ID_PLACEHOLDER,
}

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
