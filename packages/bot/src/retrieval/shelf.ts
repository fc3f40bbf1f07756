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
  // Most articles are there in one language, and then need no list of their own.
  const byId = new Map<string, Article | Article[]>()
  for (const each of articles) {
    const others = byId.get(each.id)
    byId.set(each.id, others === undefined ? each : [others, each].flat())
  }
  return (id, reader, now) => {
    const texts = [byId.get(id) ?? []].flat()
    for (const locale of FALLBACK[reader]) {
      const article = texts.findLast((each) => each.locale === locale)
      if (article && withheldBy(article, now) === null) return article
    }
    return undefined
  }
}
