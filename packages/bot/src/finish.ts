import type { BotContext, Decision, Mood, Pack, Reading } from '@baton/protocol'
import { readMood } from './mood/mood.ts'
import { normalise } from './normalise.ts'
import { screen } from './screen.ts'
import { flowing } from './sentences.ts'
import { say } from './wording.ts'

/**
 * What every decision passes before it leaves: one apology to an upset customer, then the screen. The sentences that
 * come out are meant to be joined as they are.
 */
export function finish(decision: Decision, { wording }: Pack, reading: Reading, context: BotContext): Decision {
  if (decision.do === 'act') return decision
  const sorry = decision.do !== 'handoff' && owesApology(reading, context) ? [say(wording.sorry, reading.locale)] : []
  const { sentences, held } = screen([...sorry, ...decision.sentences])
  const why = [...decision.why, ...held.map((code) => ({ step: 'screen' as const, code }))]
  if (sentences.length > sorry.length || decision.sentences.length === 0) {
    return { ...decision, sentences: flowing(sentences), why }
  }
  // Nothing of the answer is left: it does not know, rather than saying half of nothing.
  const instead = decision.do === 'handoff' ? wording.handoffStuck : wording.abstain
  const saved = flowing([...sorry, say(instead, reading.locale)])
  if (decision.do === 'handoff') return { ...decision, sentences: saved, why }
  const button = say(wording.personButton, reading.locale)
  return { do: 'abstain', sentences: saved, options: [{ label: button, text: button }], why, flow: null }
}

/** Once: not again while the customer goes on being upset. */
function owesApology({ mood }: Reading, { earlier }: BotContext): boolean {
  const before = earlier.at(-1)
  return isUpset(mood) && !(before !== undefined && isUpset(readMood(normalise(before))))
}

const isUpset = ({ level, negative }: Mood) => level === 'negative' || level === 'angry' || negative > 0
