import type { Locale } from '@baton/protocol'
import { chinese } from './chinese.ts'
import { ENGLISH, MONTHS } from './english.ts'
import { currencyOf, MONEY } from './money.ts'
import { SPOKEN } from './spoken-wording.ts'
import type { Tongue } from './tongue.ts'
import { UNIT } from './units.ts'

const TONGUES: Readonly<Record<Locale, Tongue>> = {
  en: ENGLISH,
  'zh-CN': chinese('zh-CN'),
  'zh-TW': chinese('zh-TW'),
}

const N = '(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)'
const plain = (written = ''): string => written.replaceAll(',', '')
const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`)
  .join('|')
  .replace('Sep(?:tember)?', 'Sept?(?:ember)?')
const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.slice(0, 3) === name.slice(0, 1).toUpperCase() + name.slice(1, 3).toLowerCase()) + 1
const isDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
/** What is counted in Chinese: before these 2 is 两. */
const COUNTED =
  '个個件天次种種位年周週小时小時分钟分鐘张張条條份箱包台臺本名家单單封瓶盒套双雙把块塊元笔筆项項款步层層户戶人倍米斤度'

type Pass = [pattern: RegExp, say: (tongue: Tongue, groups: string[]) => string | null]

/** What is written in figures, the more particular first. Each is said in words, so no later one sees it again. */
const PASSES: readonly Pass[] = [
  [/(?<!\d)24\s?[/×x]\s?7(?!\d)/gu, ({ locale }) => SPOKEN.always[locale]],
  [
    /(?<![\d.])((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)(?!\d|[-/.]\d)([T ](?=\d\d?:\d\d))?/gu,
    (tongue, [year = '', month = '', day = '', time]) =>
      isDay(month, day)
        ? tongue.date({ year: Number(year), month: Number(month), day: Number(day) }) +
          (time === undefined ? '' : tongue.beforeTime)
        : null,
  ],
  [
    /(?<!\d)((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]/gu,
    (tongue, [year = '', month = '', day = '']) =>
      tongue.date({ year: Number(year), month: Number(month), day: Number(day) }),
  ],
  [
    /(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]/gu,
    (tongue, [month = '', day = '']) => tongue.date({ month: Number(month), day: Number(day) }),
  ],
  [/(?<!\d)((?:19|20)\d\d)(?=\s?年)/gu, (tongue, [year = '']) => tongue.year(Number(year))],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})\\b\\.?(?:,? ((?:19|20)\\d\\d)(?!\\d))?`, 'giu'),
    (tongue, [day = '', month = '', year]) => dayOf(tongue, month, day, year),
  ],
  [
    new RegExp(`\\b(${MONTH})\\b\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[:.]\\d)(?:,? ((?:19|20)\\d\\d)(?!\\d))?`, 'giu'),
    (tongue, [month = '', day = '', year]) => dayOf(tongue, month, day, year),
  ],
  [
    new RegExp(`(?<=\\b(?:in|since|of|until|from|${MONTH}) )((?:19|20)\\d\\d)(?!\\d|[.,]\\d)`, 'giu'),
    (tongue, [year = '']) => tongue.year(Number(year)),
  ],
  [
    /(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?(?:[+-]\d\d:?\d\d)?)?(?![\d:])(?:\s?(?:Z|UTC)\b)?(?:\s?([ap])(?:m\b|\.m\.?))?(\s?[-–—~～至]\s?(?=\d))?/giu,
    (tongue, [hour = '', minute = '', half, to]) => joinedBy(tongue, timeOf(tongue, hour, minute, half), to),
  ],
  [
    /(?<![\d.:])(1[0-2]|[1-9])\s?([ap])(?:m\b|\.m\.?)/giu,
    (tongue, [hour = '', half]) => timeOf(tongue, hour, '0', half),
  ],
  [
    new RegExp(`([-−])?(${MONEY})\\s?${N}(?:\\s?[-–—~～]\\s?(?:${MONEY}\\s?)?${N})?`, 'gu'),
    (tongue, [minus, sign = '', from, to]) => {
      const sum = tongue.money(plain(to ?? from), currencyOf(signFor(tongue, sign)))
      return (minus ? tongue.minus : '') + (to === undefined ? sum : tongue.range(tongue.number(plain(from)), sum))
    },
  ],
  [
    new RegExp(`([-−])?(?<![\\d.])${N}\\s?(${MONEY})`, 'gu'),
    (tongue, [minus, sum, sign = '']) =>
      (minus ? tongue.minus : '') + tongue.money(plain(sum), currencyOf(signFor(tongue, sign))),
  ],
  [
    new RegExp(`(?<![\\d.])${N}\\s?%?\\s?[-–—~～]\\s?${N}\\s?[%％]`, 'gu'),
    (tongue, [from, to]) => tongue.range(tongue.number(plain(from)), tongue.percent(plain(to))),
  ],
  [
    new RegExp(`([-−])?(?<![\\d.])${N}\\s?[%％]`, 'gu'),
    (tongue, [minus, share]) => (minus ? tongue.minus : '') + tongue.percent(plain(share)),
  ],
  [
    new RegExp(`(?<![\\d.])${N}\\s?[-–—~～]\\s?${N}\\s?(${UNIT})(?![\\p{Script=Latin}\\d])`, 'giu'),
    (tongue, [from, to, unit = '']) =>
      tongue.range(tongue.number(plain(from)), tongue.unit(plain(to), unit.toLowerCase())),
  ],
  [
    new RegExp(`(?<![\\d.\\p{Script=Latin}])${N}\\s?(${UNIT})(?![\\p{Script=Latin}\\d])`, 'giu'),
    (tongue, [sum, unit = '']) => tongue.unit(plain(sum), unit.toLowerCase()),
  ],
  [/\s?[×✕]\s?(\d{1,4})(?!\d)/gu, (tongue, [count = '']) => tongue.times(count)],
  [
    new RegExp(
      `(?<![\\d.])${N}(?=\\s?(?:[元块塊圓万萬亿億]|美元|港元|[欧歐日]元|英[镑鎊]|yuan|dollars|euros|pounds))`,
      'giu',
    ),
    (tongue, [sum]) => tongue.unit(plain(sum), ''),
  ],
  // Numbers that name something: with letters, of many digits, in groups, or said to be one.
  [
    /(\+\d[\d ()-]{5,}\d|(?<![\d.,])\d{2,4}(?: \d{3,4}){2,4}(?![\d.,]))/gu,
    (tongue, [number = '']) => tongue.spelled(number),
  ],
  [
    /(?<![\p{L}\p{N}])((?:[\p{Script=Latin}\d] ){3,}[\p{Script=Latin}\d])(?![\p{L}\p{N}])/gu,
    (tongue, [spaced = '']) => (/\d/u.test(spaced) ? tongue.spelled(spaced.replaceAll(' ', '')) : null),
  ],
  [/(?<=\p{Script=Latin}{4,})-?(\d{1,2})(?!\d)/gu, (tongue, [number = '']) => ` ${tongue.number(number)}`],
  [
    /(?<![\p{Script=Latin}\p{N}])((?=[\p{Script=Latin}\d-]*\d)[\p{Script=Latin}\d]+(?:-[\p{Script=Latin}\d]+)*)(?![\p{Script=Latin}\p{N}])/gu,
    (tongue, [name = '']) => (isName(name) ? tongue.spelled(name) : null),
  ],
  [
    /(?<=(?:\b(?:number|code|no\.?|ending in|order|room|gate|flight)|[号號码碼]|[#№])[ :：为是為]{0,2})(\d{3,})(?![.,]\d|\d)/giu,
    (tongue, [number = '']) => tongue.spelled(number),
  ],
  [
    new RegExp(`(?<![\\d.])${N}\\s?[-–—~～]\\s?${N}(?![\\d])`, 'gu'),
    (tongue, [from, to]) => tongue.range(tongue.number(plain(from)), tongue.number(plain(to))),
  ],
  [/(?<![\d.])(\d{1,6})(?:st|nd|rd|th)\b/giu, (tongue, [number = '']) => tongue.ordinal(Number(number))],
  [
    new RegExp(`(?<![\\d.点點第])2(?=\\s?[${COUNTED}])`, 'gu'),
    (tongue) => (tongue.locale === 'en' ? null : tongue.unit('2', '')),
  ],
  [new RegExp(`(?<![\\p{L}\\d])[-−](?=${N})`, 'gu'), (tongue) => tongue.minus],
  [new RegExp(N, 'gu'), (tongue, [number]) => figure(tongue, plain(number))],
]

/** A text with everything in figures, and signs that are words, in words of the language. Linear in the text. */
export function readOut(text: string, locale: Locale): string {
  const tongue = TONGUES[locale]
  const words = PASSES.reduce(
    (said, [pattern, say]) =>
      said.replace(pattern, (whole, ...rest: unknown[]) => {
        const groups = rest.slice(
          0,
          rest.findIndex((each) => typeof each === 'number'),
        ) as string[]
        return say(tongue, groups) ?? whole
      }),
    text.normalize('NFC').replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)),
  )
  return tidy(signsOf(words, locale), locale)
}

