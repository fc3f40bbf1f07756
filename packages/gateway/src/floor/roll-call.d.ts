import type { Timers } from '../durable/timers.ts';
import type { DirectoryRoom } from '../rooms.ts';
import type { FloorTimer } from './ledger.ts';
import type { Seat, Seats } from './seats.ts';
import type { FloorSockets } from './sockets.ts';
import type { Sweep } from './sweep.ts';
interface Hall {
    directory(): DirectoryRoom;
    readonly sockets: FloorSockets;
    readonly seats: Seats;
    readonly sweep: Sweep;
    readonly timers: Timers<FloorTimer>;
    /** An agent may no longer work here: their sessions go on at once. */
    sendOff(agentId: string): Promise<void>;
    /** These agents have to leave these sessions. */
    dismiss(seats: readonly Seat[], because: 'gone' | 'signed_out' | 'rank'): void;
    /** Sockets of these agents were closed. */
    missed(agentIds: readonly string[]): void;
}
/** Asks Directory who of the agents at their desks, or in a session, may still work here. */
export declare class RollCall {
    #private;
    constructor(hall: Hall);
    all(): Promise<void>;
    /** Sends off agents who are gone, with their sessions; of those who only signed out, the sockets of that sign-in. */
    call(agentIds: readonly string[]): Promise<void>;
}
export {};
