import { z } from 'zod'
import { slug } from './ids.ts'

/** An article that a reply comes from. */
export const citation = z.object({
  article: slug,
  title: z.string(),
  url: z.string().optional(),
  /** Which passage of the article was quoted, from 0. */
  passage: z.number().int().nonnegative().optional(),
})
export type Citation = z.infer<typeof citation>

/** A reply the reader can give with one tap; choosing it sends `text` as a message. */
export const option = z.object({ label: z.string(), text: z.string() })
export type Option = z.infer<typeof option>
