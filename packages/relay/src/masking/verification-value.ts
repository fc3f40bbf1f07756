import { card } from './card.ts'
import { alone, digits, labelled } from './context.ts'
import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { within } from './ranges.ts'

const PLACEHOLDER = '[CVV]'
const VALUE = digits(3, 4)

/**
 * Card verification values (CVV, CVC, CID), by their name and behind a card number. They are sensitive authentication data:
 * PCI DSS 3.3.1 forbids to keep them, encrypted or not.
 */
export const verificationValue: Detector = (text, { asking }) => {
  const cards = card(text, {})
  // In “4111 1111 1111 1111 cvv 123” the label has digits on both sides, and those before it are the card's.
  const isOfCard = within(cards)
  // Who is asked for the last four of an ID says where they stand, as others do of a card.
  const named = asking === 'id_last_four' ? byName : byNameOrPlace
  return [...named(text).filter((each) => !isOfCard(each)), ...behind(cards, text)]
}

const NAME =
  'cvv2?|cvc2?|cvn2?|csc|card verification|security (?:code|number)|安全码|安全碼|(?:背面|卡背)的?[34]位(?:数字?|數字?)?|背面[34]碼|(?:后面|後面|末|最后|最後|后|後)的?3位(?:数字?|數字?)?|[末後]3碼'
/** Of an ID these may be the end, too. */
const PLACE = '(?:后面|後面|末|最后|最後|后|後)的?4位(?:数字?|數字?)?|[末後]4碼'
export const VERIFICATION_LABEL = `${NAME}|${PLACE}`

const labelledBy = (label: string) =>
  labelled({ kind: 'cvv', keep: 'drop', label, value: VALUE, placeholder: () => PLACEHOLDER, isAlsoBefore: true })
const byName = labelledBy(NAME)
const byNameOrPlace = labelledBy(VERIFICATION_LABEL)

/** After a number: an expiry date or none, then three or four digits at the end of a line, a clause or the text. */
const BEHIND =
  /^[ ,;/|]{1,3}(?:(?:exp(?:iry|ires)?(?: date)?|valid(?: thru)?|有效期)?[ :]{0,2}(?:0[1-9]|1[0-2]) ?[/-]? ?(?:20)?\d\d[ ,;/|]{1,3})?(\d{3,4})(?= ?(?:$|[,.;!?)]))/d

function behind(cards: readonly Finding[], projection: Projection): Finding[] {
  let after = 0
  return cards.flatMap(({ end }) => {
    while (after < projection.starts.length && (projection.starts[after] ?? end) < end) after += 1
    const value = BEHIND.exec(projection.text.slice(after, after + 40))?.indices?.[1]
    if (!value) return []
    const [from, to] = value
    return [{ kind: 'cvv', ...span(projection, after + from, after + to), placeholder: PLACEHOLDER, keep: 'drop' }]
  })
}

/** In a message that follows one with a card number: an expiry date or none, and the value. */
export const valueAlone = alone({
  kind: 'cvv',
  keep: 'drop',
  pattern: /^\D{0,12}(?:(?:0[1-9]|1[0-2]) ?[/-]? ?(?:20)?\d\d[ ,;/|]{1,3})?(\d{3,4})\D{0,12}$/d,
  placeholder: PLACEHOLDER,
})
