import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import type { KeysRoom, SessionKey } from '../rooms.ts';
/**
 * One per workspace: the key of every session, wrapped. An object of its own, so that bringing a Session back from a
 * backup does not bring back what opened it.
 */
export declare class Keys extends DurableObject<Env> implements KeysRoom {
    #private;
    constructor(ctx: DurableObjectState, env: Env);
    sessionKey({ session }: {
        session: string;
    }): Promise<SessionKey>;
    erase({ session }: {
        session: string;
    }): Promise<void>;
    erased({ sessions }: {
        sessions: string[];
    }): Promise<string[]>;
    rotate(): Promise<{
        kid: string;
    }>;
    alarm(): Promise<void>;
}
