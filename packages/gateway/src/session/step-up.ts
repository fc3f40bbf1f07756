import {
  type Action,
  type ActionResult,
  type BuiltInAction,
  CHECKS_IDENTITY,
  type EventBody,
  SENDS_CODES,
} from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import { type EventDraft, SYSTEM } from '@baton/relay/session'
import type { Checked } from './checked.ts'
import { CODES, type CodeProvider, type Codes } from './codes.ts'
import { IDENTITY, type IdentityChecks, type IdentityProvider } from './identity-checks.ts'
import type { Knowhow } from './knowhow.ts'

/** How a session finds out who is there. */
export interface Checks {
  codes: Codes
  identity: IdentityChecks
}

export interface StepUpCall {
  action: BuiltInAction
  input: Record<string, string>
  /** Idempotency key of this call. */
  key: string
  /** The signed-in customer's id on the host site. */
  customer: string | null
  /** Originals of what the customer wrote in this turn. */
  handles: readonly Handle[]
  locale: string
  now: number
}

/** What came of it, and what becomes true by it. */
export interface StepUp {
  result: ActionResult
  drafts: EventDraft[]
}

/** The actions that the gateway itself does for a flow: proving who somebody is. */
export async function stepUp(
  { codes, identity }: Checks,
  knowhow: Business,
  { action, input, key, customer, handles, locale, now }: StepUpCall,
): Promise<StepUp> {
  const { purpose = '' } = input
  switch (action) {
    case 'baton.code.send': {
      const provider = sendingCodes(knowhow, locale)
      const answer = await codes.send(purpose, { customer, key, provider }, now)
      return { result: resultOf(action, answer), drafts: [] }
    }
    case 'baton.code.check': {
      const answer = await codes.check(purpose, givenIn(handles, 'code', input.code), now)
      const proof = { method: 'code', purpose, expiresAt: now + CODES.proofMs } as const
      return { result: resultOf(action, answer), drafts: answer.ok ? [proved(proof, key)] : [] }
    }
    case 'baton.identity.check': {
      const provider = comparingIds(knowhow)
      const given = givenIn(handles, 'id_last_four', input.lastFour)
      const answer = await identity.check(given, { customer, key, provider }, now)
      const proof = { method: 'id_last_four', purpose: 'identity', expiresAt: now + IDENTITY.proofMs } as const
      return { result: resultOf(action, answer), drafts: answer.ok ? [proved(proof, key)] : [] }
    }
  }
}

/** The newest of its kind, which the slot must hold: whoever corrects themselves means what they wrote last. */
function givenIn(handles: readonly Handle[], kind: string, slot: string | undefined): Handle | null {
  const newest = handles.findLast((handle) => handle.kind === kind)
  return newest && slot === newest.placeholder ? newest : null
}

type Business = Pick<Knowhow, 'call' | 'snapshot'>

/** The business's own system sends codes, if its pack says how. */
function sendingCodes(business: Business, locale: string): CodeProvider | null {
  const call = byBusiness(business, SENDS_CODES)
  return call && { send: ({ customer, code, purpose, key }) => call({ code, purpose, locale }, customer, key) }
}

/** And compares the end of an ID with the one it has on file. */
function comparingIds(business: Business): IdentityProvider | null {
  const call = byBusiness(business, CHECKS_IDENTITY)
  return call && { compare: ({ customer, lastFour, key }) => call({ lastFour }, customer, key) }
}

type Call = (input: Record<string, string>, customer: string, key: string) => Promise<ActionResult>

/** An action that the gateway calls itself; what it says of a customer never stands in an address. */
function byBusiness({ call, snapshot }: Business, name: string): Call | null {
  const action: Action | undefined = snapshot.pack.actions.find(({ id, method }) => id === name && method === 'POST')
  if (!action) return null
  return (input, customer, key) => call(action, { by: 'bot', input: { customerId: customer, ...input }, key, customer })
}

const resultOf = (action: string, answer: Checked): ActionResult =>
  answer.ok ? { action, ok: true, data: {} } : { action, ok: false, code: answer.code }

const proved = (body: EventBody<'identity.verified'>, key: string): EventDraft => ({
  kind: 'identity.verified',
  id: `${key}:proved`,
  by: SYSTEM,
  audience: 'staff',
  body,
})
