import type { Identity } from './store.ts';
/** Names something of a message on a route for good, as a UUID (RFC 9562, version 8). It tells nothing of what it names. */
export declare function uuidOf({ workspace, session }: Pick<Identity, 'workspace' | 'session'>, { seq, route }: {
    seq: number;
    route: string;
}, what: string | number): string;
