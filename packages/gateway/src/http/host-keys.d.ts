import type { HostKey } from '@baton/protocol';
import { type JWTPayload } from 'jose';
import type { WorkspaceConfig } from '../rooms.ts';
export type HostKeys = Pick<WorkspaceConfig, 'hostKey' | 'hostKeys' | 'issuer'>;
export interface Demands {
    audience: string;
    /** As jose reads it: `24h`. */
    maxAge: string;
    requiredClaims: string[];
}
/**
 * What a token says that the host site has signed: under one of its keys, each for its own algorithm.
 *
 * @throws BatonError `unauthenticated`, with the reason, when it is anything else.
 */
export declare function verifyHostJwt(token: string, keys: HostKeys, demands: Demands, now?: number): Promise<JWTPayload>;
/** @throws BatonError `request_malformed` for a key that is none, before it is stored. */
export declare function demandUsableKeys(keys: readonly HostKey[]): Promise<void>;
