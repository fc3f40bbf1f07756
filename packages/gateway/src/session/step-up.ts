import { type ActionResult, type BuiltInAction, SENDS_CODES } from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import { type EventDraft, SYSTEM } from '@baton/relay/session'
import { callBusiness } from './business.ts'
import { CODES, type CodeProvider, type Codes } from './codes.ts'
import type { Knowhow } from './knowhow.ts'

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

/** The actions that the gateway itself does for a flow: proving who somebody is by a code. */
export async function stepUp(
  codes: Codes,
  { config, snapshot }: Pick<Knowhow, 'config' | 'snapshot'>,
  { action, input, key, customer, handles, locale, now }: StepUpCall,
): Promise<StepUp> {
  const { purpose = '' } = input
  switch (action) {
    case 'baton.code.send': {
      const provider = byBusiness({ config, snapshot }, locale)
      const answer = await codes.send(purpose, { customer, key, provider }, now)
      return { result: resultOf(action, answer), drafts: [] }
    }
    case 'baton.code.check': {
      // The newest: whoever corrects themselves means what they wrote last.
      const given = handles.findLast(({ kind }) => kind === 'code') ?? null
      const answer = await codes.check(purpose, input.code === given?.placeholder ? given : null, now)
      return { result: resultOf(action, answer), drafts: answer.ok ? [proved(purpose, key, now)] : [] }
    }
  }
}

/** The business's own system sends codes, if its pack says how. */
function byBusiness({ config, snapshot }: Pick<Knowhow, 'config' | 'snapshot'>, locale: string): CodeProvider | null {
  const action = snapshot.pack.actions.find(({ id, method }) => id === SENDS_CODES && method === 'POST')
  if (!action) return null
  return {
    send: ({ customer, code, purpose, key }) =>
      callBusiness(config.businessApi, action, {
        by: 'bot',
        input: { customerId: customer, code, purpose, locale },
        key,
        customer,
      }),
  }
}

const resultOf = (action: string, answer: { ok: true } | { ok: false; code: string }): ActionResult =>
  answer.ok ? { action, ok: true, data: {} } : { action, ok: false, code: answer.code }

const proved = (purpose: string, key: string, now: number): EventDraft => ({
  kind: 'identity.verified',
  id: `${key}:proved`,
  by: SYSTEM,
  audience: 'staff',
  body: { method: 'code', purpose, expiresAt: now + CODES.proofMs },
})
