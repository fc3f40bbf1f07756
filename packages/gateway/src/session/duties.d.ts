import { type Effect, type SessionState } from '@baton/relay/session';
import type { Core } from './core.ts';
import { Turns } from './turns.ts';
export type SessionTimer = 'turn' | 'brief' | 'case' | 'wrap_up' | 'behind' | 'outbox' | 'retain' | 'files' | 'offer' | 'rated' | 'prescreen';
/** What a session owes after a commit: rows written with the events, worked off afterwards, taken up again after a crash. */
export declare class Duties {
    #private;
    readonly turns: Turns;
    constructor(core: Core);
    /** Writes the row of an effect, inside the transaction of its event. */
    record(effect: Effect, after: SessionState, now: number): void;
    /** What an older fence held is over: the bot's turn, its offers to come, and the place in the queue. Inside the transaction of the pass. */
    letGo(): void;
    /** Should Floor have lost what it was told, it is told again; a session it knows of changes nothing. */
    tellAgain(state: SessionState, now: number): void;
    /** Somebody came: how old the session is will be looked at from time to time. */
    watchAge(now: number): void;
    /** Somebody looks at the files then, or before. */
    tidyFilesAt(due: number): void;
    isWrappingUp(agent: string): boolean;
    /** Works off what is owed now. Cheap when nothing is. */
    wake(): void;
    /** The object's one alarm: runs what is due, then arms for the next. A timer that fails is tried again. */
    alarm(now: number): void;
}
