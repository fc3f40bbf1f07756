import type { Env } from '../env.ts';
import type { FoundFile } from '../rooms.ts';
import type { Tools } from './channel.ts';
/** What tools are made for. Without a session there are no files. */
export interface ToolsFor {
    workspace: string;
    account: string;
    session?: string;
    token?: string | null;
    now?: number;
    /** Where a file of the session is: from within the session itself, which need not ask itself by the way around. */
    stored?: (file: string) => Promise<FoundFile | null>;
}
/** What an adapter reaches the world with: its vendor, addresses that were checked, and files of the session it speaks for. */
export declare function toolsFor(env: Env, { workspace, account, session, token, now, stored }: ToolsFor): Tools;
