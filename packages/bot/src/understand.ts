import type { BotContext, Entity, Reading } from '@baton/protocol'
import { type Analysis, analyse, analyseTurn, SURE } from './analysis.ts'
import { PRODUCT } from './entities/product.ts'
import { isRecognised, readWaiting } from './flow/waiting.ts'
import type { Knowledge } from './knowledge.ts'
import { detectLanguage } from './language.ts'
import { readMood } from './mood/mood.ts'
import { normalise } from './normalise.ts'
import { partsOf } from './parts.ts'
import { findPersonRequest } from './person/person.ts'
import { isQuestion } from './question.ts'
import { findRepeats, LOOK_BACK, type Question } from './repeat.ts'
import { strongest } from './retrieval/certainty.ts'
import { withPassage } from './retrieval/quoted.ts'
import { sharedTopic } from './topic.ts'
import { urgentSentence } from './urgent.ts'
import { isWordless } from './wordless.ts'

/** Facts of one message. Bounded by the caps of `normalise` and `LOOK_BACK`, whatever comes in. */
export function understand(knowledge: Knowledge, text: string, context: BotContext): Reading {
  const said = analyseTurn(knowledge, text, context)
  const { message, guesses, near, smallTalk } = said
  const spoken = detectLanguage(message.text, context.locale).locale
  const measures = knowledge.entities.findMeasures(message, { ...context, locale: spoken })
  const entities = [...said.entities, ...measures]
  const analysis = { ...said, entities }
  // Of several questions, each understood by itself, the first that an intent means says what this is about.
  const parts = partsOf({ knowledge, analysis: said, context })
  const among = parts.flatMap(({ answer, analysis }) =>
    answer && 'intent' in answer ? (analysis.guesses[0] ?? []) : [],
  )
  const urgent = urgentSentence(knowledge, said, context.now)
  const intent = urgent ?? among[0] ?? guesses[0] ?? null
  const wantsPerson = findPersonRequest(message, knowledge.buttons)
  // "转人工" is about nothing else, unless that is sure: "我要投诉，转人工".
  const isMatter = wantsPerson.length === 0 || (intent?.confidence ?? 0) >= SURE
  // A topic alone means none of its intents: "my account" is no account stolen.
  const isTopic = !context.clarified && context.flow === null && sharedTopic(knowledge, said).length > 0
  const about = smallTalk || !isMatter || isTopic || isWordless(message, context) ? null : intent
  const waiting = readWaiting(knowledge, analysis, { context, locale: context.locale })
  const question = waiting?.filler || wantsPerson.length > 0 ? null : asQuestion(analysis)
  const earlier = question
    ? context.earlier.slice(-LOOK_BACK).map((each) => asQuestion(analyse(knowledge, each, context.now)))
    : []
  const repeated = question ? findRepeats(question, earlier, knowledge.space) : []
  // A name or an address given where it was asked for tells nothing of the language spoken.
  const locale = waiting?.filler?.literal ? context.locale : spoken
  return {
    text: message.text,
    locale,
    mood: readMood(message, context, goodsIn(entities)),
    wantsPerson,
    intent: about && { id: about.id, confidence: about.confidence },
    ...(!smallTalk && !isTopic && guesses.length > 1 && { alternatives: guesses.slice(1) }),
    ...(smallTalk && { smallTalk }),
    entities,
    nearest: near.map((each) => withPassage(knowledge, each, analysis.asked, { locale, now: context.now })),
    repeats: repeated.length,
    repeated,
    recognised:
      isWordless(message, context) ||
      smallTalk !== null ||
      wantsPerson.length > 0 ||
      (intent?.confidence ?? 0) >= SURE ||
      strongest(analysis) !== null ||
      parts.length > 0 ||
      (waiting !== null && isRecognised(waiting)) ||
      analysis.numbers.some(({ type }) => knowledge.flowsTaking(type).length > 0),
  }
}

/** Names of goods in a message, in folded form: they are no words of mood. */
const goodsIn = (entities: readonly Entity[]): string[] =>
  entities.filter(({ type }) => type === PRODUCT).map(({ text }) => normalise(text).folded)

/** What a message asks; null for greetings, yes and no, and bare numbers, which are no questions. */
function asQuestion(analysis: Analysis): Question | null {
  const { message, asked, entities, numbers, guesses, smallTalk, onlyNumbers } = analysis
  if (smallTalk || (onlyNumbers && !isQuestion(message)) || message.text === '') return null
  // Another number is another try, not the same question.
  if (/^[#\d .-]+$/u.test(message.folded)) return null
  const [best] = guesses
  const article = strongest(analysis)
  return {
    folded: message.folded,
    asked,
    // The same of another order, or about other goods, is another question.
    entities: new Set(
      [...numbers, ...entities.filter(({ type }) => type === PRODUCT)].map(({ type, value }) => `${type}:${value}`),
    ),
    meant: best && best.confidence >= SURE ? `intent ${best.id}` : article ? `article ${article.article}` : null,
  }
}
