/**
 * Every way to write a digit as one character. Decimal digits of all scripts (Unicode `Nd`) stand in blocks of ten, named
 * here by their zero; a test compares the list with the engine's Unicode.
 */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0,
  0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
  0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
  0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
]

/** Circled, superscript and other dressed digits, from zero or one upwards. */
const DRESSED = [
  '⁰¹²³⁴⁵⁶⁷⁸⁹',
  '₀₁₂₃₄₅₆₇₈₉',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⓿❶❷❸❹❺❻❼❽❾',
  '🄋➀➁➂➃➄➅➆➇➈',
  '🄌➊➋➌➍➎➏➐➑➒',
  '0⓵⓶⓷⓸⓹⓺⓻⓼⓽',
  '0⑴⑵⑶⑷⑸⑹⑺⑻⑼',
  '🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐',
  '0㈠㈡㈢㈣㈤㈥㈦㈧㈨',
  '0㊀㊁㊂㊃㊄㊅㊆㊇㊈',
  '0〡〢〣〤〥〦〧〨〩',
  '🄁🄂🄃🄄🄅🄆🄇🄈🄉🄊',
]

/** Plain and financial numerals of Chinese, and what is said on the telephone (幺, 两). */
const CHINESE = ['〇零', '一壹幺弌', '二贰貳两兩弍', '三叁參叄弎', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖']

const valuesOf = (rows: readonly string[], valueAt: (row: number, column: number) => number) =>
  rows.flatMap((row, at) =>
    [...row].map((character, column): [number, number] => [character.codePointAt(0) ?? 0, valueAt(at, column)]),
  )

/** Value of a character that is a digit by itself, whatever it is dressed in. */
export const NUMERALS: ReadonlyMap<number, number> = new Map([
  ...ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, value): [number, number] => [zero + value, value])),
  ...valuesOf(DRESSED, (_, column) => column),
])

/** Value of a Chinese numeral. */
const CHINESE_NUMERALS: ReadonlyMap<number, number> = new Map(valuesOf(CHINESE, (row) => row))

/** Added to the value of a Chinese numeral, which is told apart from other digits. */
export const CHINESE_DIGIT = 16
const NO_DIGIT = 0xff

/** Every character of the basic plane, since most of what is not ASCII is asked about. */
const BASIC = new Uint8Array(0x10000).fill(NO_DIGIT)
for (const [code, value] of CHINESE_NUMERALS) if (code < BASIC.length) BASIC[code] = value + CHINESE_DIGIT
for (const [code, value] of NUMERALS) if (code < BASIC.length) BASIC[code] = value

/** Value of a character that is a digit, {@link CHINESE_DIGIT} more for a Chinese numeral; -1 for any other. */
export function digitOf(code: number): number {
  const digit = (code < BASIC.length ? BASIC[code] : NUMERALS.get(code)) ?? NO_DIGIT
  return digit === NO_DIGIT ? -1 : digit
}
