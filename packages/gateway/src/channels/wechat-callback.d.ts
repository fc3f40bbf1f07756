import type { Knock } from './channel.ts';
import { type Opened } from './wechat-crypto.ts';
/** WeChat and WeCom knock in the same way: signed in the address, sealed in the body. */
/** The largest body is a message of a few kilobytes, sealed. */
export declare const MOST_BYTES: number;
export interface Ours {
    tokens: readonly string[];
    aesKeys: readonly string[];
    /** AppID or CorpID. */
    receiver: string;
}
/** What was sealed in a body. */
export declare function openBody(knock: Knock, ours: Ours): Opened | null;
/** What is to be echoed when somebody enters the callback address. */
export declare function openEcho(knock: Knock, ours: Ours): string | null;
/** The same where nothing is sealed. The signature does not cover what is echoed, so it has to look like nothing much. */
export declare function plainEcho(knock: Knock, ours: Ours): string | null;
