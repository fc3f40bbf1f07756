import type { ErrorCode, SessionEvent } from '@baton/protocol';
import { type Actor, type Saying } from '@baton/relay/session';
import type { Core } from './core.ts';
/** What came of words: they are stored, now or before, or refused. */
export type Said = {
    as: 'stored' | 'known';
    event: SessionEvent;
} | {
    as: 'refused';
    code: ErrorCode;
};
interface Along {
    /** Written in the same transaction; `seq` is that of the command's own event. */
    within?: (seq: number) => void;
    /** Told of the command's own event before anyone sees it. */
    stored?: (own: SessionEvent) => void;
}
/**
 * Takes what somebody says through the masking door and stores it: prepare (may await) → plan and commit (synchronous) →
 * effects. To be called in the session's line.
 */
export declare function say(core: Core, id: string, body: Saying, actor: Actor, along?: Along): Promise<Said>;
export {};
