import type { Article, Locale } from '@baton/protocol'
import { withheldBy } from './validity.ts'

/** Where to look when an article is not there in the reader's language. */
const FALLBACK: Record<Locale, readonly Locale[]> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
}

/**
 * The articles that customers may see, by id, in the language nearest to the reader's: the reader's own, then the other
 * script, then any. `now` as in `withheldBy`. What is for staff, or holds at another time, is never found here.
 */
export type Shelf = (id: string, reader: Locale, now?: number) => Article | undefined

export function makeShelf(articles: readonly Article[]): Shelf {
  const byKey = new Map(articles.map((each) => [`${each.id}\n${each.locale}`, each]))
  return (id, reader, now) => {
    for (const locale of FALLBACK[reader]) {
      const article = byKey.get(`${id}\n${locale}`)
      if (article && withheldBy(article, now) === null) return article
    }
    return undefined
  }
}
