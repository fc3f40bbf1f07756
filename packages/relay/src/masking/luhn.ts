/**
 * Luhn's check (ISO/IEC 7812-1, annex B) over any part of a run of digits: every second digit from the right is doubled,
 * the sum is a multiple of ten. Sums are kept from the start, so that each part takes one step.
 */
export function luhn(digits: Uint8Array): (from: number, to: number) => boolean {
  // Sums with the digits at even places doubled, and with those at odd places.
  const even = new Int32Array(digits.length + 1)
  const odd = new Int32Array(digits.length + 1)
  for (let index = 0; index < digits.length; index++) {
    const digit = digits[index] ?? 0
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2
    const isEven = index % 2 === 0
    even[index + 1] = (even[index] ?? 0) + (isEven ? doubled : digit)
    odd[index + 1] = (odd[index] ?? 0) + (isEven ? digit : doubled)
  }
  return (from, to) => {
    const sums = to % 2 === 0 ? even : odd
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) % 10 === 0
  }
}
