/**
 * Words of customers, chosen for service talk: a short list of these is worth more than a large general one. Chinese is
 * matched in simplified form. Words that also name goods, prices or somebody else (垃圾桶, 不满100元, "angry birds") are
 * kept out of reach by what may not stand beside them.
 */
export interface MoodWords {
  han: readonly string[]
  latin: readonly string[]
}

/** A list as one expression, longest first, so that 不满意 is not 不满. Latin words stand alone. */
export const pattern = ({ han, latin }: MoodWords): RegExp =>
  new RegExp(
    `${longestFirst(han).join('|')}|(?<![\\p{Script=Latin}\\p{N}])(?:${longestFirst(latin).join('|')})(?![\\p{Script=Latin}\\p{N}])`,
    'gu',
  )

const longestFirst = (words: readonly string[]) => [...words].sort((left, right) => right.length - left.length)
