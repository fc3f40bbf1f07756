import type { Article, Locale } from '@baton/protocol'

/** Where to look when an article is not there in the reader's language. */
const FALLBACK: Record<Locale, readonly Locale[]> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
}

/** The public articles by id, in the language nearest to the reader's. Staff articles are never found here. */
export type Shelf = (id: string, reader: Locale) => Article | undefined

export function makeShelf(articles: readonly Article[]): Shelf {
  const byKey = new Map(
    articles.filter(({ audience }) => audience === 'public').map((each) => [`${each.id}\n${each.locale}`, each]),
  )
  return (id, reader) => {
    for (const locale of FALLBACK[reader]) {
      const article = byKey.get(`${id}\n${locale}`)
      if (article) return article
    }
    return undefined
  }
}
