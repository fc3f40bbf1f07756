import type { ActionResult, BotContext, Decision, Mood, Reading, Reason } from '@baton/protocol'
import type { Knowledge } from './knowledge.ts'
import { readMood } from './mood/mood.ts'
import { normalise } from './normalise.ts'
import { phrase } from './phrase.ts'
import type { Check } from './screen/door.ts'
import { ownGrounds } from './screen/own-grounds.ts'
import { flowing } from './sentences.ts'
import { say } from './wording.ts'

/**
 * What every decision passes before it leaves: one apology to an upset customer, then the door that holds back what may
 * not be said. The sentences that come out are meant to be joined as they are.
 */
export function finish(
  decision: Decision,
  { pack: { wording }, shelf, door }: Knowledge,
  reading: Reading,
  context: BotContext,
  result?: ActionResult,
): Decision {
  if (decision.do === 'act') return decision
  const sorry =
    decision.do !== 'handoff' && owesApology(reading, context) && !decision.sentences.some(apologises)
      ? [phrase(wording, 'sorry', reading.locale, { mood: reading.mood, context })]
      : []
  const check = door.own(ownGrounds(decision, shelf, reading, context, result))
  const { sentences, held } = passed([...sorry, ...decision.sentences], check)
  const why = [...decision.why, ...held]
  if (sentences.length > sorry.length || decision.sentences.length === 0) {
    return { ...decision, sentences: flowing(sentences), why }
  }
  // Nothing of the answer is left: it does not know, rather than saying half of nothing.
  const instead = decision.do === 'handoff' ? 'handoffStuck' : 'abstain'
  const saved = flowing([...sorry, phrase(wording, instead, reading.locale, { mood: reading.mood, context })])
  if (decision.do === 'handoff') return { ...decision, sentences: saved, why }
  const button = say(wording.personButton, reading.locale)
  return { do: 'abstain', sentences: saved, options: [{ label: button, text: button }], why, flow: null }
}

function passed(sentences: readonly string[], check: Check): { sentences: string[]; held: Reason[] } {
  const held: Reason[] = []
  const through = sentences.filter((sentence, at) => {
    const reason = check(sentence, sentences[at - 1])
    if (reason) held.push(reason)
    return reason === null
  })
  return { sentences: through, held }
}

/** A flow that says it is sorry has said it. */
const apologises = (sentence: string): boolean =>
  /抱歉|对不起|對不起|不好意思|\bsorry\b|\bapologi[sz]e\b/iu.test(sentence)

/** Once: not again while the customer goes on being upset. */
function owesApology({ mood }: Reading, { earlier }: BotContext): boolean {
  const before = earlier.at(-1)
  return isUpset(mood) && !(before !== undefined && isUpset(readMood(normalise(before))))
}

const isUpset = ({ level, negative }: Mood) => level === 'negative' || level === 'angry' || negative > 0
