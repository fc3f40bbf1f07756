const VERY =
  /(?:非常|特别|极其|极度|超级|超|太|真的|真是|十分|无比|实在|实在是|简直|相当|最|那么|这么|好|really|so|very|extremely|absolutely|totally|completely|utterly|incredibly|beyond|deeply|thoroughly)\s*$/u
const SLIGHTLY =
  /(?:有点儿?|有些|稍微|略微|略|多少有点|不太|还算|a (?:bit|little|tad)|slightly|somewhat|kind of|kinda|sort of|rather|mildly)\s*$/u
/** Stands behind the word: 气死我了, 失望透顶. */
const UTMOST = /^(?:透顶|至极|极了|死了|到家|得(?:要死|不行|要命|不得了)|爆了)/u

const WINDOW = 14

/** How strongly a word is meant, 1 being plainly: from 0.5 with 有点 or "a bit" to 1.5 with 非常 or "so". */
export function degreeOf(folded: string, start: number, end: number): number {
  const before = folded.slice(Math.max(0, start - WINDOW), start)
  if (SLIGHTLY.test(before)) return 0.5
  return VERY.test(before) || UTMOST.test(folded.slice(end, end + 4)) ? 1.5 : 1
}
