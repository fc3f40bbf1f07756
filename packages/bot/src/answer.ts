import type { ActionResult, BotContext, Decision, Flow, FlowState, Intent, Reading, Reason } from '@baton/protocol'
import { type Analysis, analyse, SURE } from './analysis.ts'
import { clarifyingOptions } from './clarify.ts'
import { excerpt } from './excerpt.ts'
import { awaitedAction, type Outcome, type Resume, runFlow } from './flow/interpreter.ts'
import { startState } from './flow/start.ts'
import { filled, paused, readWaiting, type Waiting } from './flow/waiting.ts'
import type { Knowledge } from './knowledge.ts'
import { detectLanguage } from './language.ts'
import { smallTalkReply } from './reply.ts'
import { strongest } from './retrieval/nearest.ts'
import { say, WORDING } from './wording.ts'
import { isWordless } from './wordless.ts'

/** One turn of deciding: what is known, and the reasons gathered on the way. */
interface Turn {
  knowledge: Knowledge
  reading: Reading
  context: BotContext
  analysis: Analysis
  why: Reason[]
}

/** Codes by which an action says that the business system did not do its part. */
const OUTAGES = new Set(['timeout', 'unavailable', 'malformed'])

/**
 * The policy: the active flow, else a sure intent, else a near article, else one clarifying question, else to say that
 * it does not know. Raw: `finish` screens it and puts an apology first.
 */
export function answer(knowledge: Knowledge, reading: Reading, context: BotContext, result?: ActionResult): Decision {
  const turn: Turn = {
    knowledge,
    reading,
    context,
    analysis: analyse(knowledge, reading.text),
    why: firstReasons(reading, context),
  }
  if (result) return afterAction(turn, result)
  if (reading.wantsPerson.length > 0) {
    turn.why.push({ step: 'rule', code: 'asked-for-person', detail: reading.wantsPerson.join(', ') })
    const sentences = [say(knowledge.pack.wording.handoffAsked, reading.locale)]
    return { do: 'handoff', sentences, why: turn.why, flow: null }
  }
  if (isWordless(reading, context)) return onlyFiles(turn)
  const waiting = readWaiting(knowledge, context.flow, turn.analysis)
  return (waiting && inFlow(turn, waiting)) ?? withoutFlow(turn)
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
  const decision = conclude(turn, flow, runFlow(flow, state, { by: 'result', result }, reading.locale))
  if (result.ok || !OUTAGES.has(result.code) || decision.do !== 'answer') return decision
  const { actionDown } = knowledge.pack.wording
  const sentences = decision.sentences.length > 0 ? decision.sentences : [say(actionDown, reading.locale)]
  return { ...decision, sentences, options: decision.options.length > 0 ? decision.options : [personOption(turn)] }
}

/** The message seen from a flow that waits for it; null when it has nothing to do with the flow, which then is left. */
function inFlow(turn: Turn, waiting: Waiting): Decision | null {
  const { analysis, reading, why } = turn
  const { flow, state } = waiting
  const go = (from: FlowState, resume: Resume) => conclude(turn, flow, runFlow(flow, from, resume, reading.locale))
  const other = sureIntent(turn)
  const elsewhere = other !== null && !('flow' in other.serve && other.serve.flow === flow.id)
  const leave = (code: string) => {
    why.push({ step: 'flow', code, detail: flow.id })
    return null
  }

  const newTask = elsewhere && 'flow' in other.serve
  if (waiting.filler && !newTask) return go(filled(waiting), { by: 'filled' })
  if (waiting.paused) return leave('left')
  if (waiting.calledOff) {
    leave('called-off')
    return plain(turn, [say(WORDING.cancelled, reading.locale)])
  }
  if (newTask) return leave('left')
  if (elsewhere || strongest(analysis.near)) {
    const interlude = withoutFlow(turn)
    if (interlude.do !== 'answer' || interlude.flow) return interlude
    why.push({ step: 'flow', code: 'paused', detail: flow.id })
    return { ...interlude, flow: paused(state) }
  }
  if (waiting.lacking) return go(state, { by: 'missed', lacking: true })
  if (analysis.smallTalk === 'goodbye') return leave('left')
  if (analysis.smallTalk) {
    const asked = go(state, { by: 'prompt' })
    const kind = smallTalkReply(turn, analysis.smallTalk)
    return asked.do === 'ask' && analysis.smallTalk !== 'fine'
      ? { ...asked, sentences: [...kind, ...asked.sentences] }
      : asked
  }
  return go(state, { by: 'missed', lacking: false })
}

