import { isDate } from '../context.ts'
import type { Hints } from '../finding.ts'
import { project } from '../projection.ts'
import type { Dice } from './dice.ts'
import * as numbers from './numbers.ts'
import { disguised, inSentence, type Writing, written } from './writings.ts'

/** Messages that hold something to mask. */
export interface Sample {
  /** What must not stay: digits and letters of the original, in order. */
  secret: string
  messages: string[]
  hints?: Hints
}

/** A value after a word for it, in one of the three languages. */
function after(dice: Dice, labels: readonly string[], value: string): string {
  const label = dice.one(labels) ?? ''
  // A letter right behind a word is the word's.
  const isClose = !/[a-z]$/i.test(label) || !/^[a-z]/i.test(value)
  return label + dice.one([isClose ? '' : ' ', ' ', ': ', '：', '是', ' is ', ' = ']) + value
}

const anyNumber =
  (make: (dice: Dice) => string, options?: Writing) =>
  (dice: Dice): Sample => {
    const secret = make(dice)
    return { secret, messages: [inSentence(dice, written(dice, secret, options))] }
  }

const named =
  (labels: readonly string[], make: (dice: Dice) => string) =>
  (dice: Dice): Sample => {
    const secret = make(dice)
    const number = written(dice, secret, { isLatin: true, isLoose: true })
    // Grouped by chance as 2042-8-1 it is a day, and days stay.
    const value = isDate(project(number).text) ? secret : number
    return { secret, messages: [inSentence(dice, after(dice, labels, value))] }
  }

/** A number sent in two to four messages. */
const inPieces =
  (make: (dice: Dice) => string) =>
  (dice: Dice): Sample => {
    const secret = make(dice)
    const size = Math.ceil(secret.length / dice.between(2, 4))
    const pieces = secret.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
    return {
      secret,
      messages: pieces.map((piece) =>
        dice
          .one(['{}', '{}.', '然后 {}', 'then {}'])
          .replace('{}', () => written(dice, piece, { isLatin: true, isLoose: true })),
      ),
    }
  }

const luhnless = (dice: Dice): string => {
  const card = numbers.cardNumber(dice)
  return card.slice(0, -1) + ((Number(card.at(-1)) + 1) % 10)
}

/** What is masked, by kind: each makes one valid number in some writing. */
export const SAMPLES: Readonly<Record<string, (dice: Dice) => Sample>> = {
  card: anyNumber(numbers.cardNumber),
  'card over messages': inPieces(numbers.cardNumber),
  cn_id: anyNumber(numbers.chineseIdNumber),
  'cn_id over messages': inPieces(numbers.chineseIdNumber),
  'cn_id of 15': (dice) => {
    const secret = numbers.oldChineseIdNumber(dice)
    return { secret, messages: [dice.one(['{}', '身份证{}', 'ID {}']).replace('{}', () => written(dice, secret))] }
  },
  tw_id: anyNumber(numbers.taiwanIdNumber, { isLatin: true }),
  'phone, mainland mobile': (dice) => {
    const secret = numbers.mobileNumber(dice)
    const number = written(dice, secret)
    return {
      secret,
      messages: [dice.one(['{}', '电话{}谢谢', 'call {}', '+86 {}', '我的手機是{}']).replace('{}', () => number)],
    }
  },
  'phone, others': (dice) => {
    const phone = numbers.foreignPhone(dice)
    return { secret: phone.replaceAll(/\D/g, ''), messages: [inSentence(dice, disguised(dice, phone))] }
  },
  email: (dice) => {
    const address = numbers.emailAddress(dice)
    const isSaid = dice.chance(0.2)
    const said = address
      .replace('@', ' at ')
      .replaceAll('.', ' dot ')
      .replace(/^.* (?=\S+ at )/, '')
    const secret = (isSaid ? said : address).split(isSaid ? ' at ' : '@')[0] ?? ''
    const isCommon = /(?:com|org|tw|uk)$/.test(address)
    return { secret, messages: [inSentence(dice, isSaid && isCommon ? said : disguised(dice, address))] }
  },
  iban: anyNumber(numbers.ibanNumber, { isLatin: true }),
  'card by its name': named(['卡号', '信用卡號', '银行卡', 'card number', '我的卡号'], luhnless),
  account: named(['账号', '帐号', '銀行帳號', 'account number', 'bank account'], (dice) =>
    dice.digits(dice.between(8, 18)),
  ),
  cvv: named(['CVV', 'cvv2', '安全码', '安全碼', 'security code', '背面三位'], (dice) => dice.digits(3)),
  pin: named(['PIN', '支付密码', '提款密碼', 'my pin code'], (dice) => dice.digits(dice.between(4, 6))),
  'one-time code': named(['验证码', '驗證碼', '校验码', 'verification code', 'OTP', 'your code'], (dice) =>
    dice.digits(6),
  ),
  'one-time code, asked for': (dice) => {
    const secret = dice.digits(dice.between(4, 8))
    return {
      secret,
      messages: [dice.one(['{}', 'it is {}', '{} 谢谢', '是{}']).replace('{}', () => secret)],
      hints: { asking: 'code' },
    }
  },
  'last four of an ID, asked for': (dice) => {
    const secret = `${dice.digits(3)}${dice.one(['X', 'x', dice.digits(1)])}`
    return {
      secret,
      messages: [dice.one(['{}', 'it ends in {}', '{} 谢谢', '后四位是{}', '末四碼 {}']).replace('{}', () => secret)],
      hints: { asking: 'id_last_four' },
    }
  },
  passport: named(
    ['护照', '護照號碼', 'passport number', 'my passport'],
    (dice) => `${dice.one(['E', 'G', 'EA', ''])}${dice.digits(8)}`,
  ),
  insurance: named(['医保卡号', '健保卡號', '社保号', 'health insurance number'], (dice) =>
    dice.digits(dice.between(9, 12)),
  ),
  record: named(['病历号', '病歷號碼', '住院号', '门诊号', 'medical record number', 'MRN'], (dice) =>
    dice.digits(dice.between(6, 10)),
  ),
}
