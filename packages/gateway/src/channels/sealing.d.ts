import type { Env } from '../env.ts';
/** Something sealed, as it is stored. */
export interface SealedRow {
    kid: string;
    sealed: ArrayBuffer;
}
/** Seals what accounts keep secret. What opens it is in Keys only, so a copy of this object's storage opens nothing. */
export declare class Sealing {
    #private;
    constructor(env: () => Env, workspace: () => string);
    /** `field` is unique in the workspace: what was sealed for one account opens for no other. */
    seal(field: string, original: string): Promise<{
        kid: string;
        sealed: Uint8Array;
    }>;
    /** Null when nothing opens it any more. */
    open(field: string, { kid, sealed }: SealedRow): Promise<string | null>;
}
