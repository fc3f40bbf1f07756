import type { Original } from '@baton/relay/session';
import type { Env } from '../env.ts';
import type { Identity } from './store.ts';
/** Originals of one event, to be sealed for the place it has in the log. */
export interface ToSeal {
    seq: number;
    originals: readonly Original[];
}
/** An original as it is stored. */
export interface Sealed {
    seq: number;
    number: number;
    kid: string;
    sealed: Uint8Array;
}
/** A text that belongs to no event, as it is stored. */
export interface SealedText {
    kid: string;
    sealed: Uint8Array;
}
/** Originals of what was masked, beside the log and never in it. Only the Keys room has what opens them. */
export declare class Seals {
    #private;
    constructor(sql: SqlStorage, env: Env, identity: () => Identity);
    /** Encrypts. Throws when the key cannot be had, or was thrown away: then nothing may be stored. */
    seal(all: readonly ToSeal[]): Promise<Sealed[]>;
    /** Encrypts a text that belongs to no event: `field` says which. Throws as `seal`. */
    sealText(field: string, text: string): Promise<SealedText>;
    /** @throws BatonError `sealed_gone` when nothing opens it any more. */
    openText(field: string, { kid, sealed }: SealedText): Promise<string>;
    /** Stores what was sealed, inside the transaction of its event. */
    put(all: readonly Sealed[]): void;
    has(seq: number, number: number): boolean;
    /** Nothing is kept of this event any more. */
    drop(seq: number): void;
    /** Nor of those before it. */
    dropUpTo(seq: number): void;
    /**
     * An original in the clear. The key is asked for anew each time: it may have been thrown away.
     *
     * @throws BatonError `sealed_gone` when it is not kept, or nothing opens it any more.
     */
    open(seq: number, number: number): Promise<string>;
}
