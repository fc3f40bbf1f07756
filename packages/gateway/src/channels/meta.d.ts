import type { DeliveryReason } from '@baton/protocol';
import type { Knock, Sent, Tools, VendorHost, Verified } from './channel.ts';
import { type Fields } from './reading.ts';
import { type Answer } from './sending.ts';
/** What WhatsApp and Messenger have in common: the handshake, the signature and the errors of the Graph API. */
/** "Payloads can be up to 3 MB". */
export declare const META_BYTES: number;
type Live = readonly (string | undefined)[];
export declare function verifyMeta({ method, query, headers, body }: Knock, { appSecret, verifyToken }: {
    appSecret: Live;
    verifyToken: Live;
}): Promise<Verified>;
/** One call of the Graph API. */
export declare const graph: (tools: Tools, host: VendorHost, token: string, path: string, body?: Fields | FormData) => Promise<Answer | null>;
/** Why something was refused, or will be; null when that passes. */
export declare function reasonOf(code: number, subcode?: number): DeliveryReason | null;
/** What an answer of the Graph API means. `idOf` finds what receipts will call it. */
export declare function becameOfGraph(answer: Answer | null, idOf: (body: Fields) => string | null): Sent;
export {};
