/** What workspace keys are wrapped with: derived from the gateway's secret, stored nowhere. */
export declare function rootKey(secret: string): Promise<CryptoKey>;
/** A new key that wraps session keys. Extractable, because it is stored wrapped itself. */
export declare function makeWorkspaceKey(): Promise<CryptoKey>;
export declare const wrapWorkspaceKey: (root: CryptoKey, key: CryptoKey) => Promise<ArrayBuffer>;
/** Throws when it was wrapped with another key, or has been changed. */
export declare const unwrapWorkspaceKey: (root: CryptoKey, wrapped: ArrayBuffer) => Promise<CryptoKey>;
export declare const makeSessionKey: () => Uint8Array;
export declare function wrapSessionKey(workspaceKey: CryptoKey, raw: Uint8Array): Promise<ArrayBuffer>;
/** Throws when it was wrapped with another key, or has been changed. */
export declare function unwrapSessionKey(workspaceKey: CryptoKey, wrapped: ArrayBuffer): Promise<Uint8Array>;
