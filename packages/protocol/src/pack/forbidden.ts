import { z } from 'zod'
import { slug } from '../ids.ts'
import { locale } from '../locale.ts'
import { patternFault } from './pattern-fault.ts'

const pattern = z
  .string()
  .min(2)
  .max(400)
  .superRefine((value, context) => {
    const message = patternFault(value, 'u')
    if (message !== null) context.addIssue({ code: 'custom', message })
  })

/**
 * What the bot may not say, whoever wrote the sentence. A sentence that holds one of these is left out, and `code` is the
 * reason that staff see. Matched in simplified characters, lower case and half width.
 */
export const forbidden = z.object({
  code: slug,
  /** Found wherever the words stand, also spaced out, broken up by signs, or in the other Chinese script. */
  phrases: z.partialRecord(locale, z.array(z.string().min(2).max(80)).max(200)).default({}),
  /** Regular expressions over one sentence, for what words alone do not tell. */
  patterns: z.partialRecord(locale, z.array(pattern).max(50)).default({}),
})
export type Forbidden = z.infer<typeof forbidden>
