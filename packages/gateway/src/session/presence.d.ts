import type { Actor } from '@baton/relay/session';
import type { Sockets } from './sockets.ts';
/** Tells each side whether the other is there. `leaving` does not count any more. */
export declare function announcePresence(sockets: Sockets, role: Actor['role'], leaving?: WebSocket): void;
