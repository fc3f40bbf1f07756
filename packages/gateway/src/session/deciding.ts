import { type Action, type ActionResult, type Decision, isBuiltIn, type Locale } from '@baton/protocol'
import { DETECTORS, redactJson } from '@baton/relay/masking'
import { actionFinished, actionStarted, hasProved, type Turn } from '@baton/relay/session'
import type { BusinessCall } from './business.ts'
import type { Knowhow } from './knowhow.ts'
import { type Heard, openerOf } from './opened.ts'
import type { StepUp } from './step-up.ts'
import type { Heading, TurnHost } from './turn-host.ts'

/** Business actions one turn may make: a flow that asks for more is broken. */
const MAX_ACTIONS = 6

/** An action of the live turn, with what the customer said in it, and what its flow was told before. */
interface ActCall extends Pick<BusinessCall, 'input' | 'key' | 'customer'> {
  heard: readonly Heard[]
  before: readonly string[]
}

/** What the bot does once the business system has answered. */
export type Decided = Exclude<Decision, { do: 'act' }>

/**
 * Asks the bot, and the business system where the flow needs it. Null when the turn is over for another reason; `unsettled` when
 * an action was begun before a crash that is not safe to repeat: nobody knows how it ended, and a person has to settle it.
 */
export async function decide(
  host: TurnHost,
  turn: Turn,
  knowhow: Knowhow,
  { reading, context }: Heading,
  first: Decision = knowhow.brain().answer(reading, context),
): Promise<Decided | null | 'unsettled'> {
  const { brain, snapshot, exempt } = knowhow
  let decision = first
  for (let n = 1; decision.do === 'act'; n++) {
    const { action: id, input, flow } = decision
    const action = snapshot.pack.actions.find((each) => each.id === id)
    if ((!action && !isBuiltIn(id)) || n > MAX_ACTIONS)
      throw new Error(`the flow asked for an action it may not have: ${id}`)
    const key = `${host.session()}:${turn.id}:${n}:${await digest(`${id} ${JSON.stringify(input)}`)}`
    if (action && !action.safe && host.isStored(key)) return 'unsettled'
    host.busy()
    if (!host.commit(turn, [actionStarted(turn, id, key, redactJson(input, DETECTORS, exempt))], false)) return null
    const customer = host.state().profile?.hostId ?? null
    const heard = turn.seqs.map((seq) => ({ text: host.said(seq).text, handles: host.handlesOf(seq) }))
    const call = { input, key, customer, heard, before: Object.values(context.flow?.slots ?? {}) }
    const { result, drafts } = await act(host, knowhow, id, call, reading.locale)
    const code = result.ok ? 'ok' : result.code
    if (!host.commit(turn, [actionFinished(turn, id, key, code), ...drafts], false)) return null
    decision = brain().answer(reading, { ...context, flow }, result)
  }
  return decision
}

async function act(
  host: TurnHost,
  knowhow: Knowhow,
  id: string,
  { heard, before, ...call }: ActCall,
  locale: Locale,
): Promise<StepUp> {
  if (isBuiltIn(id)) {
    const handles = heard.flatMap((each) => each.handles)
    return host.stepUp(knowhow, { ...call, handles, action: id, locale, now: host.now() })
  }
  const action = knowhow.snapshot.pack.actions.find((each) => each.id === id)
  if (!action) throw new Error(`the flow asked for an action it may not have: ${id}`)
  if (lacksProof(host, action)) return { result: { action: id, ok: false, code: 'not_proved' }, drafts: [] }
  const open = openerOf(heard, before)
  return { result: await knowhow.call(action, { ...call, by: 'bot', open }), drafts: [] }
}

/** Whatever a flow or a model says: what needs a proof is done for nobody else. */
const lacksProof = (host: TurnHost, { proof }: Action): boolean =>
  proof !== undefined && !hasProved(host.state(), host.now(), proof)

/** An action that only reads, at a model's word; logged like any. Null when the turn is over. */
export async function lookUp(
  host: TurnHost,
  turn: Turn,
  { call, exempt }: Knowhow,
  action: Action,
  input: Record<string, string>,
): Promise<ActionResult | null> {
  if (lacksProof(host, action)) return { action: action.id, ok: false, code: 'not_proved' }
  const key = `${host.session()}:${turn.id}:look:${await digest(`${action.id} ${JSON.stringify(input)}`)}`
  if (!host.commit(turn, [actionStarted(turn, action.id, key, redactJson(input, DETECTORS, exempt))], false))
    return null
  const customer = host.state().profile?.hostId ?? null
  const result = await call(action, { by: 'bot', input, key, customer })
  const code = result.ok ? 'ok' : result.code
  return host.commit(turn, [actionFinished(turn, action.id, key, code)], false) ? result : null
}

/** Sixteen hex digits of SHA-256: tells one input of an action from another. */
async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
