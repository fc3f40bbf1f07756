import type { Localized } from '@baton/protocol'

/** What is said on a call and stands in no chat. */
export const SPOKEN = {
  /** Where a link stands in the text. */
  link: { en: 'the link', 'zh-CN': '链接', 'zh-TW': '連結' },
  linkInChat: {
    en: 'I have put the link in the chat.',
    'zh-CN': '链接我放在聊天里了。',
    'zh-TW': '連結我放在聊天裡了。',
  },
  restInChat: { en: 'The rest is in the chat.', 'zh-CN': '其余的我写在聊天里了。', 'zh-TW': '其餘的我寫在聊天裡了。' },
  /** `{options}` */
  youCanSay: { en: 'You can say: {options}.', 'zh-CN': '你可以说：{options}。', 'zh-TW': '您可以說：{options}。' },
  /** Between the last two things to say. */
  or: { en: ', or ', 'zh-CN': '，或者', 'zh-TW': '，或者' },
  comma: { en: ', ', 'zh-CN': '，', 'zh-TW': '，' },
  stop: { en: '.', 'zh-CN': '。', 'zh-TW': '。' },
  at: { en: ' at ', 'zh-CN': '艾特', 'zh-TW': '小老鼠' },
  dot: { en: ' dot ', 'zh-CN': '点', 'zh-TW': '點' },
  and: { en: ' and ', 'zh-CN': '和', 'zh-TW': '和' },
  plus: { en: ' plus ', 'zh-CN': '加', 'zh-TW': '加' },
  equals: { en: ' equals ', 'zh-CN': '等于', 'zh-TW': '等於' },
  /** 24/7 */
  always: { en: 'around the clock', 'zh-CN': '全天候', 'zh-TW': '全天候' },
} as const satisfies Record<string, Localized>

/** What stands in place of what was masked, by how the place is written; `{end}` are the characters it shows. */
export const MASKED = {
  card: { en: 'the card ending in {end}', 'zh-CN': '尾号{end}的卡', 'zh-TW': '末碼{end}的卡' },
  phone: { en: 'the phone number ending in {end}', 'zh-CN': '尾号{end}的电话', 'zh-TW': '末碼{end}的電話' },
  id: { en: 'the ID number', 'zh-CN': '身份证号', 'zh-TW': '身分證號' },
  passport: { en: 'the passport number', 'zh-CN': '护照号', 'zh-TW': '護照號碼' },
  email: { en: 'the email address', 'zh-CN': '邮箱', 'zh-TW': '電子郵件' },
  account: { en: 'the account number', 'zh-CN': '账号', 'zh-TW': '帳號' },
  insurance: { en: 'the insurance number', 'zh-CN': '保险号', 'zh-TW': '保險號碼' },
  record: { en: 'the record number', 'zh-CN': '病历号', 'zh-TW': '病歷號碼' },
  iban: { en: 'the bank account', 'zh-CN': '银行账号', 'zh-TW': '銀行帳號' },
  pin: { en: 'the PIN', 'zh-CN': '密码', 'zh-TW': '密碼' },
  password: { en: 'the password', 'zh-CN': '密码', 'zh-TW': '密碼' },
  cvv: { en: 'the security code', 'zh-CN': '安全码', 'zh-TW': '安全碼' },
  code: { en: 'the code', 'zh-CN': '验证码', 'zh-TW': '驗證碼' },
  /** Whatever else a workspace masks. */
  other: { en: 'the number', 'zh-CN': '号码', 'zh-TW': '號碼' },
} as const satisfies Record<string, Localized>
