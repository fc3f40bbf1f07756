import { type SessionTicket } from '@baton/protocol';
import type { SessionRoom } from '../rooms.ts';
import type { Sockets } from './sockets.ts';
/** What a ticket was made from: a customer's device, an agent's sign-in. Tickets of 0.1.0 say nothing of it. */
export type Origin = Pick<SessionTicket, 'role' | 'device' | 'grant' | 'login'>;
/**
 * What was taken back: of this customer everything under a lower number of grants, and single devices; of agents their
 * place here. Kept here too, since a ticket made a moment before is still good when it arrives.
 */
export declare class Access {
    #private;
    constructor(sql: SqlStorage, sockets: Sockets);
    isRevoked({ role, device, grant }: Origin): boolean;
    /**
     * Directory may have been rewound to a lower number than it told, and would let nobody in. Tickets of before open nothing
     * under a new generation, so none is spared by this.
     */
    forgetGrants(): void;
    /** Stores it, then closes for good whoever came in by it. The same again, or an older number, changes nothing. */
    revoke({ grants, device }: Pick<Parameters<SessionRoom['revoke']>[0], 'grants' | 'device'>, now: number): void;
    /** Closes the sockets of an agent who has to leave, or of one sign-in of theirs, and turns away what was on its way. */
    dismiss({ agent, login, because }: Parameters<SessionRoom['dismiss']>[0], now: number): void;
    /** Whether the agent, or the sign-in, was dismissed since this ticket was made. */
    isTurnedAway({ role, participant, login, expiresAt }: SessionTicket): boolean;
}
