import type { Decision, Entity, Flow } from '@baton/protocol'
import { meansEarlier } from './flow/references.ts'
import { begin } from './serve.ts'
import type { Turn } from './turn.ts'

/** From this confidence on, a number is taken for the task that the rest of its message may mean. */
const HALF = 0.5

const BARE = /^#?\d[\d -]*$/u
const LABEL =
  /^(?:我的|这个|這個|订单|訂單|快递|快遞|包裹|物流|编号|編號|单|單|号|號|码|碼|是|为|為|的|my|the|it|it's|its|that's|here|is|order|tracking|parcel|number|no|nr|id|[\s#:：,，.。'])*$/u

/** A number, with what it is called or not, and nothing about it: the pack's first look-up of it. Null when a message says more. */
export function numberAlone(turn: Turn): Decision | null {
  const { analysis, knowledge } = turn
  // Digits are the workspace's number that they are without its letters.
  if (BARE.test(analysis.message.folded)) {
    for (const { type } of knowledge.pack.entities) {
      const number = knowledge.entities.complete(analysis.message, type)
      const decision = number && lookUp(turn, number)
      if (decision) return decision
    }
  }
  const [number, another] = analysis.numbers
  return number && !another && LABEL.test(analysis.asked) ? lookUp(turn, number) : null
}

/** The look-up that a message's number belongs to, or the one of before. */
export function lookUpOf(turn: Turn): Decision | null {
  const flow = taskOfNumber(turn) ?? taskOfBefore(turn)
  return flow && started(turn, flow)
}

function lookUp({ analysis, ...turn }: Turn, number: Entity): Decision | null {
  const [flow] = turn.knowledge.flowsTaking(number.type)
  const known = { ...analysis, entities: [...analysis.entities.filter(({ type }) => type !== number.type), number] }
  return flow ? started({ ...turn, analysis: { ...known, numbers: [number] } }, flow) : null
}

function started(turn: Turn, flow: Flow): Decision {
  turn.why.push({ step: 'flow', code: 'number-given', detail: flow.id })
  return begin(turn, flow)
}

/** The flow a message's number belongs to: the one it half asks for, else the pack's first. */
function taskOfNumber({ analysis, knowledge }: Turn): Flow | null {
  for (const { type } of analysis.numbers) {
    const flows = knowledge.flowsTaking(type)
    for (const { id, confidence } of analysis.guesses) {
      if (confidence < HALF) break
      const serve = knowledge.intents.get(id)?.serve
      const half = flows.find((each) => serve && 'flow' in serve && serve.flow === each.id)
      if (half) return half
    }
    if (flows[0]) return flows[0]
  }
  return null
}

/** What is asked about again without its number, and hardly a word of what is wanted: the pack's first look-up. */
function taskOfBefore({ analysis, knowledge }: Turn): Flow | null {
  if (!meansEarlier(analysis.message)) return null
  for (const { type } of knowledge.pack.entities) {
    const [flow] = knowledge.flowsTaking(type)
    if (flow) return flow
  }
  return null
}
