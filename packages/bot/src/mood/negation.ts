/**
 * Whether the words before a mood word turn it round: 没有生气, "not angry". Looks a few characters (Chinese) or three
 * words (English) back, inside the clause. What is turned twice stays: 不是不生气, 能不生气吗.
 */
export function isNegated(folded: string, at: number): boolean {
  const before = folded.slice(Math.max(0, at - WINDOW), at)
  return (CHINESE.test(before) && !CHINESE_TWICE.test(before)) || (ENGLISH.test(before) && !ENGLISH_MORE.test(before))
}

const WINDOW = 48

// Only little words may stand between: in 怎么还不发货，太慢了 the 不 belongs to another verb.
const CHINESE =
  /(?:不|没|没有|没在|别|毋|勿|无|非|不是|并没|并不|从不|从没|绝不|莫|说不上|谈不上|算不上|称不上)(?:是|很|太|那么|这么|有|用|要|会|算|觉得|感到|再|必|真的|什么|啥|怎么|特别|非常|在|对你们?|为此|让(?:我们?|你们?|您|人|大家|客户)?|令人|想|因此|这样|说|叫){0,4}$/u
// 不得不, 怎么能不, 谁不, 不是不, 能不 … 吗.
const CHINESE_TWICE =
  /(?:不得不|(?:怎么?|哪|岂|怎)?能(?:够)?不|怎么可能不|谁(?:会)?不|不是不|不可能不|没法不|无法不|不能不|难道(?:不|没)|何尝不|要不|还不|从(?:来)?没(?:有)?(?=这么)|从未(?=这么)|头一次|第一次)(?:这么|是|很|太|会|有|让我|叫人|觉得)?$/u

// Verbs between break the link: "I don't like this terrible service" is still unhappy.
const ENGLISH =
  /(?:^|[^\p{L}])(?:not(?! only| just)|no(?! wonder)|never|nothing|isn'?t|wasn'?t|aren'?t|weren'?t|ain'?t|don'?t|didn'?t|doesn'?t|won'?t|without|hardly|neither|wouldn'?t say|can'?t say|couldn'?t say)(?:\s+(?!(?:like|want|need|believe|understand|get|why|because|but|so|tell|know|answer|stop|work|help|arrive|come|care|wonder|have|had|give|deliver|send|reply|respond|only|just|it|this|that|matter|mind)\b)[\p{L}']+){0,3}\s+$/u
// "Never had such terrible service", "never been so angry", "couldn't be more disappointed".
const ENGLISH_MORE =
  /\bnever (?:\w+ )?(?:been|seen|had|felt|experienced|met|received)?\s*(?:so|such|this|more|an?|as|any)?\s*(?:so|such|this|more|an?)?\s+$|\bmore\s+$/u
