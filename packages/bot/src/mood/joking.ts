import { FACES } from './emoji.ts'

/** Laughter that is heard in the words. 呵呵 is none: it is contempt. */
const LAUGHTER =
  /哈哈|嘿嘿|嘻嘻|笑死|笑哭|233+|(?<![a-z])(?:ha){2,}h?(?![a-z])|(?<![a-z])(?:lo+l|lmao|rofl|xd|jk|hh+)(?![a-z])|开(?:个|下)?玩笑|逗你|just (?:kidding|joking)|kidding|:-?d(?![a-z])/u
/** What people say of little things, too. */
const HYPERBOLE =
  /^(?:气死|气炸|烦死|急死|慢死|笑死|好气|生气|讨厌|烦人|气人|很烦|好烦|hate|crying|desperate|freak.*|angry|.*mad)$/u

export const isJoking = (folded: string): boolean => LAUGHTER.test(folded) || folded.search(FACES.laughing) >= 0

/** Whether a word said with laughter is only a manner of speaking. An accusation is one never. */
export const isHyperbole = (word: string): boolean => HYPERBOLE.test(word)
