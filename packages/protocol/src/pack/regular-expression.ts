import { z } from 'zod'
import { patternFault } from './pattern-fault.ts'

/** A regular expression as operators write it; matched without regard to case, over whole characters. */
export const regularExpression = z.string().superRefine((value, context) => {
  const message = patternFault(value, 'iu')
  if (message !== null) context.addIssue({ code: 'custom', message })
})
