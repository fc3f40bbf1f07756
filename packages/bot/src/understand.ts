import type { BotContext, Reading } from '@baton/protocol'
import { type Analysis, analyse, SURE } from './analysis.ts'
import { isRecognised, readWaiting } from './flow/waiting.ts'
import type { Knowledge } from './knowledge.ts'
import { detectLanguage } from './language.ts'
import { readMood } from './mood/mood.ts'
import { findPersonRequest } from './person/person.ts'
import { findRepeats, LOOK_BACK, type Question } from './repeat.ts'
import { strongest } from './retrieval/certainty.ts'
import { withPassage } from './retrieval/quoted.ts'
import { isWordless } from './wordless.ts'

/** Facts of one message. Bounded by the caps of `normalise` and `LOOK_BACK`, whatever comes in. */
export function understand(knowledge: Knowledge, text: string, context: BotContext): Reading {
  const analysis = analyse(knowledge, text, context.now)
  const { message, entities, guesses, near, smallTalk } = analysis
  const [intent = null] = guesses
  const wantsPerson = findPersonRequest(message, knowledge.buttons)
  const waiting = readWaiting(knowledge, analysis, { context, locale: context.locale })
  const question = waiting?.filler || wantsPerson.length > 0 ? null : asQuestion(analysis)
  const earlier = question
    ? context.earlier.slice(-LOOK_BACK).map((each) => asQuestion(analyse(knowledge, each, context.now)))
    : []
  const repeated = question ? findRepeats(question, earlier, knowledge.space) : []
  // A name or an address given where it was asked for tells nothing of the language spoken.
  const locale = waiting?.filler?.literal ? context.locale : detectLanguage(message.text, context.locale).locale
  return {
    text: message.text,
    locale,
    mood: readMood(message, context),
    wantsPerson,
    intent: smallTalk || !intent ? null : { id: intent.id, confidence: intent.confidence },
    ...(!smallTalk && guesses.length > 1 && { alternatives: guesses.slice(1) }),
    ...(smallTalk && { smallTalk }),
    entities,
    nearest: near.map((each) => withPassage(knowledge, each, message, { locale, now: context.now })),
    repeats: repeated.length,
    repeated,
    recognised:
      isWordless(message, context) ||
      smallTalk !== null ||
      wantsPerson.length > 0 ||
      (intent?.confidence ?? 0) >= SURE ||
      strongest(analysis) !== null ||
      (waiting !== null && isRecognised(waiting)) ||
      analysis.numbers.some(({ type }) => knowledge.flowsTaking(type).length > 0),
  }
}

/** What a message asks; null for greetings, yes and no, and bare numbers, which are no questions. */
function asQuestion(analysis: Analysis): Question | null {
  const { message, numbers, guesses, smallTalk, onlyNumbers } = analysis
  if (smallTalk || onlyNumbers || message.text === '') return null
  const [best] = guesses
  const article = strongest(analysis)
  return {
    folded: message.folded,
    entities: new Set(numbers.map(({ type, value }) => `${type}:${value}`)),
    meant: best && best.confidence >= SURE ? `intent ${best.id}` : article ? `article ${article.article}` : null,
  }
}
