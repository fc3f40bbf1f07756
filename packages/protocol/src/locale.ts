import { z } from 'zod'

export const LOCALES = ['en', 'zh-CN', 'zh-TW'] as const
export const locale = z.enum(LOCALES)
export type Locale = z.infer<typeof locale>

/** A sentence in every language Baton speaks. A missing translation is a schema error, not a fallback at run time. */
export const localized = z.object({ en: z.string().min(1), 'zh-CN': z.string().min(1), 'zh-TW': z.string().min(1) })
export type Localized = z.infer<typeof localized>
