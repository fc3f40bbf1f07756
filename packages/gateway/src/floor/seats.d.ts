import type { Rank } from '@baton/protocol';
/** A session that an agent was let into. */
export interface Seat {
    session: string;
    agent: string;
    /** The sign-in it ends with; empty when the agent's socket named none. */
    login: string;
    rank: Rank;
}
/**
 * Whom the floor has let into which session: it is the only door, so it can tell the sessions when somebody has to leave.
 * A seat is kept after the agent has left the session, because only the session knows of that.
 */
export declare class Seats {
    #private;
    constructor(sql: SqlStorage);
    take({ session, agent, login, rank }: Seat, now: number): void;
    agents(): string[];
    of(agent: string): Seat[];
    give({ session, agent, login }: Seat): void;
    clear(): void;
}
