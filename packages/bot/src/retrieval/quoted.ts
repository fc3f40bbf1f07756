import type { Article, Locale } from '@baton/protocol'
import { WEAK } from './certainty.ts'
import type { Near, Search } from './nearest.ts'
import type { Shelf } from './shelf.ts'

/** The article in the language that the reader gets, and the passage of it that answers. */
export interface Quoted {
  article: Article
  passage: number
}

interface Reader {
  locale: Locale
  now: number | undefined
}

/** Null when customers may not see the article. `asked` is folded. Linear in its text. */
export function quote(
  { search, shelf }: { search: Search; shelf: Shelf },
  id: string,
  asked: string,
  { locale, now }: Reader,
): Quoted | null {
  const article = shelf(id, locale, now)
  return article ? { article, passage: search.passage(asked, article.body) } : null
}

/** A near article with the passage that the reader would get, unless it is too far away to be read. */
export function withPassage(of: { search: Search; shelf: Shelf }, near: Near, asked: string, reader: Reader): Near {
  if (near.passage !== undefined || near.score < WEAK) return near
  const quoted = quote(of, near.article, asked, reader)
  return quoted ? { ...near, passage: quoted.passage } : near
}
