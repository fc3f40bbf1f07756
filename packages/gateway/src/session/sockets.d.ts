import { type CloseCode, type ErrorCode, type ServerFrame, type SessionEvent, type SessionTicket, type Signal } from '@baton/protocol';
import { type Actor } from '@baton/relay/session';
import type { Origin } from './access.ts';
import type { Committed } from './ledger.ts';
/** What survives hibernation of one socket. 16 KB at most. */
interface Attachment {
    actor: Actor;
    /** What the ticket was made from, for when that is taken back or ends. */
    origin?: Pick<Origin, 'device' | 'grant' | 'login'>;
    /** Origin of the page it was opened from. Sockets of an older release have none. */
    page?: string;
    openedAt: number;
    /** In live fan-out. */
    live: boolean;
    /** Since when it has been out of live fan-out for being slow. */
    behindSince: number | null;
    greeted: boolean;
}
/** Open sockets of a session: who may see what, and how much each is behind. */
export declare class Sockets {
    #private;
    constructor(ctx: DurableObjectState);
    /** Takes the server's end of a socket in; the first frame must be `hello`. */
    accept(actor: Actor, { origin: page, device, grant, login }: Pick<SessionTicket, 'origin'> & Origin, now: number): Response;
    /** Whether this participant may open one more. One that has been silent for long is given up for it. */
    hasRoomFor(actor: Actor, now: number): boolean;
    of(ws: WebSocket): Attachment;
    open(role?: Actor['role']): Generator<[WebSocket, Attachment]>;
    /** False when the socket sends more frames than anyone needs to. */
    mayReceive(ws: WebSocket, now: number): boolean;
    /** After a complete replay. Asking from where it stands is also the acknowledgement of everything before. */
    setLive(ws: WebSocket, live: boolean): void;
    /** Credit for what has arrived, and for no more. */
    got(ws: WebSocket, seq: number): void;
    /** A socket that has closed meanwhile misses it, as it would have a moment later; the log has all that matters. */
    send(ws: WebSocket, frame: ServerFrame): void;
    /** A frame that is text already. */
    sendText(ws: WebSocket, frame: string): void;
    /**
     * A new event to everyone who may see it and keeps up. `prev` differs by what a reader may see. True when a reader fell
     * behind by it.
     */
    publish({ event, json, prev }: Committed, now: number): boolean;
    /** Something live and unstored, for whoever keeps up; `except` is its author. */
    signal(signal: Signal, role?: Actor['role'], except?: WebSocket): void;
    cast(frame: ServerFrame, role?: Actor['role'], except?: WebSocket): void;
    ack(ws: WebSocket, id: string, { seq, at }: Pick<SessionEvent, 'seq' | 'at'>): void;
    nack(ws: WebSocket, id: string, code: ErrorCode, retryAfterMs?: number): void;
    fault(ws: WebSocket, code: ErrorCode, of?: string, req?: number): void;
    /** Says why, then closes. */
    refuse(ws: WebSocket, code: ErrorCode, close: CloseCode): void;
    /** Closes sockets that never said hello, and readers that stayed behind too long. True while such readers remain. */
    sweep(now: number): boolean;
}
export {};
