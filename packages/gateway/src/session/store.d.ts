import type { QueuePlace, SessionView } from '@baton/protocol';
import { type SessionState, type Turn } from '@baton/relay/session';
export interface Identity {
    workspace: string;
    session: string;
    epoch: string;
    /** Under which this session last ran. */
    generation: string;
}
/** The rows of a session besides its log. */
export declare class SessionStore {
    #private;
    constructor(sql: SqlStorage);
    identity(): Identity | null;
    create(identity: Identity): void;
    /** The log is another incarnation from here on. */
    beginGeneration(generation: string, epoch: string): void;
    /** Since when this session is served to nobody; null while it is. */
    erasedAt(): number | null;
    markErased(now: number): void;
    state(): SessionState;
    saveState(state: SessionState): void;
    queue(): QueuePlace | null;
    saveQueue(place: QueuePlace | null): void;
    turn(): Turn | null;
    saveTurn(turn: Turn): void;
    endTurn(): void;
    /** The checkpoint of an answer being written, so that who joins after a crash of this object sees it too. */
    saveStream(stream: SessionView['stream']): void;
    stream(): SessionView['stream'];
    reads(): {
        customer: number;
        staff: number;
    };
    saveRead(side: 'customer' | 'staff', seq: number): void;
    /** True when the ticket was not used before. */
    burn(jti: string, expires: number, now: number): boolean;
}
