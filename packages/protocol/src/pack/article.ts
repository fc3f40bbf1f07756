import { z } from 'zod'
import { slug } from '../ids.ts'
import { locale } from '../locale.ts'

/** One piece of knowledge in one language. Translations share the id. */
export const article = z.object({
  id: slug,
  locale,
  title: z.string().min(1).max(120),
  scene: z.enum(['pre-sale', 'in-sale', 'after-sale']),
  /** Ways customers ask for it. The more, the better it is found. */
  questions: z.array(z.string().min(1)).min(1),
  /** Plain paragraphs separated by an empty line; the first answers the question by itself. */
  body: z.string().min(1).max(4_000),
  audience: z.enum(['public', 'staff']).default('public'),
})
export type Article = z.infer<typeof article>
