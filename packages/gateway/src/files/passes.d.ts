import { type LinkClaims, type UploadClaims, type VendorClaims } from '@baton/protocol';
import { type Env } from '../env.ts';
type Purpose = 'upload' | 'link' | 'vendor';
type Claims = {
    upload: UploadClaims;
    link: LinkClaims;
    vendor: VendorClaims;
};
export type PassEnv = Pick<Env, 'BATON_SECRET' | 'GENERATION'>;
/** Signs a ticket for one upload. The session it is for burns its id. */
export declare const mintUpload: (env: PassEnv, claims: Omit<UploadClaims, 'jti' | 'expiresAt'>, now: number) => Promise<string>;
/** Signs a link to one file. */
export declare function mintLink(env: PassEnv, claims: Omit<LinkClaims, 'expiresAt'>, now: number): Promise<{
    path: string;
    expiresAt: number;
}>;
/** Signs a link to one file for a vendor of a channel, which fetches it with no name and no origin. Answers its path. */
export declare const mintVendorPass: (env: PassEnv, claims: Omit<VendorClaims, 'expiresAt'>, now: number) => Promise<string>;
/** What a genuine pass says; null when it was not signed here for this, or its time is over. */
export declare function readPass<P extends Purpose>(env: PassEnv, purpose: P, pass: string, now: number): Promise<Claims[P] | null>;
export {};
