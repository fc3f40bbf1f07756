import { z } from 'zod'
import { slug } from '../ids.ts'
import { locale } from '../locale.ts'

/** `2026-12-31` (the first moment of that day, UTC) or `2026-12-31T18:00:00+08:00`. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

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
  /** From when it holds; before, it is not found. */
  validFrom: moment.optional(),
  /** From when it no longer holds; then it is not found. */
  expiresAt: moment.optional(),
})
export type Article = z.infer<typeof article>
