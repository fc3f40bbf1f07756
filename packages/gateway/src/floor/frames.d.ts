import { type ErrorCode } from '@baton/protocol';
import { type FloorCommand, type FloorState } from '@baton/relay/floor';
import { type TicketEnv } from '../http/tickets.ts';
import type { Boards } from './boards.ts';
import type { ToAgent } from './ledger.ts';
import type { Seat } from './seats.ts';
import type { FloorSockets } from './sockets.ts';
/** What frames need of their floor. */
export interface Hall {
    readonly env: TicketEnv;
    readonly sockets: FloorSockets;
    readonly boards: Boards;
    state(): FloorState;
    workspace(): string;
    /** Commits, and shows the new boards. The caller passes the answers on. */
    commit(command: FloorCommand): ToAgent[];
    /** An agent is about to get a ticket to a session. */
    letIn(seat: Seat): void;
    /** An agent asked for a session that is not theirs. */
    refused(ws: WebSocket, session: string): void;
    /** False when whoever is at this socket may no longer work here; it is closed then. */
    mayWork(ws: WebSocket): Promise<boolean>;
}
/** The desk's frames: each is refused with its own code, or becomes one command. */
export declare class FloorFrames {
    #private;
    constructor(hall: Hall);
    receive(ws: WebSocket, raw: string | ArrayBuffer): Promise<void>;
    /** Tells agents what became of their `accept`. */
    answer(answers: readonly ToAgent[]): Promise<void>;
    /** The session could not be asked. The pass is tried again; the agent need not sit and wait for it. */
    excuse(agentId: string, offerId: string, code: ErrorCode): void;
}
