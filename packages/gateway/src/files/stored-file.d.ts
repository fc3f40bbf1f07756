import type { Env } from '../env.ts';
import type { FoundFile } from '../rooms.ts';
/** What is stored under a name, opened: `gone` with its key or its bytes, `damaged` when it is not what was sealed. */
export type Opened = {
    bytes: ReadableStream<Uint8Array>;
} | 'gone' | 'damaged';
export declare function openStored(env: Env, workspace: string, session: string, { kid, blob }: Pick<FoundFile, 'kid' | 'blob'>): Promise<Opened>;
