import type { ChannelKind } from '@baton/protocol';
import type { Env } from '../env.ts';
import { BatonError } from '../http/baton-error.ts';
import { type Channel, type Knock, type Outgoing } from './channel.ts';
import type { OpenAccount } from './rooms.ts';
/** What a vendor has sent to an account of ours. */
export interface Hook {
    env: Env;
    workspace: string;
    account: OpenAccount;
    channel: Channel<ChannelKind>;
    knock: Knock;
    /** Whether the vendor may be kept waiting for the first answer, where it reads one off the response. */
    mayWait: boolean;
}
/** What the vendor is answered with, besides 200. */
export interface HookAnswer {
    type: string;
    body: string;
}
export declare const unavailable: (retryAfterMs?: number) => BatonError;
/**
 * Verifies, stores all that it says, and answers. Null: it is not the vendor's.
 *
 * @throws BatonError `request_malformed` when it is, and says nothing that is documented; `unavailable` when not all of it is stored: the vendor comes again, and what is stored is known by its id.
 */
export declare function answerHook(hook: Hook): Promise<HookAnswer | null>;
/** Stores everything a genuine payload says. Answers what the response is to carry. */
export declare function takeIn(hook: Omit<Hook, 'knock'>, payload: string): Promise<Outgoing | null>;
