import type { Env } from '../env.ts';
export type SecretsEnv = Pick<Env, 'BATON_SECRET' | 'BATON_SECRET_PREVIOUS'>;
/** What outlives a change of secret is signed with the first, and may have been signed with any. */
export declare const secretsOf: (env: SecretsEnv) => readonly string[];
/** HMAC-SHA256 of `message` under `secret`, 32 bytes. */
export declare function hmac(secret: string, message: string): Promise<Uint8Array>;
/** A key for one purpose only, so that a signature made for one thing never verifies as another. Derived once an isolate. */
export declare function keyFor(secret: string, purpose: string): Promise<CryptoKey>;
/** Whether two texts are equal, in a time that does not tell how much of them is. */
export declare function isSameText(left: string, right: string): Promise<boolean>;
/** A fresh unguessable id: 160 random bits in base64url, 27 characters. */
export declare const opaque: () => string;
