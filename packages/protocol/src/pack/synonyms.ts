import { z } from 'zod'
import { LOCALES, type Locale, locale } from '../locale.ts'

/**
 * Words that mean the same to this business, in groups by language: the search reads each as the first of its group.
 * A word belongs to one group. Traditional and simplified forms of a word are one word already.
 */
export const synonyms = z
  .partialRecord(locale, z.array(z.array(z.string().min(1).max(60)).min(2)))
  .superRefine((value, context) => {
    for (const each of LOCALES) {
      const seen = new Set<string>()
      for (const [index, group] of (value[each] ?? []).entries()) {
        for (const word of group.map((given) => given.trim().toLowerCase())) {
          if (seen.has(word))
            context.addIssue({ code: 'custom', path: [each, index], message: `${word} is there twice` })
          seen.add(word)
        }
      }
    }
  })
export type Synonyms = Partial<Record<Locale, string[][]>>
