import type { AuditEntry } from '@baton/protocol';
import type { FloorEffect, FloorState, PassOutcome } from '@baton/relay/floor';
import type { Timers } from '../durable/timers.ts';
import { type Env } from '../env.ts';
import type { HeldSession, SessionRoom } from '../rooms.ts';
type Pass = Extract<FloorEffect, {
    type: 'pass';
}>;
/** Told to a session, in order, until it has answered. */
export type ToSession = Pass | Extract<FloorEffect, {
    type: 'place' | 'settle';
}>;
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>;
    env: Env;
    workspace(): string;
    state(): FloorState;
    sessionRoom(session: string): HeldSession;
    /** A session has answered. */
    passed(call: Pass, outcome: PassOutcome): Promise<void>;
    /** A session could not be asked, and will be again. */
    unanswered(call: Pass): void;
}
/** What the floor tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export declare class FloorErrands {
    #private;
    constructor(parts: Parts);
    run(): Promise<void>;
    tell(call: ToSession, now: number): void;
    /** Told under a target of its own: nothing waits behind it. */
    dismiss(session: string, request: Parameters<SessionRoom['dismiss']>[0], now: number): void;
    /** An act to be written down. */
    audit(entry: AuditEntry): void;
    /** What sessions were still to be told is no longer true. What was done stays done. */
    forgetSessions(): void;
}
export {};
