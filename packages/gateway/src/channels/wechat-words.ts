import type { Locale, Option } from '@baton/protocol'
import { splitText, utf8Bytes } from './split-text.ts'
import { CHOOSE, offered } from './words.ts'

/** How a message reads on WeChat and WeCom: words, and a list below the last of them that can be tapped. Lengths are bytes. */
export type Words =
  | { as: 'text'; text: string }
  | { as: 'menu'; head: string; items: { id: string; content: string }[]; tail: string }

/** https://developer.work.weixin.qq.com/document/path/94677 states them; WeChat has the first and is silent about the others. */
export const TEXT_BYTES = 2_048
const HEAD_BYTES = 1_024
const TAIL_BYTES = 1_024
const ITEM_BYTES = 128
const ID_BYTES = 64
const ITEMS = 10

/** Marks what a tap says where that is not what it shows. Other ids are of menus that are not ours. */
const SAYS = 'say:'

/** One message wherever it fits: of five that may be sent, none is spent on the list alone. */
export function wordsOf(text: string, options: readonly Option[], locale: Locale): Words[] {
  const pieces = splitText(text, TEXT_BYTES, utf8Bytes)
  const choices = offered(options)
  if (choices.length === 0) return pieces.map((piece) => ({ as: 'text', text: piece }))
  const last = pieces.pop() ?? CHOOSE[locale]
  const head = splitText(last, HEAD_BYTES, utf8Bytes).at(-1) ?? last
  const before = last.slice(0, last.length - head.length).trim()
  const more = choices.slice(ITEMS).map(({ label }) => `· ${label}`)
  return [
    ...[...pieces, ...(before === '' ? [] : [before])].map((piece): Words => ({ as: 'text', text: piece })),
    {
      as: 'menu',
      head,
      items: choices.slice(0, ITEMS).map(({ label, text: says }, at) => ({
        id: utf8Bytes(SAYS + says) <= ID_BYTES ? SAYS + says : `${at + 1}`,
        content: shortened(label, ITEM_BYTES),
      })),
      tail: shortened(more.join('\n'), TAIL_BYTES),
    },
  ]
}

/** What a customer says by tapping. */
export const saidBy = (id: string | null | undefined, content: string): string =>
  id?.startsWith(SAYS) ? id.slice(SAYS.length) : content

const shortened = (text: string, bytes: number): string =>
  utf8Bytes(text) <= bytes ? text : `${splitText(text, bytes - 3, utf8Bytes)[0] ?? ''}…`

/** Where a file cannot be sent as one, an address says where it is. */
export function fileWords(name: string, url: string, locale: Locale): string {
  switch (locale) {
    case 'zh-CN':
      return `文件“${name}”（一小时内可下载）：\n${url}`
    case 'zh-TW':
      return `檔案「${name}」（一小時內可下載）：\n${url}`
    case 'en':
      return `File “${name}”, to be fetched within the hour:\n${url}`
  }
}

/** Where a place cannot be sent as one, it is a map's address. */
export function placeWords({
  latitude,
  longitude,
  name,
}: {
  latitude: number
  longitude: number
  name?: string | undefined
}): string {
  const marker = `coord:${latitude},${longitude}${name ? `;title:${name}` : ''}`
  const url = `https://apis.map.qq.com/uri/v1/marker?${new URLSearchParams({ marker, referer: 'baton' })}`
  return name ? `${name}\n${url}` : url
}
