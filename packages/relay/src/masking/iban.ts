import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'

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
/** Whether one may begin anywhere. */
export const mayHoldIban = ({ text, unspoken }: Projection): boolean =>
  text.search(BEGINS) >= 0 || (unspoken !== null && unspoken.text.search(BEGINS) >= 0)

const SEPARATOR = 0xff
/** What each ASCII character is worth in the check, letters from ten; `SEPARATOR` may stand between, -1 ends the number. */
const VALUES = Int16Array.from({ length: 0x100 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (' -._/,·|'.includes(character)) return SEPARATOR
  return /[a-z\d]/.test(character) ? Number.parseInt(character, 36) : -1
})

/**
 * International bank account numbers (ISO 13616): a country's length, and modulo 97. The country stays. A bank's letters may
 * be "TEN" or "OH", so they are looked for among the letters too.
 */
export const iban: Detector = (projection) => [
  ...ibansIn(projection),
  ...(projection.unspoken ? ibansIn(projection.unspoken) : []),
]

function ibansIn(projection: Projection): Finding[] {
  const { text } = projection
  const found: Finding[] = []
  let past = 0
  for (const { index, 0: begin } of text.matchAll(BEGINS)) {
    const country = begin.replaceAll(/[^a-z]/g, '')
    const length = LENGTHS.get(country)
    if (!length || index < past) continue
    const end = endOf(text, index, length)
    if (end === null) continue
    past = end
    const placeholder = `[IBAN ${country.toUpperCase()}••••]`
    found.push({ kind: 'iban', ...span(projection, index, past), placeholder, keep: 'seal' })
  }
  return found
}

const HEAD = 4

/**
 * Where `count` letters and digits end, over separators of at most three signs, when they pass the check: the first four go
 * to the end, letters count from ten, and the number modulo 97 is 1.
 */
function endOf(text: string, from: number, count: number): number | null {
  let [head, rest, read, gap] = [0, 0, 0, 0]
  let scale = 1
  for (let at = from; at < text.length && gap <= 3; at++) {
    const value = VALUES[text.charCodeAt(at)] ?? -1
    if (value === -1) return null
    if (value === SEPARATOR) {
      gap += 1
      continue
    }
    gap = 0
    const shift = value > 9 ? 100 : 10
    if (read < HEAD) {
      head = (head * shift + value) % 97
      scale *= shift
    } else rest = (rest * shift + value) % 97
    read += 1
    if (read === count) return (rest * (scale % 97) + head) % 97 === 1 ? at + 1 : null
  }
  return null
}
