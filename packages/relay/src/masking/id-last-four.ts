import { ID_PLACEHOLDER as PLACEHOLDER } from '@baton/protocol'
import { alone, labelled } from './context.ts'
import type { Detector, Finding } from './finding.ts'

/** Three digits and the check character, which may be an X. */
const VALUE = '\\d(?:[ -]?\\d){2}[ -]?[\\dx]'

/** "Last four" and how else its place is called; after a card's name it is what a card has there. */
const LAST_FOUR_LABEL =
  '(?:后面|後面|末|最后|最後|后|後)的?4位(?:数字?|數字?)?|末4[碼码]|後4碼|[尾末][号號码碼]|(?:last|final|ending) (?:4|four)(?: (?:digits|characters))?|(?:ends|ending) (?:in|with)'

const named = labelled({
  kind: 'id_last_four',
  keep: 'memory',
  label: LAST_FOUR_LABEL,
  value: VALUE,
  placeholder: () => PLACEHOLDER,
  isAlsoBefore: true,
})

/** Nothing but four characters, and what one says around them. */
const bare = alone({
  kind: 'id_last_four',
  keep: 'memory',
  pattern: new RegExp(`^\\D{0,24}(?<![\\d.,a-z])(${VALUE})(?![\\da-z%]|[.,:/]\\d)\\D{0,24}$`, 'd'),
  placeholder: PLACEHOLDER,
})

/**
 * The last four of a customer's ID, where they have been asked for: elsewhere four digits are a number like any. They are for
 * the one check that asked, and nobody stores them.
 */
export const idLastFour: Detector = (projection, { asking }): Finding[] =>
  asking === 'id_last_four' ? [...named(projection), ...bare(projection)] : []
