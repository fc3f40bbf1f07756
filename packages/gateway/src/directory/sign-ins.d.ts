import type { LoginRequest } from '@baton/protocol';
import type { Timers } from '../durable/timers.ts';
import type { Agent, DirectoryRoom, Standing, StandingRequest } from '../rooms.ts';
import type { DirectoryErrands } from './errands.ts';
import type { Hashing } from './hashing.ts';
import type { People } from './people.ts';
interface Parts {
    storage: DurableObjectStorage;
    generation: string;
    people: People;
    hashing: Hashing;
    errands: DirectoryErrands;
    timers: Pick<Timers<'failures'>, 'set' | 'arm'>;
}
/** How agents come to their desk and leave it. */
export declare class SignIns {
    #private;
    constructor(parts: Parts);
    standing({ agent, logins }: StandingRequest, now: number): Standing;
    /** Where nobody is known it takes as long as anywhere. */
    signIn({ email, password }: LoginRequest, ip: string, isProvisioned: boolean): ReturnType<DirectoryRoom['login']>;
    agentOf(token: string): Promise<Agent | null>;
    signOut(token: string): Promise<void>;
    /** Part of the object's alarm: writes down what was counted long enough. */
    tellFailures(now: number): void;
}
export {};
