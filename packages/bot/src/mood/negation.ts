/**
 * Whether the words before a mood word turn it round: 没有生气, "not angry". Looks a few characters (Chinese) or three
 * words (English) back, inside the clause.
 */
export function isNegated(folded: string, at: number): boolean {
  const before = folded.slice(Math.max(0, at - WINDOW), at)
  return CHINESE.test(before) || ENGLISH.test(before)
}

const WINDOW = 40

// Only little words may stand between: in 怎么还不发货，太慢了 the 不 belongs to another verb.
const CHINESE =
  /(?:不|没|没有|没在|别|毋|勿|无|非|不是|并没|并不)(?:是|很|太|那么|这么|有|用|要|会|算|觉得|感到|再|必|真的|什么|啥|怎么|特别|非常|在|对你们?|为此){0,3}$/u

// Verbs between break the link: "I don't like this terrible service" is still unhappy.
const ENGLISH =
  /(?:^|[^\p{L}])(?:not|no|never|nothing|isn'?t|wasn'?t|aren'?t|don'?t|didn'?t|doesn'?t|without|hardly)(?:\s+(?!(?:like|want|need|believe|understand|get|why|because|but|so|tell|know|answer|stop)\b)[\p{L}']+){0,2}\s+$/u
