import type { Act } from '../audit/act.ts';
import type { Timers } from '../durable/timers.ts';
import type { Env } from '../env.ts';
import type { Buried } from './buried.ts';
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>;
    env(): Env;
    workspace(): string;
}
/** What Channels tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export declare class ChannelErrands {
    #private;
    constructor(parts: Parts);
    run(): Promise<void>;
    /** An act to be written down. */
    audit(act: Act, now: number): void;
    /** A message to be tried again, after those of its session that were asked for before it. */
    redeliver({ session, seq, route }: Buried, now: number): void;
    /** A session was erased: nothing of it is tried any more. */
    forget(session: string): void;
}
export {};
