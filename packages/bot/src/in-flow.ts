import type { Decision, FlowState, Intent } from '@baton/protocol'
import { sureIntent } from './answers.ts'
import { YES_NO } from './entities/yes-no.ts'
import { goBack } from './flow/correcting.ts'
import type { Resume } from './flow/interpreter.ts'
import { withoutOffers } from './flow/offered.ts'
import { inside, resumed } from './flow/paused.ts'
import { alsoFilled } from './flow/start.ts'
import { FREE_TEXT, filled, type Waiting } from './flow/waiting.ts'
import { afterAWhile, backTo } from './interlude.ts'
import type { Message } from './normalise.ts'
import { partsOf } from './parts.ts'
import { isQuestion } from './question.ts'
import { smallTalkReply } from './reply.ts'
import { strongest } from './retrieval/certainty.ts'
import { begin, goOn } from './serve.ts'
import { plain, type Turn } from './turn.ts'
import { put, say, WORDING } from './wording.ts'

/**
 * The message seen from a flow that waits for it; null when it has nothing to do with the flow, which then is left.
 * `otherwise` answers it as if no flow were there.
 */
export function inFlow(turn: Turn, waiting: Waiting, otherwise: () => Decision): Decision | null {
  const { analysis, reading, why } = turn
  const { flow, step, filler } = waiting
  const state = resumed(waiting.state)
  const go = (from: FlowState, resume: Resume) => goOn(turn, flow, from, resume)
  const leave = (code: string) => {
    why.push({ step: 'flow', code, detail: flow.id })
    return null
  }
  const stop = (code: string) => {
    leave(code)
    return plain(turn, [say(WORDING.cancelled, reading.locale)])
  }

  if (waiting.calledOff && !filler && !waiting.paused && !waiting.declined) return stop('called-off')
  const other = elsewhere(turn, flow.id)
  // A text of the customer's own may read like anything; only a question is one.
  const isOwnText = step.do === 'ask' && step.entity === FREE_TEXT && !isQuestion(analysis.message)
  const isAnswer = filler !== null && (filler.exact || isOwnText)
  const asksSeveral = !isAnswer && partsOf(turn).length > 0
  if (other && !asksSeveral && !('article' in other.serve) && !isAnswer)
    return leaveFor(turn, other, state) ?? leave('left')

  const isYesOrNo = analysis.entities.some(({ type }) => type === YES_NO)
  const asksAside =
    asksSeveral ||
    ((other !== null || (strongest(analysis) !== null && !isYesOrNo && saysMore(analysis.message))) && !isAnswer)
  const isFiller = filler !== null && !(asksAside && step.do === 'ask' && step.entity === FREE_TEXT)
  if (waiting.declined && !asksAside) return go(withoutOffers(state), { by: 'prompt' })
  if (waiting.stale && !waiting.calledOff && !asksAside && waiting.agreed === null) {
    return afterAWhile(turn, flow, isFiller && step.do === 'ask' ? filled(state, step.slot, filler) : state)
  }
  if (waiting.correction) return corrected(go(goBack(flow, state, waiting.correction), { by: 'start' }), turn, waiting)
  if (isFiller && step.do === 'ask') return go(more(turn, waiting, filled(state, step.slot, filler)), { by: 'filled' })
  if (waiting.agreed !== null && waiting.paused) return waiting.agreed ? go(state, { by: 'prompt' }) : stop('left')
  if (waiting.agreed !== null) return go(state, { by: 'agreed', yes: waiting.agreed })
  if (waiting.calledOff) return stop('called-off')
  if (asksAside) {
    const aside = otherwise()
    if (aside.flow) return aside
    return aside.do === 'answer'
      ? backTo(turn, waiting.state, aside)
      : { ...aside, flow: aside.do === 'handoff' ? null : waiting.state }
  }
  const early = more(turn, waiting, state)
  if (early !== state) return go(early, { by: 'prompt' })
  if (waiting.lacking) return go(state, { by: 'missed', lacking: true })
  if (waiting.paused || analysis.smallTalk === 'goodbye') return leave('left')
  if (analysis.smallTalk) {
    const asked = go(state, { by: 'prompt' })
    return asked.do === 'ask' && analysis.smallTalk !== 'fine'
      ? { ...asked, sentences: [...smallTalkReply(turn, analysis.smallTalk), ...asked.sentences] }
      : asked
  }
  return go(state, { by: 'missed', lacking: false, invalid: waiting.invalid })
}

/** A word alone asks nothing of an article; in the middle of a task it answers wrongly. */
const saysMore = ({ folded }: Message): boolean =>
  (folded.match(/\p{Script=Han}/gu)?.length ?? 0) > 2 || (folded.match(/[\p{Script=Latin}']+/gu)?.length ?? 0) > 1

/** The sure intent of a message, when this flow does not serve it. */
function elsewhere(turn: Turn, flow: string): Intent | null {
  const other = sureIntent(turn)
  return other && !('flow' in other.serve && other.serve.flow === flow) ? other : null
}

/** Another task in the middle of this one, which waits; or a person, for whom nothing waits. */
function leaveFor(turn: Turn, { serve: by }: Intent, state: FlowState): Decision | null {
  const inner = 'flow' in by ? turn.knowledge.flows.get(by.flow) : undefined
  if (!inner) return null
  turn.why.push({ step: 'flow', code: 'left', detail: state.flow })
  return begin(turn, inner, (first) => (Object.keys(state.slots).length > 0 ? inside(first, state) : first))
}

/** The state with what the message answers before it is asked. */
const more = (turn: Turn, { flow }: Waiting, state: FlowState): FlowState =>
  alsoFilled(flow, state, turn.analysis, turn.context)

/** Says that the new value was heard, where the next sentence would not show it. */
function corrected(decision: Decision, { reading }: Turn, { correction }: Waiting): Decision {
  if (decision.do !== 'ask' || !correction?.value) return decision
  const heard = put(WORDING.corrected, reading.locale, { value: correction.value })
  return { ...decision, sentences: [heard, ...decision.sentences] }
}
