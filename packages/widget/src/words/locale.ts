import type { Locale } from '@baton/client'

/** The dictionary for a BCP 47 tag, by its likely script: `zh-HK` and `zh-MO` read Hant. Null: not one of ours. */
export const localeFor = (tag: string): Locale | null => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    if (language === 'en') return 'en'
    if (language === 'zh' || language === 'yue') return script === 'Hant' ? 'zh-TW' : 'zh-CN'
    return null
  } catch {
    // Not a language tag: the next source decides.
    return null
  }
}

/** `lang` attributes from the element outwards, through shadow roots, to `<html>`. */
function* langsAround(element: Element): Generator<string> {
  let at: Element | null = element
  while (at) {
    const lang = at.getAttribute('lang')
    if (lang) yield lang
    at = at.parentNode instanceof ShadowRoot ? at.parentNode.host : at.parentElement
  }
}

/** Attribute, then the nearest `lang`, then the browser's languages, then English. */
export const resolveLocale = (
  attribute: string | null,
  element: Element,
  preferred: readonly string[] = navigator.languages,
): Locale => {
  for (const tag of [attribute, ...langsAround(element), ...preferred]) {
    const locale = tag ? localeFor(tag) : null
    if (locale) return locale
  }
  return 'en'
}
