import { z } from 'zod'
import { slug } from '../ids.ts'
import { type LOCALES, localized } from '../locale.ts'

/** Something customers want, with examples of how they say it, and what serves it. */
export const intent = z.object({
  id: slug,
  name: localized,
  phrasings: z.object({
    en: z.array(z.string().min(1)).min(3),
    'zh-CN': z.array(z.string().min(1)).min(3),
    'zh-TW': z.array(z.string().min(1)),
  } satisfies Record<(typeof LOCALES)[number], z.ZodType>),
  serve: z.union([z.object({ flow: slug }), z.object({ article: slug })]),
})
export type Intent = z.infer<typeof intent>
