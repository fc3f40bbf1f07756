/** What the bot may never say, whoever wrote the sentence. A pack's own list joins these in the trust work. */
const FORBIDDEN: readonly { code: string; pattern: RegExp }[] = [
  {
    code: 'claims-human',
    pattern:
      /\b(?:i am|i'm|this is|you are (?:talking|speaking|chatting) (?:to|with))\s+(?:really |actually )?an?\s+(?:(?:real|live|actual|human)\s+)*(?:human(?: being| agent)?|person|employee)\b|\bi(?: am|'m) not an? (?:ro)?bot\b|(?:我|这里|這裡|這裏)(?:就)?(?:是|不是机器|不是機器)(?:一?[名位个個])?(?:真人|人类|人類|人工客服|真的人|客服人员|客服人員|人(?:$|[，。！!,.]))|我不是(?:机器人|機器人)/iu,
  },
  {
    code: 'promises-gain',
    pattern:
      /\bguaranteed (?:profit|return|gain)s?\b|\brisk[- ]free (?:profit|return)s?\b|稳赚|穩賺|保本保息|保证(?:收益|盈利|赚)|保證(?:收益|獲利|賺)/iu,
  },
  {
    code: 'asks-secret',
    pattern:
      /(?<!never |not |don't |do not )\b(?:send|tell|give|type|share|enter)\s+(?:me|us)\s+(?:your |the )(?:password|pin|cvv|cvc|security code)\b|(?<![不勿别別])(?:告诉|告訴|发给|發給|提供给|提供給)(?:我|我们|我們)?你?您?的?(?:登录|登入|支付)?(?:密码|密碼|安全码|安全碼|cvv)/iu,
  },
]

export interface Screened {
  sentences: string[]
  /** Codes of what was held back. */
  held: string[]
}

/** The last door: holds back every sentence that says what the bot may not say. Linear in the text. */
export function screen(sentences: readonly string[]): Screened {
  const held: string[] = []
  const passed = sentences.filter((sentence) => {
    const broken = FORBIDDEN.find(({ pattern }) => pattern.test(sentence))
    if (broken) held.push(broken.code)
    return !broken
  })
  return { sentences: passed, held }
}
