import { buildMender } from '../mender.ts'
import { type Rewritten, rewrite } from '../rewritten.ts'

/** Words of a bad mood that are long enough, or odd enough, to be read through a slip. */
const WORDS =
  'disappointed disappointing disappointment frustrated frustrating frustration ridiculous terrible horrible unacceptable ' +
  'pathetic useless furious disgusting disgusted annoying annoyed unhappy outrageous angry complaint unprofessional ' +
  'incompetent worried urgent dissatisfied rubbish garbage nightmare desperate scammers liars idiots'
/** Other words one slip away from those. */
const ORDINARY =
  'curious garage spurious terribly horribly apathetic complain complaints argent annoys worries worrier frustrates garages nightmares ' +
  'lairs desperation idiot scammer furiously urgently angrily unhappily disappoint disappoints tangy liar idiotic'

const meant = buildMender(WORDS, ORDINARY)

/** Mends slips in words of a bad mood. Linear in the text. */
export const mendMood = (folded: string): Rewritten => rewrite(folded, /[a-z']{4,}/gu, meant)
