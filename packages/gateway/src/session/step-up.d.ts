import { type ActionResult, type BuiltInAction } from '@baton/protocol';
import type { Handle } from '@baton/relay/masking';
import { type EventDraft } from '@baton/relay/session';
import { type Codes } from './codes.ts';
import { type IdentityChecks } from './identity-checks.ts';
import type { Knowhow } from './knowhow.ts';
/** How a session finds out who is there. */
export interface Checks {
    codes: Codes;
    identity: IdentityChecks;
}
export interface StepUpCall {
    action: BuiltInAction;
    input: Record<string, string>;
    /** Idempotency key of this call. */
    key: string;
    /** The signed-in customer's id on the host site. */
    customer: string | null;
    /** Originals of what the customer wrote in this turn. */
    handles: readonly Handle[];
    locale: string;
    now: number;
}
/** What came of it, and what becomes true by it. */
export interface StepUp {
    result: ActionResult;
    drafts: EventDraft[];
}
/** The actions that the gateway itself does for a flow: proving who somebody is. */
export declare function stepUp({ codes, identity }: Checks, knowhow: Pick<Knowhow, 'config' | 'snapshot'>, { action, input, key, customer, handles, locale, now }: StepUpCall): Promise<StepUp>;
