import { type ClientFrame } from '@baton/protocol';
import { type Actor, type Live } from '@baton/relay/session';
import type { Ledger } from './ledger.ts';
import type { Page } from './log.ts';
import type { Identity } from './store.ts';
type Hello = Extract<ClientFrame, {
    type: 'hello';
}>;
/**
 * Answers `hello` in one synchronous turn, so that nothing can come between the replay and going live. A client that
 * resumes gets everything after `since`; one whose log is another incarnation, or who has none, gets a tail. So does one who
 * would have to be told something from before their horizon.
 */
export declare function greet(hello: Hello, actor: Actor, identity: Identity, ledger: Ledger, live: Live, horizon: number, now: number): {
    frames: string[];
    caughtUp: boolean;
    resumed: boolean;
};
/** The frame of one page of the log, as text. */
export declare const pageFrame: (type: 'replay' | 'page', req: number, { entries, more }: Page, segment?: string) => string;
export {};
