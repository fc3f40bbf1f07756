import type { Act } from '../audit/act.ts';
import type { ChannelSession } from '../channels/rooms.ts';
import type { Timers } from '../durable/timers.ts';
import type { Env } from '../env.ts';
import type { SessionRoom } from '../rooms.ts';
import { type ErasingErrand } from './erasing.ts';
import type { Erasures } from './erasures.ts';
type Rooms = Pick<SessionRoom, 'link' | 'unlink' | 'revoke'> & Pick<ChannelSession, 'giveRoutes'>;
/** A session's method and what it is asked, as far as the workspace does not say it. */
type ToSession<Method extends keyof Rooms> = {
    call: Method;
} & Omit<Parameters<Rooms[Method]>[0], 'workspace'>;
type ToASession = {
    [Method in keyof Rooms]: ToSession<Method>;
}[keyof Rooms];
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>;
    erasures: Erasures;
    env(): Env;
    workspace(): string | undefined;
}
/** What Directory tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export declare class DirectoryErrands {
    #private;
    constructor(parts: Parts);
    run(): Promise<void>;
    /** An act to be written down. */
    audit(act: Act, now: number, id?: string): void;
    /** Who works here, or who is signed in, has changed. */
    recheck(now: number): void;
    tellSession(errand: ToASession, now: number): void;
    /** A step of an erasure, told after those before it. */
    erase(erasure: string, step: ErasingErrand, now: number): void;
}
export {};
