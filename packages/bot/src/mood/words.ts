/**
 * Words of upset customers, chosen for service talk: a short list of these is worth more than a large general one.
 * Chinese is matched in simplified form. Words that also name goods or prices (垃圾桶, 妈妈的, 差价) are kept out of reach
 * by what may not stand beside them.
 */
export interface MoodWords {
  han: readonly string[]
  latin: readonly string[]
}
