/** Where a speaker may pause. */
export const PAUSE = ','

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** English as it is said: words in lower case, numbers in words, numbers with letters one sign at a time. `{slots}` stay. */
export function spoken(phrase: string): string[] {
  const words = phrase
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('&', ' and ')
    .replaceAll('%', ' percent ')
    .split(/\s+/)
    .flatMap((part) => part.match(/\{[a-z0-9_-]+\}|[a-z0-9']+|[,;:]/g) ?? [])
    .flatMap(wordsOf)
  // Nobody can tell a pause at either end from silence.
  const first = words.findIndex((word) => word !== PAUSE)
  const last = words.findLastIndex((word) => word !== PAUSE)
  return first < 0 ? [] : words.slice(first, last + 1)
}

function wordsOf(part: string): string[] {
  if (part.startsWith('{')) return [part]
  if (/^[,;:]$/.test(part)) return [PAUSE]
  const word = part.replace(/^'+|'+$/g, '')
  if (!/\d/.test(word)) return word === '' ? [] : [word]
  if (/^\d{1,4}$/.test(word)) return numberWords(Number(word))
  return [...word].map((sign) => ONES[Number(sign)] ?? sign)
}

function numberWords(value: number): string[] {
  if (value < 20) return [ONES[value] ?? '']
  if (value < 100) return [TENS[Math.floor(value / 10)] ?? '', ...rest(value % 10)]
  if (value < 1_000) return [ONES[Math.floor(value / 100)] ?? '', 'hundred', ...rest(value % 100)]
  return [...numberWords(Math.floor(value / 1_000)), 'thousand', ...rest(value % 1_000)]
}

const rest = (value: number): string[] => (value === 0 ? [] : numberWords(value))

/** What is said as often as it is written otherwise. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\b(where|what|how|that|it|here|there|who)'s\b/, '$1 is'],
  [/\b(where|what|how|that|it|here|there|who) is\b/, "$1's"],
  [/\bi'm\b/, 'i am'],
  [/\bi am\b/, "i'm"],
  [/\bi'd like\b/, 'i would like'],
  [/\bi want\b/, "i'd like"],
  [/\bi've\b/, 'i have'],
  [/\b(has|have|is|are|was|do|does|did|could|would)n't\b/, '$1 not'],
  [/\b(has|have|is|are|was|do|does|did|could|would) not\b/, "$1n't"],
  [/\bcan't\b/, 'can not'],
  [/\bcan(?: )?not\b/, "can't"],
]

/** The same phrase in the ways it is said, the given one first. */
export function sayings(words: readonly string[]): string[][] {
  const said = words.join(' ')
  const ways = new Set([said, ...SAME.map(([from, to]) => said.replace(from, to))])
  return [...ways].map((way) => way.split(' '))
}
