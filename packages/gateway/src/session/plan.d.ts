import type { ErrorCode, SessionEvent } from '@baton/protocol';
import { type Actor, type CommandContext, type EventDraft, type Prepared, type RedactedLog } from '@baton/relay/session';
import type { Ledger } from './ledger.ts';
import type { Sealed, ToSeal } from './seals.ts';
/** What a command comes to, as things stand: it was stored before, it is refused, or this is what to store. */
export type Plan = {
    do: 'acknowledge';
    known: SessionEvent;
} | {
    do: 'refuse';
    code: ErrorCode;
}
/** `seq` is that of the command's own event. */
 | {
    do: 'store';
    seq: number;
    drafts: EventDraft[];
    redacted: RedactedLog | null;
    toSeal: ToSeal[];
};
/**
 * Decides a prepared command on the log of this moment. Synchronous: what is stored at once after it is stored where it
 * says. A number that it completes is taken out of the log first, so that nothing is decided on what is gone.
 */
export declare function planOf(ledger: Ledger, id: string, prepared: Prepared, actor: Actor, context: CommandContext): Plan;
/** Whether everything was sealed, and for the place it will have. */
export declare const isSealed: (toSeal: readonly ToSeal[], sealed: readonly Sealed[]) => boolean;
