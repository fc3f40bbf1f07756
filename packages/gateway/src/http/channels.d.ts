import { type AuditEntry } from '@baton/protocol';
import type { Context } from 'hono';
import type { Env } from '../env.ts';
/** Who sets channels up. Permission was looked at before. */
interface Asker {
    workspace: string;
    by: AuditEntry['by'];
}
type ChannelsContext = Context<{
    Bindings: Env;
}>;
/** Every account, without its secrets. */
export declare function answerAccounts(c: ChannelsContext, { workspace }: Asker): Promise<Response>;
/** A new account. It may be incomplete: the answer has the address that the vendor's console wants first. */
export declare function answerNewAccount(c: ChannelsContext, asker: Asker): Promise<Response>;
export declare function answerSavedAccount(c: ChannelsContext, asker: Asker): Promise<Response>;
/** Nothing more comes in or goes out by it. */
export declare function removeAccount(c: ChannelsContext, { workspace, by }: Asker): Promise<Response>;
/** Sends something to an address now, and answers what came of it. */
export declare function answerTest(c: ChannelsContext, { workspace, by }: Asker): Promise<Response>;
/** What could not be delivered, newest first, after `?after=`. */
export declare function answerUndelivered(c: ChannelsContext, { workspace }: Asker): Promise<Response>;
/** Tries them again. What fails once more comes back. */
export declare function answerReplay(c: ChannelsContext, { workspace, by }: Asker): Promise<Response>;
export {};
