import type { ActionResult, BotContext, Decision, Option, Reading, Reason } from '@baton/protocol'
import { type Analysis, analyseTurn, SURE } from './analysis.ts'
import { answersTo } from './answers.ts'
import { followBare } from './bare-question.ts'
import { clarifyingOptions, topicOptions } from './clarify.ts'
import { awaitedAction } from './flow/awaited.ts'
import { withWhatIsBesides } from './flow/besides.ts'
import { callsNothingOff } from './flow/leaving.ts'
import { readWaiting } from './flow/waiting.ts'
import { followTopic } from './follow-topic.ts'
import { followUp } from './follow-up.ts'
import { inFlow } from './in-flow.ts'
import type { Knowledge } from './knowledge.ts'
import { detectLanguage } from './language.ts'
import { lookUpOf, numberAlone } from './number-given.ts'
import { phrase } from './phrase.ts'
import { asksOnlyWhy } from './question.ts'
import { smallTalkReply } from './reply.ts'
import { lackOf } from './retrieval/certainty.ts'
import { begin, goOn, serve } from './serve.ts'
import { several } from './several.ts'
import { abstain, personOption, plain, type Turn } from './turn.ts'
import { put, say, WORDING } from './wording.ts'
import { isWordless } from './wordless.ts'

/** Codes by which an action says that the business system did not do its part. */
const OUTAGES = new Set(['timeout', 'unavailable', 'malformed'])

/**
 * The policy: the active flow, else what follows up on the one that just ended, else a sure intent, else a near article,
 * else one clarifying question, else to say that it does not know. Raw: `finish` screens it and puts an apology first.
 */
export function answer(knowledge: Knowledge, reading: Reading, context: BotContext, result?: ActionResult): Decision {
  const turn = turnOf(knowledge, reading, context)
  const decision = result ? afterAction(turn, result) : toMessage(turn)
  // What the last task knew outlives an answer that has nothing to do with it.
  return decision.flow === null && decision.do !== 'handoff' && context.flow?.ended
    ? { ...decision, flow: context.flow }
    : decision
}

/** Begins a flow whatever the message asks for. */
export function beginFlow(knowledge: Knowledge, id: string, reading: Reading, context: BotContext): Decision {
  const turn = turnOf(knowledge, reading, context)
  const flow = knowledge.flows.get(id)
  return flow ? begin(turn, flow) : abstain(turn)
}

const turnOf = (knowledge: Knowledge, reading: Reading, context: BotContext): Turn => ({
  knowledge,
  reading,
  context,
  // What was understood, sums and dates included, is what is answered.
  analysis: { ...analyseTurn(knowledge, reading.text, context), entities: reading.entities },
  why: firstReasons(reading, context),
})

function toMessage(turn: Turn): Decision {
  const { knowledge, reading, context, analysis } = turn
  if (reading.wantsPerson.length > 0) {
    turn.why.push({ step: 'rule', code: 'asked-for-person', detail: reading.wantsPerson.join(', ') })
    const sentences = [phrase(knowledge.pack.wording, 'handoffAsked', reading.locale, { mood: reading.mood, context })]
    return { do: 'handoff', sentences, why: turn.why, flow: null }
  }
  if (isWordless(reading, context)) return onlyFiles(turn)
  const waiting = readWaiting(knowledge, analysis, { context, locale: reading.locale })
  return (
    (waiting && inFlow(turn, waiting, () => several(turn, { mayBegin: false }) ?? withoutFlow(turn))) ??
    several(turn, { mayBegin: true }) ??
    followUp(turn) ??
    followBare(turn) ??
    followTopic(turn) ??
    withoutFlow(turn)
  )
}

function firstReasons(reading: Reading, context: BotContext): Reason[] {
  const { told } = detectLanguage(reading.text, context.locale)
  const why: Reason[] = [{ step: 'language', code: told ? 'detected' : 'kept', detail: reading.locale }]
  const { level, words } = reading.mood
  if (level !== 'calm') why.push({ step: 'mood', code: level, detail: words.join(', ') })
  if (reading.intent) {
    const { id, confidence } = reading.intent
    why.push({ step: 'intent', code: confidence >= SURE ? 'sure' : 'unsure', detail: `${id} ${confidence.toFixed(2)}` })
  }
  return why
}

