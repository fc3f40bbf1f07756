import { z } from 'zod'

/** A regular expression as operators write it; matched without regard to case, over whole characters. */
export const regularExpression = z.string().superRefine((value, context) => {
  try {
    new RegExp(value, 'iu')
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'bad pattern' })
  }
})
