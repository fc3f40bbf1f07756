const TEN = 10
/** Each digit doubled, with the digits of the result added up. */
const DOUBLED = Uint8Array.of(0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

/**
 * Luhn's check (ISO/IEC 7812-1, annex B) over any part of a run of digits: every second digit from the right is doubled,
 * the sum is a multiple of ten. Sums modulo ten are kept from the start, so that each part takes one step.
 */
export function luhn(digits: Uint8Array): (from: number, to: number) => boolean {
  // Sums with the digits at even places doubled, and with those at odd places.
  const even = new Uint8Array(digits.length + 1)
  const odd = new Uint8Array(digits.length + 1)
  for (let index = 0; index < digits.length; index++) {
    const digit = digits[index] ?? 0
    const doubled = DOUBLED[digit] ?? 0
    const isEven = index % 2 === 0
    even[index + 1] = ((even[index] ?? 0) + (isEven ? doubled : digit)) % TEN
    odd[index + 1] = ((odd[index] ?? 0) + (isEven ? digit : doubled)) % TEN
  }
  return (from, to) => (to % 2 === 0 ? even[to] === even[from] : odd[to] === odd[from])
}