function dayOf(tongue: Tongue, month: string, day: string, year: string | undefined): string | null {
  const known = { month: monthOf(month), day: Number(day) }
  if (known.month === 0 || !isDay(String(known.month), day)) return null
  return tongue.date({ ...known, year: year === undefined ? undefined : Number(year) })
}

function timeOf(tongue: Tongue, hour: string, minute: string, half: string | undefined): string {
  const isAfternoon = half?.toLowerCase() === 'p' && Number(hour) < 12
  const isMidnight = half?.toLowerCase() === 'a' && Number(hour) === 12
  return tongue.time(isMidnight ? 0 : Number(hour) + (isAfternoon ? 12 : 0), Number(minute))
}

const joinedBy = (tongue: Tongue, time: string, to: string | undefined): string =>
  to === undefined ? time : tongue.range(time, '')

/** In Taiwan `$` is their own money. */
const signFor = ({ locale }: Tongue, sign: string): string => (sign === '$' && locale === 'zh-TW' ? 'NT$' : sign)

/** A number is a name when letters and figures stand together, or it has five figures and is no round sum. */
function isName(written: string): boolean {
  if (/\p{L}/u.test(written)) return !/^\d+(?:st|nd|rd|th)$/iu.test(written) && !/^\p{L}{2,}-\d{1,2}$/u.test(written)
  const digits = written.replaceAll('-', '')
  if (written.includes('-')) return digits.length >= 7
  return (digits.length >= 5 && !/^\d{1,3}0{3,}$/u.test(digits)) || digits.length > 12 || /^0\d/u.test(digits)
}

