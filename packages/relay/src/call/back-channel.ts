/** What listeners say to say that they listen, without wanting the turn. As it is written once letters and digits are all that is left. */
const BACK_CHANNELS = new Set([
  ...['uh', 'um', 'er', 'ah', 'oh', 'aha', 'hm', 'hmm', 'mm', 'mhm', 'mmhmm', 'uhhuh', 'huh', 'wow'],
  ...['yes', 'yeah', 'yep', 'yup', 'ok', 'okay', 'right', 'sure', 'isee', 'gotit', 'alright', 'good', 'great'],
  ...[
    '嗯',
    '恩',
    '哦',
    '喔',
    '噢',
    '啊',
    '哎',
    '欸',
    '唉',
    '唔',
    '哈',
    '好',
    '好的',
    '对',
    '對',
    '是',
    '是的',
    '行',
    '明白',
  ],
  ...['知道了', '了解', '可以', '没事', '沒事'],
])

/** Said twice it is still one: "uh-huh, uh-huh", "嗯嗯嗯". */
const MOST_TIMES = 4

/** Whether somebody who says this while another speaks only says that they listen. */
export function isBackChannel(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.，。、!！…~～]+/u)
    .map(lettersOf)
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > MOST_TIMES) return false
  return BACK_CHANNELS.has(words.join('')) || words.every(isOne)
}

/** A word that is one, or one syllable of Chinese over and over. */
const isOne = (word: string): boolean => {
  const [first = '', ...rest] = word
  return (
    BACK_CHANNELS.has(word) ||
    (rest.length < MOST_TIMES && rest.every((each) => each === first) && BACK_CHANNELS.has(first))
  )
}

const lettersOf = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '')