function afterAction(turn: Turn, result: ActionResult): Decision {
  const { knowledge, context, reading } = turn
  const state = context.flow
  const flow = state && knowledge.flows.get(state.flow)
  if (!flow || awaitedAction(flow, state) !== result.action) {
    turn.why.push({ step: 'flow', code: 'gone', detail: result.action })
    return abstain(turn)
  }
  const { besides, ...alone } = state
  const went = goOn(turn, flow, alone, { by: 'result', result })
  const decision = besides ? withWhatIsBesides(went, besides) : went
  if (result.ok || !OUTAGES.has(result.code) || decision.do !== 'answer') return decision
  const down = phrase(knowledge.pack.wording, 'actionDown', reading.locale, { mood: reading.mood, context })
  const sentences = decision.sentences.length > 0 ? decision.sentences : [down]
  return { ...decision, sentences, options: decision.options.length > 0 ? decision.options : [personOption(turn)] }
}

function withoutFlow(turn: Turn): Decision {
  const { analysis, knowledge, why } = turn
  const { smallTalk } = analysis
  if (smallTalk) {
    why.push({ step: 'intent', code: 'small-talk', detail: smallTalk })
    return plain(turn, smallTalkReply(turn, smallTalk), smallTalk === 'identity' ? [personOption(turn)] : [])
  }
  if (callsNothingOff(analysis.message.folded)) return plain(turn, smallTalkReply(turn, 'fine'))
  if (asksOnlyWhy(analysis.message)) return abstain(turn)
  const named = numberAlone(turn)
  if (named) return named
  const about = turn.context.clarified ? [] : topicOptions(knowledge, analysis, turn.reading.locale)
  if (about.length > 1) return askWhich(turn, about, 'topic')
  for (const each of answersTo(turn)) {
    const served = serve(turn, each)
    if (served) return served
  }
  const lookUp = lookUpOf(turn)
  if (lookUp) return lookUp
  why.push(lacking(analysis))
  const options = turn.context.clarified
    ? []
    : clarifyingOptions(knowledge, analysis, { locale: turn.reading.locale, now: turn.context.now })
  const [likely] = options
  if (!likely) return abstain(turn)
  return options.length > 1 ? askWhich(turn, options, 'close') : askWhether(turn, likely)
}

function askWhich({ knowledge, reading, context, why }: Turn, options: Option[], code: 'close' | 'topic'): Decision {
  why.push({ step: 'intent', code, detail: options.map(({ label }) => label).join(' / ') })
  const { locale, mood } = reading
  const sentences = [phrase(knowledge.pack.wording, 'clarify', locale, { mood, context })]
  return { do: 'clarify', sentences, options, why, flow: null }
}

function askWhether(turn: Turn, likely: Option): Decision {
  turn.why.push({ step: 'intent', code: 'likely', detail: likely.label })
  const sentences = [put(WORDING.likely, turn.reading.locale, { name: likely.label })]
  // A choice of one is none: there is the way to a person beside it.
  return { do: 'clarify', sentences, options: [likely, personOption(turn)], why: turn.why, flow: null }
}

/** Why no article answered. */
function lacking(analysis: Analysis): Reason {
  const { near, withheld } = analysis
  const code = lackOf(analysis)
  const about = code === withheld?.by ? withheld : near[0]
  return { step: 'retrieval', code, ...(about && { detail: `${about.article} ${about.score.toFixed(2)}` }) }
}

/** What is in them is a person's to look at. A flow waits on. */
function onlyFiles(turn: Turn): Decision {
  turn.why.push({ step: 'intent', code: 'only-files' })
  const sentences = [say(WORDING.files, turn.reading.locale)]
  return { ...plain(turn, sentences, [personOption(turn)]), flow: turn.context.flow }
}
