import type { Dice } from './dice.ts'

/** Ways to write the digits 0 to 9. Those of `apart` are words, and need a blank between them. */
const FORMS: readonly { digits: readonly string[]; isWord?: true }[] = [
  '0123456789',
  '0123456789',
  '０１２３４５６７８９',
  '٠١٢٣٤٥٦٧٨٩',
  '०१२३४५६७८९',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
  '〇一二三四五六七八九',
  '零幺两三四五六七八九',
  '零壹贰叁肆伍陆柒捌玖',
  '零壹貳參肆伍陸柒捌玖',
]
  .map((row): (typeof FORMS)[number] => ({ digits: [...row] }))
  .concat([
    { digits: Array.from({ length: 10 }, (_, digit) => `${digit}\ufe0f\u20e3`) },
    { digits: 'zero one two three four five six seven eight nine'.split(' '), isWord: true },
    { digits: 'oh one two three four five six seven eight nine'.split(' '), isWord: true },
  ])

const INVISIBLE = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e'] as const
const LOOSE = ['', ' ', '-', '\u00a0', '\u2009', '－', '—', ' - ', '_', '\n', '\u3000'] as const
const EVEN = ['.', '/', ',', '，', '、', '。', '·', '／', '．', ', ', ' / '] as const

export interface Writing {
  /** Of digits that are letters in no language. */
  isLatin?: boolean
  /** Blanks and dashes only between the groups. */
  isLoose?: boolean
}

/** A number as somebody might write it: forms, groups, separators, and signs nobody sees. */
export function written(dice: Dice, number: string, { isLatin = false, isLoose = false }: Writing = {}): string {
  const groups = grouped(dice, number)
  const separator = dice.one(!isLoose && groups.isEven && dice.chance(0.3) ? EVEN : LOOSE)
  const forms = isLatin ? FORMS.slice(0, 3) : FORMS
  const isMixed = dice.chance(0.2)
  const form = dice.one(forms)
  const invisible = dice.chance(0.15) ? dice.one(INVISIBLE) : ''
  return groups.groups
    .map((group) => groupIn(dice, group, (isMixed ? dice.one(forms) : form)?.digits ?? [], invisible))
    .join(separator === '' && !isLatin ? joint(form?.isWord ?? isMixed) : separator)
}

const joint = (isWord: boolean): string => (isWord ? ' ' : '')

function groupIn(dice: Dice, group: string, digits: readonly string[], invisible: string): string {
  const isWord = (digits[1]?.length ?? 0) > 2 && digits[1] === 'one'
  const parts: string[] = []
  for (let at = 0; at < group.length; at++) {
    const character = group.charAt(at)
    const digit = digits[Number(character)] ?? character
    if (isWord && character === group.charAt(at + 1) && /\d/.test(character) && dice.chance(0.5)) {
      parts.push(`double ${digit}`)
      at += 1
    } else parts.push(digit + (invisible && dice.chance(0.3) ? invisible : ''))
  }
  return parts.join(isWord ? ' ' : '')
}

/** Cuts a number into groups: none, even ones, those of its kind, or any. */
function grouped(dice: Dice, number: string): { groups: string[]; isEven: boolean } {
  const size = dice.one([number.length, 4, 4, 4, 1, 2, 3, 5, 6, 0])
  if (size > 0) {
    return { groups: number.match(new RegExp(`.{1,${size}}`, 'g')) ?? [number], isEven: true }
  }
  const groups: string[] = []
  for (let at = 0; at < number.length; ) {
    const next = at + dice.between(1, 6)
    groups.push(number.slice(at, next))
    at = next
  }
  return { groups, isEven: false }
}

/** Letters and signs in full width, or with signs nobody sees between them. */
export function disguised(dice: Dice, text: string): string {
  const isWide = dice.chance(0.3)
  const invisible = dice.chance(0.3) ? dice.one(INVISIBLE) : ''
  return [...text]
    .map((character) => {
      const code = character.charCodeAt(0)
      const shown = isWide && code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : character
      return shown + (invisible && dice.chance(0.2) ? invisible : '')
    })
    .join('')
}

const SENTENCES = [
  '{}',
  '{} ',
  'it is {}.',
  'Please use {} for this order, thanks',
  '我的是{}，谢谢',
  '您好，{}，請幫我查一下',
  '号码：{}。',
  '({})',
  'No: {}; order 2 chairs',
  'I ordered on 2026-11-26 at 12:30. {} is mine',
  '一共 399.00 元\n{}\n尽快',
] as const

/** Numbers that the sentences have of their own. */
export const OF_SENTENCES = /2026-11-26 at 12:30|399\.00|order 2 chairs/g

/** Something in a sentence of one of the three languages. */
export const inSentence = (dice: Dice, text: string): string => dice.one(SENTENCES).replace('{}', () => text)
