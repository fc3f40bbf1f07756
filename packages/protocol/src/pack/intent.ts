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
  /** `person`: no bot can settle this, so it is handed over in the turn it is understood. */
  serve: z.union([z.object({ flow: slug }), z.object({ article: slug }), z.object({ person: z.literal(true) })]),
  /** What rules may know it by, such as `complaint`, `high-risk`, `emergency` or `forbidden`. */
  tags: z.array(slug).default([]),
})
export type Intent = z.infer<typeof intent>
