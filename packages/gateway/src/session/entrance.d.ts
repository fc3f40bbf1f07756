import { type SessionTicket } from '@baton/protocol';
import type { Core } from './core.ts';
/** Opens a socket. The Worker has verified the ticket; its id is burnt here, where there is one place to look. */
export declare function enter(core: Core, ticket: SessionTicket, now: number): Response;