function withoutFlow(turn: Turn): Decision {
  const { analysis, knowledge, why } = turn
  const { smallTalk, guesses, near } = analysis
  if (smallTalk) {
    why.push({ step: 'intent', code: 'small-talk', detail: smallTalk })
    return plain(turn, smallTalkReply(turn, smallTalk), smallTalk === 'identity')
  }
  const [closest] = near
  const surest = guesses[0]?.confidence ?? 0
  const quoted = closest?.score === 1 && surest < 1
  const sure = sureIntent(turn)
  const served = sure && !quoted ? serve(turn, sure, surest) : null
  if (served) return served
  const strong = strongest(near)
  const found = strong && fromArticle(turn, strong.article, strong.score)
  if (found) return found
  const task = taskOfNumber(turn)
  if (task) {
    why.push({ step: 'flow', code: 'number-given', detail: task.id })
    return begin(turn, task)
  }
  why.push(
    closest
      ? { step: 'retrieval', code: 'weak', detail: `${closest.article} ${closest.score.toFixed(2)}` }
      : { step: 'retrieval', code: 'nothing' },
  )
  const options = turn.context.clarified ? [] : clarifyingOptions(knowledge, analysis, turn.reading.locale)
  if (options.length > 1) {
    why.push({ step: 'intent', code: 'close', detail: options.map(({ label }) => label).join(' / ') })
    const sentences = [say(knowledge.pack.wording.clarify, turn.reading.locale)]
    return { do: 'clarify', sentences, options, why, flow: null }
  }
  return abstain(turn)
}

function sureIntent({ analysis, knowledge }: Turn): Intent | null {
  const [best] = analysis.guesses
  return best && best.confidence >= SURE ? (knowledge.intents.get(best.id) ?? null) : null
}

function serve(turn: Turn, intent: Intent, confidence: number): Decision | null {
  if ('person' in intent.serve) return toPerson(turn)
  if ('article' in intent.serve) return fromArticle(turn, intent.serve.article, confidence)
  const flow = turn.knowledge.flows.get(intent.serve.flow)
  return flow ? begin(turn, flow) : null
}

/** No bot can settle what was asked, so nothing is tried. */
function toPerson({ knowledge, reading, why }: Turn): Decision {
  why.push({ step: 'intent', code: 'needs-person' })
  return { do: 'handoff', sentences: [say(knowledge.pack.wording.handoffAsked, reading.locale)], why, flow: null }
}

/** The flow a message's number belongs to: the one it half asks for, else the pack's first. */
function taskOfNumber({ analysis, knowledge }: Turn): Flow | null {
  for (const { type } of analysis.numbers) {
    const flows = knowledge.flowsTaking(type)
    for (const { id } of analysis.guesses) {
      const serve = knowledge.intents.get(id)?.serve
      const half = flows.find((each) => serve && 'flow' in serve && serve.flow === each.id)
      if (half) return half
    }
    if (flows[0]) return flows[0]
  }
  return null
}

function begin(turn: Turn, flow: Flow): Decision {
  const state = startState(turn.knowledge, flow, turn.analysis, turn.context)
  turn.why.push({ step: 'flow', code: 'started', detail: flow.id })
  return conclude(turn, flow, runFlow(flow, state, { by: 'start' }, turn.reading.locale))
}

function conclude(turn: Turn, flow: Flow, outcome: Outcome): Decision {
  const why = [...turn.why, ...outcome.why]
  switch (outcome.do) {
    case 'ask':
      return { do: 'ask', sentences: outcome.said, options: outcome.options, why, flow: outcome.state }
    case 'act':
      return { do: 'act', action: outcome.action, input: outcome.input, why, flow: outcome.state }
    case 'handoff':
      return { do: 'handoff', sentences: outcome.said, why, flow: null }
    case 'end': {
      const citations = [...new Set(outcome.cites)].flatMap((id) => {
        const article = turn.knowledge.shelf(id, turn.reading.locale)
        return article ? [{ article: id, title: article.title }] : []
      })
      why.push({ step: 'flow', code: 'ended', detail: flow.id })
      return {
        do: 'answer',
        sentences: outcome.said,
        citations,
        options: outcome.options,
        confidence: 1,
        why,
        flow: null,
      }
    }
  }
}

/** Null when the article may not be shown to customers. */
function fromArticle(turn: Turn, id: string, confidence: number): Decision | null {
  const { knowledge, reading, why } = turn
  const article = knowledge.shelf(id, reading.locale)
  if (!article) return null
  why.push({ step: 'retrieval', code: 'answered', detail: `${id} ${confidence.toFixed(2)}` })
  const sentences = excerpt(article.body, { brief: reading.mood.level === 'anxious' })
  return {
    do: 'answer',
    sentences,
    citations: [{ article: id, title: article.title }],
    options: [],
    confidence,
    why,
    flow: null,
  }
}

/** What is in them is a person's to look at. A flow waits on. */
function onlyFiles(turn: Turn): Decision {
  turn.why.push({ step: 'intent', code: 'only-files' })
  return { ...plain(turn, [say(WORDING.files, turn.reading.locale)], true), flow: turn.context.flow }
}

function plain(turn: Turn, sentences: string[], offersPerson = false): Decision {
  const options = offersPerson ? [personOption(turn)] : []
  return { do: 'answer', sentences, citations: [], options, confidence: 1, why: turn.why, flow: null }
}

function abstain(turn: Turn): Decision {
  const sentences = [say(turn.knowledge.pack.wording.abstain, turn.reading.locale)]
  return { do: 'abstain', sentences, options: [personOption(turn)], why: turn.why, flow: null }
}

function personOption({ knowledge, reading }: Turn) {
  const text = say(knowledge.pack.wording.personButton, reading.locale)
  return { label: text, text }
}
