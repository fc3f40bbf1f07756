import type { Entity } from '@baton/protocol'
import type { Message } from '../normalise.ts'
import { sourceOf } from '../rewritten.ts'
import { writeDigits } from './digits.ts'
import type { NumberFinder } from './numbers.ts'

const CORRECTION = 'correction'

/** A number as it may be written, with or without letters. */
const VALUE = "(?<![\\da-z'’])((?:[a-z]{1,5}[ -]?)?\\d[\\da-z-]{0,23})(?![\\da-z])"
const SEPARATOR = '[\\s,，。;；、.!！]*'

interface Shape {
  pattern: RegExp
  /** Which group is taken back and which is meant; 0: not named. */
  wrong: number
  right: number
}
const shape = (pattern: string, wrong: number, right: number): Shape => ({
  pattern: new RegExp(pattern, 'u'),
  wrong,
  right,
})

// The first that fits counts: those that name both come first.
const SHAPES: readonly Shape[] = [
  // 不是1042，是1024; not 1042, I meant 1024
  shape(`不是${SEPARATOR}${VALUE}${SEPARATOR}(?:而|应该)?是?${SEPARATOR}${VALUE}`, 1, 2),
  shape(
    `(?<![a-z])(?:not|isn'?t|wasn'?t)\\s+${VALUE}${SEPARATOR}(?:but|i (?:meant|mean)|it'?s|it is|it should be|should be|the (?:right|correct) one is)?\\s*${VALUE}`,
    1,
    2,
  ),
  // 1042错了，是1024; 1042 should be 1024; 把1042改成1024
  shape(`${VALUE}\\s*(?:是错的|错了|不对|写错了|打错了)${SEPARATOR}(?:应该|正确的)?是?${SEPARATOR}${VALUE}`, 1, 2),
  shape(`${VALUE}\\s*(?:改成|改为|换成|换为)\\s*${VALUE}`, 1, 2),
  shape(`${VALUE}\\s+(?:should be|should read)\\s+${VALUE}(?=\\s*(?:please|instead|[.!]|$))`, 1, 2),
  // 是1024不是1042; I meant 1024, not 1042
  shape(`${VALUE}${SEPARATOR}(?:而|并)?不是\\s*${VALUE}`, 2, 1),
  shape(`${VALUE}${SEPARATOR}(?:and )?(?:not|rather than|instead of)\\s+${VALUE}`, 2, 1),
  // 说错了，是1024; 不对，1024
  shape(
    `(?:[说打写输填搞弄报给]错了?|错了|不对|不好意思|更正(?:一下)?|纠正(?:一下)?)${SEPARATOR}[:：]?(?:应该|正确的|订单号|单号|号码)?是?${SEPARATOR}${VALUE}`,
    0,
    1,
  ),
  shape(`(?:应该是|正确的是|改成|改为|换成)\\s*${VALUE}`, 0, 1),
  // no sorry 10024; I meant 10024; correction: 10024
  shape(
    `(?<![a-z])(?:i (?:meant|mean)|meant to (?:say|write|type)|correction|make (?:it|that)|scratch that|wrong (?:number|one|order)|typo|my mistake|my bad|no,? (?:wait|sorry)|oops|(?:no|sorry|actually|wait)(?=[, ]+(?:it'?s|that'?s|the number is|should be|it should be|[a-z]{0,5}[ -]?\\d)))${SEPARATOR}[:：]?(?:sorry|no|wait)?${SEPARATOR}(?:it'?s|it is|that'?s|it should be|that should be|should be|i meant|the (?:right |correct )?(?:order |tracking )?(?:number|one) is|order)?\\s*${VALUE}`,
    0,
    1,
  ),
  shape(`(?<![a-z])(?:should be|should have been|should read)\\s+${VALUE}`, 0, 1),
]

/** Longer messages tell a story rather than correct a number. */
const LONGEST = 200

/**
 * What a message puts in place of what was said: "不是1042，是1024", "no sorry, 10024". The values are canonical where the
 * workspace's own patterns know them, else as written. Bounded: short messages only.
 */
export function findCorrection({ text, folded }: Message, numbers: NumberFinder): Entity | null {
  if (folded.length > LONGEST) return null
  const spoken = writeDigits(folded)
  for (const { pattern, wrong, right } of SHAPES) {
    const match = pattern.exec(spoken.text)
    const value = match?.[right]?.trim()
    if (!match || !value) continue
    const before = wrong > 0 ? match[wrong]?.trim() : undefined
    if (before === value) continue
    const canonical = (written: string) => numbers.canonical(written)?.value ?? written.toUpperCase()
    return {
      type: CORRECTION,
      value: canonical(value),
      text: sourceOf(text, spoken, match.index, match.index + match[0].length),
      ...(before !== undefined && { corrects: canonical(before) }),
    }
  }
  return null
}
