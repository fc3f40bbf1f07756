import type { Settings } from '@baton/protocol';
import { type FloorCommand, type FloorEffect, type FloorState } from '@baton/relay/floor';
import type { Timers } from '../durable/timers.ts';
import type { FloorErrands, ToSession } from './errands.ts';
import type { FloorStore } from './store.ts';
export type FloorTimer = 'floor' | 'outbox' | 'sweep' | 'boards';
/** Told to the agent who waits for it, if their socket is still there. */
export type ToAgent = Exclude<FloorEffect, ToSession>;
interface LedgerParts {
    storage: DurableObjectStorage;
    store: FloorStore;
    timers: Timers<FloorTimer>;
    errands: FloorErrands;
    settings: () => Settings;
}
/** The floor as it is on disk. Each command commits its rows, its calls to sessions and its timer together, or nothing. */
export declare class Ledger {
    #private;
    constructor(parts: LedgerParts);
    get state(): FloorState;
    commit(command: FloorCommand, now: number): {
        changed: boolean;
        calls: boolean;
        answers: ToAgent[];
        affected: ReadonlySet<string>;
    };
    /** Under another generation all of this may be wrong, what sessions were still to be told too. */
    forget(generation: string, now: number): void;
    /** The floor's timer has gone off and its row is gone. */
    timerTaken(): void;
}
export {};
