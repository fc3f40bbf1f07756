import { DETECTORS, redact } from '@baton/relay/masking'

const ONE = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|nought|naught|nil'
const MORE =
  'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple|treble'
const HAN = '〇零一二三四五六七八九十百幺两兩壹贰貳叁參肆伍陆陸柒捌玖'
const DIGIT = `\\p{Nd}|[${HAN}]|(?<!\\p{L})(?:${ONE}|${MORE})(?!\\p{L})`
/** Two digits or more with little between them, however they are written or said, and one that may only have begun. */
const RUN = new RegExp(`(?:${DIGIT})(?:[^\\p{L}\\p{N}]{0,3}(?:${DIGIT}))+|(?:${DIGIT})[^\\p{L}\\p{N}]*$`, 'giu')

/**
 * What may be shown of words that are still being said: nothing that masking finds, and no number at all, since half a card
 * number looks like none.
 */
export const partialCaption = (text: string, exempt: readonly RegExp[]): string =>
  redact(text.replace(RUN, '…'), DETECTORS, exempt).text

/** What is shown of words that are in the log, as the log has them. */
export const finalCaption = (text: string, exempt: readonly RegExp[]): string => redact(text, DETECTORS, exempt).text
