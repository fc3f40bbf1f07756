import type { LoginRequest, ProvisionRequest } from '@baton/protocol';
import type { Agent } from '../rooms.ts';
import type { KnownAgent } from './acts.ts';
import type { Hashing } from './hashing.ts';
type NewAgent = ProvisionRequest['agents'][number];
/** The agents of a workspace. Emails are compared in lower case. */
export declare class People {
    #private;
    constructor(sql: SqlStorage);
    byId(id: string): Agent | null;
    /** Who signs in with this email, and the hash their password must match. */
    byEmail(email: LoginRequest['email']): {
        agent: Agent;
        password: string;
    } | null;
    /** All of them, in the order of their ids. */
    all(): KnownAgent[];
    /** Hash of each agent's password by id. Who keeps their password keeps their hash, and so stays signed in. */
    hashes(agents: readonly NewAgent[], hashing: Hashing): Promise<Map<string, string>>;
    /** Makes `agents` the only ones. Who is gone or has a new password is signed out. Call inside a transaction. */
    replace(agents: readonly NewAgent[], hashes: ReadonlyMap<string, string>): void;
}
export {};
