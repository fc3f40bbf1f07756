import type { Party, SessionEvent } from '@baton/protocol';
import type { Said } from '@baton/relay/masking';
import { type EventDraft, type SessionState } from '@baton/relay/session';
import { EventLog } from './log.ts';
import { SessionStore } from './store.ts';
/** An event that is on its way to disk, with what each side saw before it. */
export interface Committed {
    event: SessionEvent;
    /** The event as it is stored and sent. */
    json: string;
    prev: {
        customer: number;
        agent: number;
    };
}
/** The log and its folded state, which never disagree: what came after the checkpoint is folded from the log. */
export declare class Ledger {
    #private;
    readonly log: EventLog;
    readonly store: SessionStore;
    constructor(storage: DurableObjectStorage);
    get state(): SessionState;
    /** The event this writer has stored under this id, if any: the same id is never stored twice. */
    find(by: Party, id: string): SessionEvent | null;
    /** What this writer said lately, masked as it is stored: a number may go on from there. */
    saidBy(by: Party): readonly Said[];
    /** The state as it is once these events read otherwise: folded anew, so that it holds nothing of what they held before. */
    reworded(events: readonly SessionEvent[]): SessionState;
    /** The seq that the draft of this writer under this id gets if these drafts are stored now. */
    seqOf(drafts: readonly EventDraft[], id: string, by: Party): number;
    /**
     * Numbers the drafts, folds, and stores them together with what `follow` answers for them, all or nothing. Drafts
     * stored before, under the same id by the same writer, are left out. Throws when storage refuses; then nothing has
     * changed. Synchronous from the first look to the last write.
     *
     * @param rewritten earlier events that read otherwise from now on; the state is folded anew from them.
     */
    commit(drafts: readonly EventDraft[], now: number, follow: (events: readonly SessionEvent[], after: SessionState) => (() => void) | null, rewritten?: readonly SessionEvent[]): Committed[];
    /** Removes what is written up to `seq`, which is before the head. The state stands, but for what it says of a case that is gone. */
    cut(seq: number, now: number): void;
}
