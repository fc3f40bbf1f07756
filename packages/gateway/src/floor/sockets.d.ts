import { type CloseCode, type ErrorCode, type FloorServerFrame, type FloorTicket } from '@baton/protocol';
import type { Agent } from '../rooms.ts';
/** What survives hibernation of one socket. 16 KB at most. */
interface Attachment {
    agent: Pick<Agent, 'id' | 'name' | 'capacity' | 'locales'>;
    /** Absent on a socket opened by the release before: the lowest. */
    rank?: Agent['role'];
    origin: string;
    /** The sign-in this socket ends with. Null when its ticket named none. */
    login: string | null;
    openedAt: number;
    seenAt: number;
    greeted: boolean;
    /** `accept` frames waiting for the session's answer. They live and end with the socket that asked. */
    accepting: {
        id: string;
        offerId: string;
    }[];
}
/** Not ok: this agent has too many sockets open already. */
export type Upgrade = {
    ok: true;
    response: Response;
} | {
    ok: false;
};
/** Open sockets of agents on this floor. */
export declare class FloorSockets {
    #private;
    constructor(ctx: DurableObjectState);
    /** Takes the server's end of a socket in; the first frame must be `hello`. */
    accept({ id, name, capacity, locales, role }: Agent, claims: Pick<FloorTicket, 'origin' | 'login'>, now: number): Upgrade;
    of(ws: WebSocket): Attachment;
    change(ws: WebSocket, change: Partial<Attachment>): void;
    open(agentId?: string): WebSocket[];
    /** Sockets that have said hello, with whose they are. */
    greeted(agentId?: string): Generator<[WebSocket, string]>;
    /** Whether an agent is here: with a socket, other than `except`, that has said hello. */
    isHere(agentId: string, except?: WebSocket): boolean;
    /** `refuse` above twice the allowed rate. */
    pace(ws: WebSocket, now: number): 'allow' | 'fault' | 'refuse';
    send(ws: WebSocket, frame: FloorServerFrame): void;
    /** Those who watch over the floor, and have said hello. */
    tellSupervisors(frame: FloorServerFrame): void;
    nack(ws: WebSocket, id: string, code: ErrorCode): void;
    fault(ws: WebSocket, code: ErrorCode, of?: string): void;
    /** Says why, then closes. */
    refuse(ws: WebSocket, code: ErrorCode, close: CloseCode): void;
    /** Takes off the sockets of an agent the `accept` frames that wait for this offer. */
    takeAccepting(agentId: string, offerId: string): {
        ws: WebSocket;
        id: string;
    }[];
    /** Closes sockets that never said hello and peers that are gone. Returns the agents whose sockets were closed. */
    sweep(now: number): Set<string>;
}
export {};
