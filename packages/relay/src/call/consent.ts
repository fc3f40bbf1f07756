/** Who says so agrees to be recorded. Strict, for what is recorded cannot be unsaid: whatever else is said beside it is no answer. */
const YES = [
  'yes',
  'yeah',
  'yep',
  'yup',
  'sure',
  'ok',
  'okay',
  'of course',
  'go ahead',
  'that is fine',
  "that's fine",
  'fine',
  'i agree',
  'agree',
  'agreed',
  'i consent',
  'you may',
  'one',
  '我?同意',
  '是的?',
  '好的?',
  '可以的?',
  '行',
  '对',
  '對',
  '没问题',
  '沒問題',
  '可以?[录錄]音',
  '要[录錄]音',
  '一',
  '1',
]
/** Who says so does not. */
const NO = [
  'no',
  'nope',
  'nah',
  'no way',
  'never',
  'not',
  "i don't",
  'i do not',
  "don't",
  'do not',
  'agree',
  'i disagree',
  'disagree',
  "i'd rather not",
  'i would rather not',
  'rather not',
  'record me',
  'record this',
  'record',
  'two',
  '我?不同意',
  '不是?',
  '不好',
  '不要',
  '不用',
  '不行',
  '不可以',
  '不想',
  '别',
  '別',
  '[录錄]音',
  '二',
  '2',
]
/** Says nothing by itself. A sound is no word: "mm" agrees to nothing. */
const POLITE =
  /(?<![\p{Script=Latin}'])(?:please|thanks|thank you|um+|uh+|er+|well|oh)(?![\p{Script=Latin}'])|谢谢[你您]?|謝謝[你您]?|[请請吧啊呀啦哦喔嗯呃了]/gu

const LONGEST = 40

/** What a recogniser is to know that has to be told: the words that are asked for, besides yes and no. */
export const CONSENT_PHRASES = {
  en: ['i agree', 'stop recording'],
  zh: ['同意', '我同意', '不同意', '我不同意', '停止录音'],
} as const

/** Whether somebody who was asked if a call may be recorded said yes or no; null when they said anything else. */
export function consentOf(text: string): boolean | null {
  const said = plain(text)
  if (said === '' || said.length > LONGEST) return null
  if (ONLY_YES.test(said)) return true
  return ONLY_NO.test(said) && DENIES.test(said) ? false : null
}

/** Whether somebody who is recorded says that they want to be no longer. */
export const takesConsentBack = (text: string): boolean => STOPS.test(plain(text))

/** Letters and digits, without what is only polite. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .replace(POLITE, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

/** The same of a key that was pressed. */
export const consentByKey = (key: string): boolean | null => (key === '1' ? true : key === '2' ? false : null)

/** Nothing but these, once or more. Latin words end where the word ends. */
const onlyOf = (words: readonly string[]): RegExp => {
  const each = words.map((word) => (/^[a-z]/.test(word) ? `${word}(?![\\p{Script=Latin}'])` : word))
  return new RegExp(`^(?:(?:${each.join('|')}) ?)+$`, 'u')
}

const ONLY_YES = onlyOf(YES)
const ONLY_NO = onlyOf(NO)
/** "Record me" alone denies nothing. */
const DENIES = /no|not|never|nah|don't|disagree|two|不|别|別|二|2/u
const STOPS =
  /^(?:can you |could you )?(?:stop|end|delete|turn off) (?:the |this |your )?recording(?: me| this| now)?$|^(?:我?[不别別]|我?不要|我?不想)(?:要|想)?(?:再|被)?[录錄]音$|^(?:停止|停下|[关關][掉闭閉]|取消|[删刪]除)[录錄]音$/u
