import type { Detector, Finding } from './finding.ts'
import { span } from './projection.ts'

/** Lengths by country (ISO 13616 registry, release 99). */
const LENGTHS = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
   FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
   LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
   RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .trim()
    .split(/\s+/)
    .map((entry): [string, number] => [entry.slice(0, 2).toLowerCase(), Number(entry.slice(2))]),
)

const BEGINS = /(?<![a-z\d])[a-z][ ._/,·|-]{0,3}[a-z][ ._/,·|-]{0,3}\d[ ._/,·|-]{0,3}\d/g
const SEPARATORS = new Set(' -._/,·|')

/** International bank account numbers (ISO 13616): a country's length, and modulo 97. The country stays. */
export const iban: Detector = (projection) => {
  const { text } = projection
  const found: Finding[] = []
  let past = 0
  for (const { index, 0: begin } of text.matchAll(BEGINS)) {
    const country = begin.replaceAll(/[^a-z]/g, '')
    const length = LENGTHS.get(country)
    if (!length || index < past) continue
    const number = characters(text, index, length)
    if (!number || !passesMod97(number.characters)) continue
    past = number.end
    const placeholder = `[IBAN ${country.toUpperCase()}••••]`
    found.push({ kind: 'iban', ...span(projection, index, past), placeholder, keep: 'seal' })
  }
  return found
}

/** The next characters that are letters or digits, over separators of at most three signs. */
function characters(text: string, from: number, count: number): { characters: string; end: number } | null {
  let read = ''
  let gap = 0
  for (let at = from; at < text.length && gap <= 3; at++) {
    const character = text.charAt(at)
    if (SEPARATORS.has(character)) gap += 1
    else if (/[a-z\d]/.test(character)) {
      gap = 0
      read += character
      if (read.length === count) return { characters: read, end: at + 1 }
    } else return null
  }
  return null
}

/** The first four characters go to the end, letters count from ten; the number modulo 97 is 1. */
function passesMod97(characters: string): boolean {
  let remainder = 0
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}
