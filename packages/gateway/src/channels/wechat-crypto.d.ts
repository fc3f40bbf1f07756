/**
 * What WeChat and WeCom call 安全模式: AES-256-CBC without a MAC, so the signature is looked at first and nothing tells which
 * check failed. WebCrypto refuses padding longer than a block of AES, and theirs has up to 32 bytes; Node's takes it as it is.
 * https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html
 */
/** A token and the key of the same account. */
export interface Pair {
    token: string;
    aesKey: string;
}
/** What both vendors put into the address of a request. */
export interface Signed {
    signature: string;
    timestamp: string;
    nonce: string;
}
export interface Opened {
    text: string;
    /** What opened it, and what an answer is sealed with. */
    pair: Pair;
}
export declare const signatureOf: (...parts: string[]) => string;
/** Whether a signature was made with one of these tokens. Takes as long for every one of them. */
export declare function isSignedBy(tokens: readonly string[], { signature, timestamp, nonce }: Signed, over: string[]): boolean;
/** The text inside, if it was signed with one of these tokens, sealed with one of these keys, and meant for us. */
export declare function open(sealed: string, signed: Signed, { tokens, aesKeys, receiver }: {
    tokens: readonly string[];
    aesKeys: readonly string[];
    receiver: string;
}): Opened | null;
export declare function seal(text: string, aesKey: string, receiver: string, random: Uint8Array): string;
