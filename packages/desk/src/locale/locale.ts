import type { Locale } from '@baton/client'
import type { Dictionary } from './dictionary.ts'
import { en } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

export const dictionaries: Record<Locale, Dictionary> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

export const LOCALES = ['en', 'zh-CN', 'zh-TW'] as const satisfies readonly Locale[]

/** How each language calls itself; never translated. */
export const ownNames: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文（台灣）' }

export const isLocale = (value: unknown): value is Locale =>
  typeof value === 'string' && Object.hasOwn(dictionaries, value)

/** First language of the browser that the desk speaks. Chinese is told apart by script, so that `zh-HK` reads Traditional. */
export function resolveLocale(languages: readonly string[]): Locale {
  for (const tag of languages) {
    try {
      const { language, script } = new Intl.Locale(tag).maximize()
      if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN'
      if (language === 'en') return 'en'
    } catch {
      // A tag the browser itself cannot parse tells nothing; the next one may.
    }
  }
  return 'en'
}
