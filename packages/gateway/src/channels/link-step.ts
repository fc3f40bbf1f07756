import type { LinkOffer, Locale, Option } from '@baton/protocol'
import { readLinkCode } from '../directory/link-code.ts'
import { LINK_WORDS } from './link-words.ts'
import type { Redeemed } from './rooms.ts'

/** What is to be done with what a customer wrote, before anybody hears it. */
export type LinkStep =
  | { do: 'hear' }
  /** `isSure`: it can be nothing but a code, so they are told when it is not good. */
  | { do: 'redeem'; code: string; isSure: boolean }
  | { do: 'answer'; consents: boolean }
  | { do: 'mint' }

/** How a code is shown. Whoever writes it so means a code. */
const AS_SHOWN = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/i

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s.!。！~～]+$/u, '')

const YES = new Set([
  'yes',
  'y',
  'yes, connect',
  'connect',
  'ok',
  '是',
  '是的',
  '好',
  '好的',
  '连接',
  '連接',
  '确认',
  '確認',
])
const NO = new Set(['no', 'n', 'not me', 'no, not me', '不是', '不是我', '不', '不用', '否', '取消'])
/** The whole of a message that asks to be connected. */
const WISHES = new Set([
  ...['/link', 'link my account', 'connect my account', '绑定', '绑定账号', '绑定账户', '关联账号'],
  ...['綁定', '綁定帳號', '綁定帳戶', '連結帳號'],
])

/** Whether a text would be an answer, had they been asked: only then it matters that somebody asked a moment ago. */
export const isLinkAnswer = (text: string): boolean => YES.has(bare(text)) || NO.has(bare(text))

/** @param isAsked whether they were asked to be connected. `mayWish`: there is a page to be sent to. */
export function linkStep(said: { text: string; code?: string }, isAsked: boolean, mayWish: boolean): LinkStep {
  const brought = said.code === undefined ? null : readLinkCode(said.code)
  if (brought !== null) return { do: 'redeem', code: brought, isSure: true }
  const text = bare(said.text)
  if (isAsked && YES.has(text)) return { do: 'answer', consents: true }
  if (isAsked && NO.has(text)) return { do: 'answer', consents: false }
  const typed = readLinkCode(said.text)
  if (typed !== null) return { do: 'redeem', code: typed, isSure: AS_SHOWN.test(said.text.trim()) }
  return mayWish && WISHES.has(text) ? { do: 'mint' } : { do: 'hear' }
}

/** What a customer is told. */
export interface LinkTold {
  text: string
  options: Option[]
}

const told = (text: string): LinkTold => ({ text, options: [] })

/** What is said of what became of a code, or of an answer. */
export function toldOf(redeemed: Redeemed, locale: Locale): LinkTold {
  const words = LINK_WORDS[locale]
  if (redeemed.as !== 'consent') return told(words[redeemed.as])
  return { text: question(redeemed.with, locale), options: [words.yes, words.no] }
}

function question({ channel, name }: LinkOffer, locale: Locale): string {
  const words = LINK_WORDS[locale]
  const where = words.channels[channel]
  return name === null ? words.askNobody(where) : words.ask(where, name)
}

/** The page to go to, with the code where no server sees it. */
export function wayToPage(linkUrl: string, code: string, locale: Locale): LinkTold {
  const url = new URL(linkUrl)
  url.hash = `baton-link=${code}`
  return told(LINK_WORDS[locale].goTo(url.href))
}
