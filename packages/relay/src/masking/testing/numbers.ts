import { isValidPhoneNumber } from 'libphonenumber-js/min'
import type { Dice } from './dice.ts'

/** Valid numbers of each kind, made from the standards and not from the detectors. */

/** First digits and lengths in use. */
const CARDS: readonly [prefix: string, length: number][] = [
  ['4', 16],
  ['4', 13],
  ['4', 19],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['6222', 16],
  ['6228', 19],
  ['62', 17],
  ['62', 18],
  ['81', 16],
  ['3528', 16],
  ['3589', 16],
  ['36', 14],
  ['300', 14],
  ['38', 14],
  ['6011', 16],
  ['644', 16],
  ['65', 16],
  ['5018', 16],
  ['6759', 19],
  ['6304', 13],
  ['60', 16],
  ['508', 16],
  ['2200', 16],
]

export function cardNumber(dice: Dice): string {
  const [prefix, length] = dice.one(CARDS) ?? ['4', 16]
  const body = prefix + dice.digits(length - 1 - prefix.length)
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return body + ((10 - (sum % 10)) % 10)
}

const two = (value: number): string => String(value).padStart(2, '0')
const PROVINCES = ['11', '12', '31', '32', '33', '44', '51', '65', '81'] as const
const day = (dice: Dice): string => two(dice.between(1, 12)) + two(dice.between(1, 28))

export function chineseIdNumber(dice: Dice): string {
  const body = dice.one(PROVINCES) + dice.digits(4) + dice.between(1930, 2015) + day(dice) + dice.digits(3)
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0)
  return body + '10X98765432'.charAt(sum % 11)
}

export const oldChineseIdNumber = (dice: Dice): string =>
  dice.one(PROVINCES) + dice.digits(4) + dice.between(30, 99) + day(dice) + dice.digits(3)

const PLACES = { A: 10, B: 11, C: 12, D: 13, E: 14, F: 15, H: 17, I: 34, O: 35, W: 32, Z: 33, X: 30, Y: 31 }

export function taiwanIdNumber(dice: Dice): string {
  const [letter, place] = dice.one(Object.entries(PLACES)) ?? ['A', 10]
  const body = String(dice.one(['1', '2', '8', '9'])) + dice.digits(7)
  const weighted = [...body].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0)
  const sum = Math.floor(place / 10) + (place % 10) * 9 + weighted
  return letter + body + ((10 - (sum % 10)) % 10)
}

export const mobileNumber = (dice: Dice): string => `1${dice.between(3, 9)}${dice.digits(9)}`

/** With its country, as people write it; `#` is a digit. */
const FOREIGN = [
  '+1 415 ### ####',
  '+1 (212) ###-####',
  '+44 20 #### ####',
  '+44 7911 ######',
  '+886 912 ### ###',
  '+886-2-2345-####',
  '+852 6### ####',
  '+65 9### ####',
  '+49 151 ########',
  '+33 6 12 ## ## ##',
  '+81 90-####-####',
  '+61 412 ### ###',
  '+91 98### #####',
  '0044 20 7946 ####',
  '(415) 867-####',
  '212-555-####',
  '0912-345-###',
  '02-2345-####',
  '(02) 2345-####',
  '010-6234####',
  '021-5234 ####',
] as const

/** As a whole, since its form says that it is a phone. */
export function foreignPhone(dice: Dice): string {
  for (;;) {
    const written = dice.one(FOREIGN).replaceAll('#', () => dice.digits(1))
    const regions = written.startsWith('+') ? [undefined] : (['CN', 'TW', 'US', 'GB'] as const)
    const international = written.replace(/^00/, '+')
    if (regions.some((region) => isValidPhoneNumber(international, region))) return written
  }
}

const COUNTRIES: readonly [country: string, letters: number, digits: number][] = [
  ['DE', 0, 18],
  ['GB', 4, 14],
  ['FR', 0, 23],
  ['NL', 4, 10],
  ['ES', 0, 20],
  ['CH', 0, 17],
  ['SA', 0, 20],
  ['NO', 0, 11],
  ['PL', 0, 24],
]

export function ibanNumber(dice: Dice): string {
  const [country, letters, count] = dice.one(COUNTRIES) ?? ['DE', 0, 18]
  const bank = Array.from({ length: letters }, () => String.fromCharCode(65 + dice.below(26))).join('')
  const account = bank + dice.digits(count)
  const number = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('')
  return `${country}${two(98 - Number(BigInt(number) % 97n))}${account}`
}

const NAMES = ['lin.yue', 'j.smith+shop', 'wang_wei88', 'o-brien', '13800138000', 'zhang3', 'marie.curie'] as const
const DOMAINS = [
  'example.com',
  'mail.example.org',
  'qq.com',
  'example.com.tw',
  'corp.example.co.uk',
  '163.com',
] as const

export const emailAddress = (dice: Dice): string => `${dice.one(NAMES)}${dice.digits(2)}@${dice.one(DOMAINS)}`