const figure = (tongue: Tongue, number: string): string =>
  /^0\d/u.test(number) ? tongue.spelled(number) : tongue.number(number)

function signsOf(text: string, locale: Locale): string {
  return text
    .replace(/\be\.g\.,?/giu, 'for example,')
    .replace(/\bi\.e\.,?/giu, 'that is,')
    .replace(/\s*&\s*/gu, SPOKEN.and[locale])
    .replace(/\s*\+\s*/gu, SPOKEN.plus[locale])
    .replace(/\s*=\s*/gu, SPOKEN.equals[locale])
    .replace(/\s*[×✕@#№|•·…~～]+\s*/gu, SPOKEN.comma[locale])
    .replace(/\s*\/\s*/gu, locale === 'en' ? ' or ' : '或')
    .replace(/\s*[—–]\s*/gu, SPOKEN.comma[locale])
}

/** Pauses and blanks as a reader would set them. */
const tidy = (text: string, locale: Locale): string =>
  (locale === 'en' ? text : text.replace(/(?<=\p{Script=Han}) +| +(?=\p{Script=Han})/gu, ''))
    .replace(/\s+/gu, ' ')
    .replace(/ +(?=[,.;:!?，。；：！？])/gu, '')
    .replace(/[,，;；:：\s]+(?=[.!?。！？])/gu, '')
    .replace(/([,，])[\s,，]*[,，]/gu, '$1')
    .replace(/^[\s,，.。;；:：]+/u, '')
    .trim()
