import type { Message } from '../normalise.ts'
import { ANGER } from './anger.ts'
import { ANXIETY, STRONG_ANXIETY } from './anxiety.ts'
import { asksForGoods, withoutAsides } from './aside.ts'
import { FACES } from './emoji.ts'
import { readEmphasis } from './emphasis.ts'
import { type Found, findPlain, findWords, NOTHING, only, together } from './found.ts'
import { findIrony } from './irony.ts'
import { isHyperbole, isJoking } from './joking.ts'
import { NEGATIVE } from './negative.ts'
import { POSITIVE } from './positive.ts'
import { MILD_PROFANITY, PROFANITY } from './profanity.ts'
import { mendMood } from './spelling.ts'
import { PRESSED, URGENCY } from './urgency.ts'
import { pattern } from './words.ts'

const WORDS = {
  anger: pattern(ANGER),
  anxiety: pattern(ANXIETY),
  panic: pattern(STRONG_ANXIETY),
  negative: pattern(NEGATIVE),
  positive: pattern(POSITIVE),
  swearing: pattern(PROFANITY),
  seasoning: pattern(MILD_PROFANITY),
  urgency: pattern(URGENCY),
  pressed: pattern(PRESSED),
}

/** What in a message tells of a mood. */
export interface Evidence {
  anger: Found
  /** Unhappy words, irony and sad faces; mild or laughing anger too. */
  unhappy: Found
  /** Fear, strong fear and faces of fear. */
  anxious: Found
  panic: Found
  pressed: Found
  swearing: Found
  /** Milder swearing. */
  seasoning: Found
  /** Not meant ironically. */
  positive: Found
  urgency: Found
  joking: boolean
  /** "!!!", words said three times over. */
  emphasis: string[]
  shouting: boolean
  /** Nothing but impatience: "hello???" */
  impatient: boolean
}

const NONE: Evidence = {
  anger: NOTHING,
  unhappy: NOTHING,
  anxious: NOTHING,
  panic: NOTHING,
  pressed: NOTHING,
  swearing: NOTHING,
  seasoning: NOTHING,
  positive: NOTHING,
  urgency: NOTHING,
  joking: false,
  emphasis: [],
  shouting: false,
  impatient: false,
}

/** Gathers the evidence of one message. `before`: the score of the message before. Linear in the text. */
export function gather(message: Message, names: readonly string[], before: number | undefined): Evidence {
  const { text } = message
  const heard = mendMood(withoutAsides(message.folded, names))
  const { text: folded } = heard
  const find = (list: keyof typeof WORDS) => findWords(WORDS[list], text, heard)
  const faces = (kind: keyof typeof FACES) => findPlain(folded.matchAll(FACES[kind]), text, heard)

  const irony = findPlain(findIrony(folded, before), text, heard)
  const joking = isJoking(folded) && irony.size === 0
  const meant = (found: Found) => (joking ? only(found, (form) => !isHyperbole(form)) : found)
  const positive = irony.size > 0 ? NOTHING : together(find('positive'), faces('positive'))

  const anger = meant(find('anger'))
  // A bit angry is unhappy; so is who laughs about it.
  const strong = joking ? NOTHING : only(anger, (_, { degree }) => degree >= 1)
  const weak = only(anger, (form) => !strong.has(form))
  const crying = positive.size > 0 ? NOTHING : faces('crying')
  const unhappy = together(meant(find('negative')), weak, irony, faces('negative'), crying)
  const { marks, again, shouting } = readEmphasis(text, folded)
  const calmly = marks === null && again === null && !shouting
  // 生气猫公仔有货吗: one such word where goods are asked for is their name.
  if (calmly && anger.size + unhappy.size === 1 && asksForGoods(folded))
    return { ...NONE, positive, urgency: find('urgency') }
  const panic = meant(find('panic'))
  // Swearing about what one loves, or laughs about, is none.
  const friendly = (joking || positive.size > 0) && strong.size === 0 && unhappy.size === 0

  return {
    anger: together(strong, faces('angry')),
    unhappy,
    anxious: together(meant(find('anxiety')), panic, faces('anxious')),
    panic,
    pressed: find('pressed'),
    swearing: friendly ? NOTHING : find('swearing'),
    seasoning: friendly ? NOTHING : find('seasoning'),
    positive,
    urgency: find('urgency'),
    joking,
    emphasis: [marks, again].filter((each) => each !== null),
    shouting,
    impatient: again !== null || (marks !== null && (shouting || isImpatient(folded))),
  }
}

/** 人呢？？？ and "hello???": nothing else is said, and it is said loudly. */
const isImpatient = (folded: string): boolean =>
  /^[^\p{L}\p{N}]*(?:人呢|还我钱|把钱(?:还|退)(?:给)?我|退钱|还钱|赔钱|在吗|在不在|喂|说话|回复|回话|hello|anyone|hey|well|what|answer|answer me|seriously|really|come on|where are you|give me my money)?[^\p{L}\p{N}]*$/u.test(
    folded,
  )
