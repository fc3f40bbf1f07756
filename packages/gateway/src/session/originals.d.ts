import type { Command, ErrorCode, SessionEvent } from '@baton/protocol';
import { type Actor } from '@baton/relay/session';
import type { Core } from './core.ts';
type Of<K extends Command['kind']> = Extract<Command, {
    kind: K;
}>;
/** What came of it: stored now, with the original where it was asked for; stored before; or refused. */
export type Answer = {
    ok: true;
    event: SessionEvent;
    original?: {
        text: string;
        hideAfterMs: number;
    };
} | {
    ok: false;
    code: ErrorCode;
};
/** What staff may do to what was masked: look at an original once, or take a text out. Each is written down. */
export declare class Originals {
    #private;
    constructor(core: Core);
    /**
     * Opens an original for one command. The event that says so and the entry of the audit log are stored before anybody sees
     * it; the same command again is acknowledged, and shows nothing.
     */
    reveal(id: string, { seq, original, reason: raw }: Of<'reveal'>, actor: Actor): Promise<Answer>;
    /** Takes out what an event said, with every copy of it and what was kept sealed. */
    redact(id: string, { seq, reason: raw }: Of<'redact'>, actor: Actor): Promise<Answer>;
}
export {};
