import type { AuditEntry } from '@baton/protocol';
import { type SessionState } from '@baton/relay/session';
import type { ChannelSession, ChannelsRoom } from '../channels/rooms.ts';
import type { FloorRoom, SessionRoom } from '../rooms.ts';
import type { Fetching } from './attachments.ts';
import type { Core } from './core.ts';
import type { Owed } from './delivering.ts';
export type FloorCall = {
    call: 'enqueue';
    request: Parameters<FloorRoom['enqueue']>[0];
} | {
    call: 'reword';
    request: Parameters<FloorRoom['reword']>[0];
} | {
    call: 'release';
    request: Parameters<FloorRoom['release']>[0];
} | {
    call: 'alert';
    request: Parameters<FloorRoom['alert']>[0];
};
/** What a session tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export declare class SessionErrands {
    #private;
    constructor(core: Core);
    run(): Promise<void>;
    tellFloor(call: FloorCall, now: number): void;
    /** A case goes on in another session. */
    giveCase(request: Parameters<SessionRoom['takeCase']>[0], now: number): void;
    /** A message goes out by a route, after those before it. Its words stay in the log. */
    deliver(request: Owed, now: number): void;
    /** What waits to go out by a route, in order. */
    owedBy(route: string): Owed[];
    /** All that goes out by a route, in another order. Inside a transaction. */
    reorder(route: string, owed: readonly Owed[], now: number): void;
    /** Something a message brought is fetched; none waits for another. */
    fetch(request: Fetching, now: number): void;
    /** A message that could not be delivered. */
    bury(request: Parameters<ChannelsRoom['bury']>[0], now: number): void;
    /** The ways to the customer lead to another session now. */
    giveRoutes(request: {
        link: string;
        to: string;
        routes: string[];
    }, now: number): void;
    /** The customer was heard by a way that another session still owes something by. */
    stir(request: Parameters<ChannelSession['standing']>[0], now: number): void;
    /** An act to be written down. */
    audit(entry: AuditEntry): void;
    /** The session's term is over: Directory has it erased. */
    expire(now: number): void;
    /** What was labelled of these messages reads otherwise now, or is gone. */
    forgetLabels(seqs: number[], now: number): void;
    /** Calls that wait to be made quote what went out of the log. */
    purge(words: (text: string) => string, after: SessionState): void;
    /** What the floor was still to be told is no longer true. What was done stays done. */
    forgetFloor(): void;
    /** Before the session's rows go: what was done in it has to be written down elsewhere. Throws while it cannot be. */
    tellAudit(): Promise<void>;
}
