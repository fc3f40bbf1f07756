import type { Locale } from '@baton/client'
import type { Words } from './words.ts'

/** Each dictionary is a chunk of its own: a page needs one. */
export const loadWords = async (locale: Locale): Promise<Words> => {
  switch (locale) {
    case 'en':
      return (await import('./en.ts')).en
    case 'zh-CN':
      return (await import('./zh-cn.ts')).zhCn
    case 'zh-TW':
      return (await import('./zh-tw.ts')).zhTw
  }
}
