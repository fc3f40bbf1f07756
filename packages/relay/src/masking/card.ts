import type { Detector } from './redacted.ts'

/** Luhn's check: every second digit from the right is doubled, the sum is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const weighted = index % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}

/** Payment cards: 13–19 digits with single spaces or dashes between them. The last four stay, as PCI DSS 3.4.1 allows. */
export const card: Detector = {
  kind: 'card',
  find: (text) =>
    [...text.matchAll(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g)].flatMap((match) => {
      const digits = match[0].replaceAll(/\D/g, '')
      return passesLuhn(digits)
        ? [{ start: match.index, end: match.index + match[0].length, placeholder: `[card •••• ${digits.slice(-4)}]` }]
        : []
    }),
}
